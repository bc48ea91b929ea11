// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "strength/blend.h"

bool cosim_blend_divides(cosim_eq_op op)
{
    return op == COSIM_EQ_FLOOR || op == COSIM_EQ_ROUND || op == COSIM_EQ_TRUNC;
}

bool cosim_is_blend(const cosim_eq_node *n, int which, cosim_blend *found)
{
    const cosim_eq_node *part = n->of[1 - which], *p = part->of[0];
    if (!cosim_blend_divides(part->op) || part->of[1]->op != COSIM_EQ_CONST ||
        part->of[1]->value < 1 || part->of[1]->value > 62) {
        return false;
    }
    *found = (cosim_blend){.a = n->of[which], .part = part, .shift = part->of[1]->value};
    const int64_t half = (int64_t)1 << (found->shift - 1);
    if (part->op == COSIM_EQ_FLOOR && p->op == COSIM_EQ_ADD && p->of[1]->op == COSIM_EQ_CONST &&
        p->of[1]->value == half) {
        found->half = half;
        p = p->of[0];
    }
    for (int k = 0; p->op == COSIM_EQ_MUL && k < 2; k++) {
        if (p->of[k]->op == COSIM_EQ_SUB && p->of[k]->of[1] == found->a) {
            found->b = p->of[k]->of[0];
            found->k = p->of[1 - k];
            return true;
        }
    }
    return false;
}

bool cosim_adds_half(const cosim_eq_node *n)
{
    const cosim_eq_node *sum = n->of[0], *by = n->of[1];
    if (sum->op != COSIM_EQ_ADD || by->op != COSIM_EQ_CONST || by->value < 1 || by->value > 62) {
        return false;
    }
    const int64_t half = (int64_t)1 << (by->value - 1);
    return (sum->of[0]->op == COSIM_EQ_CONST && sum->of[0]->value == half) ||
           (sum->of[1]->op == COSIM_EQ_CONST && sum->of[1]->value == half);
}
