// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Computes the word of one node from those of its operands, as the emitted C does; what the bound
 * knows of words and what the interpreter computes are the same. It is a kernel, because the
 * interpreter spends its time in it. */
#ifndef COSIM_EQUATIONS_COMPUTE_H
#define COSIM_EQUATIONS_COMPUTE_H

#include "equations/node.h"

/* These give x / 2^n rounded down, and what is left over: shifts of C end at 63. */
static inline int64_t cosim_eq_down(int64_t x, int64_t n)
{
    return n < 63 ? x >> n : x < 0 ? -1 : 0;
}

static inline int64_t cosim_eq_left_over(int64_t x, int64_t n)
{
    return (int64_t)((uint64_t)x & (n > 63 ? UINT64_MAX : ((uint64_t)1 << n) - 1));
}

static inline int64_t cosim_eq_divided(cosim_eq_op op, int64_t x, int64_t n)
{
    switch ((int)op) {
    case COSIM_EQ_ROUND: /* the bit below the cut decides */
        return n < 1 ? x : n > 64 ? 0 : cosim_eq_down(x, n) + (cosim_eq_down(x, n - 1) & 1);
    case COSIM_EQ_TRUNC:
        return x < 0 ? n > 63 ? 0 : cosim_eq_down(x, n) + (cosim_eq_left_over(x, n) != 0)
                     : cosim_eq_down(x, n);
    case COSIM_EQ_CEIL:
        return n > 63 ? x > 0 : cosim_eq_down(x, n) + (cosim_eq_left_over(x, n) != 0);
    case COSIM_EQ_REST:
        return cosim_eq_left_over(x, n);
    default:
        return cosim_eq_down(x, n);
    }
}

static inline int64_t cosim_eq_count_ones(int64_t x)
{
    int64_t ones = 0;
    for (uint64_t rest = (uint64_t)x; rest != 0; rest &= rest - 1) {
        ones++;
    }
    return ones;
}

/* Computes a node that has operands a, b, c; leaves are 0. */
static inline int64_t cosim_eq_compute(cosim_eq_op op, cosim_eq_type type, int64_t a, int64_t b,
                                       int64_t c)
{
    switch (op) {
    case COSIM_EQ_ADD:
        return a + b;
    case COSIM_EQ_SUB:
        return a - b;
    case COSIM_EQ_MUL:
        return a * b;
    case COSIM_EQ_DIV:
        return a / b;
    case COSIM_EQ_SHIFT_LEFT:
        return a * ((int64_t)1 << b);
    case COSIM_EQ_FLOOR:
    case COSIM_EQ_ROUND:
    case COSIM_EQ_TRUNC:
    case COSIM_EQ_CEIL:
    case COSIM_EQ_REST:
        return cosim_eq_divided(op, a, b);
    case COSIM_EQ_MIN:
        return a < b ? a : b;
    case COSIM_EQ_MAX:
        return a > b ? a : b;
    case COSIM_EQ_ABS:
        return a < 0 ? -a : a;
    case COSIM_EQ_CUT: /* the sign bit counts as minus itself */
    {
        const uint64_t sign = type.is_signed ? (uint64_t)1 << (type.bits - 1) : 0;
        return (int64_t)((((uint64_t)a & (((uint64_t)1 << type.bits) - 1)) ^ sign) - sign);
    }
    case COSIM_EQ_SATURATE:
        return a < cosim_eq_type_low(type)    ? cosim_eq_type_low(type)
               : a > cosim_eq_type_high(type) ? cosim_eq_type_high(type)
                                              : a;
    case COSIM_EQ_BITS_AND:
        return a & b;
    case COSIM_EQ_BITS_OR:
        return a | b;
    case COSIM_EQ_BITS_XOR:
        return a ^ b;
    case COSIM_EQ_ONES:
        return cosim_eq_count_ones(a);
    case COSIM_EQ_LESS:
        return a < b;
    case COSIM_EQ_AT_MOST:
        return a <= b;
    case COSIM_EQ_EQUAL:
        return a == b;
    case COSIM_EQ_DIFFERENT:
        return a != b;
    case COSIM_EQ_AND:
        return a != 0 && b != 0;
    case COSIM_EQ_OR:
        return a != 0 || b != 0;
    case COSIM_EQ_NOT:
        return a == 0;
    case COSIM_EQ_CHOICE:
        return a != 0 ? b : c;
    case COSIM_EQ_CONST:
    case COSIM_EQ_INPUT:
    case COSIM_EQ_PARAM:
    case COSIM_EQ_STATE:
    case COSIM_EQ_OPS:
    default:
        return 0;
    }
}

#endif
