// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/node.h"

unsigned cosim_eq_operands(cosim_eq_op op)
{
    switch (op) {
    case COSIM_EQ_CONST:
    case COSIM_EQ_INPUT:
    case COSIM_EQ_PARAM:
    case COSIM_EQ_STATE:
        return 0;
    case COSIM_EQ_ABS:
    case COSIM_EQ_CUT:
    case COSIM_EQ_SATURATE:
    case COSIM_EQ_ONES:
    case COSIM_EQ_NOT:
        return 1;
    case COSIM_EQ_CHOICE:
        return 3;
    case COSIM_EQ_ADD:
    case COSIM_EQ_SUB:
    case COSIM_EQ_MUL:
    case COSIM_EQ_DIV:
    case COSIM_EQ_SHIFT_LEFT:
    case COSIM_EQ_FLOOR:
    case COSIM_EQ_ROUND:
    case COSIM_EQ_TRUNC:
    case COSIM_EQ_CEIL:
    case COSIM_EQ_REST:
    case COSIM_EQ_MIN:
    case COSIM_EQ_MAX:
    case COSIM_EQ_BITS_AND:
    case COSIM_EQ_BITS_OR:
    case COSIM_EQ_BITS_XOR:
    case COSIM_EQ_LESS:
    case COSIM_EQ_AT_MOST:
    case COSIM_EQ_EQUAL:
    case COSIM_EQ_DIFFERENT:
    case COSIM_EQ_AND:
    case COSIM_EQ_OR:
    case COSIM_EQ_OPS:
    default:
        return 2;
    }
}

bool cosim_eq_is_condition(cosim_eq_op op) { return op >= COSIM_EQ_LESS && op <= COSIM_EQ_NOT; }

int64_t cosim_eq_type_low(cosim_eq_type type)
{
    return type.is_signed ? -((int64_t)1 << (type.bits - 1)) : 0;
}

int64_t cosim_eq_type_high(cosim_eq_type type)
{
    return (int64_t)(((uint64_t)1 << (type.is_signed ? type.bits - 1 : type.bits)) - 1);
}

bool cosim_eq_type_holds(cosim_eq_type type, const cosim_eq_node *node)
{
    return node->low >= cosim_eq_type_low(type) && node->high <= cosim_eq_type_high(type);
}
