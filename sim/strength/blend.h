// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A membrane often moves towards something by a share of the distance: a + ((b - a)*k) / 2^n. Such
 * a sum stays between a and b, which the ranges of its parts alone do not say. */
#ifndef COSIM_STRENGTH_BLEND_H
#define COSIM_STRENGTH_BLEND_H

#include "equations/node.h"

typedef struct cosim_blend {
    const cosim_eq_node *a, *b, *k, *part; /* part: what is added to a */
    int64_t shift, half;                   /* n; what is added before the division, 0 or 2^(n-1) */
} cosim_blend;

/* Tells whether a node divides by a power of two, down, to nearest or toward zero. */
bool cosim_blend_divides(cosim_eq_op op);

/* Tells whether a sum whose operand number `which` is a has this form. */
bool cosim_is_blend(const cosim_eq_node *sum, int which, cosim_blend *found);

/* Tells whether a FLOOR rounds half up, because its operand has the half added:
 * (x + 2^(n-1)) >> n. */
bool cosim_adds_half(const cosim_eq_node *floor_node);

#endif
