// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A range encloses every word that a node can have, and operators on ranges enclose what the
 * operators of equations/node.h make of them. */
#ifndef COSIM_STRENGTH_RANGE_H
#define COSIM_STRENGTH_RANGE_H

#include "equations/node.h"

typedef struct cosim_range {
    int64_t low, high;
    unsigned zeros; /* that many low bits are 0 in every word */
} cosim_range;

static inline int64_t cosim_least(int64_t a, int64_t b) { return a < b ? a : b; }
static inline int64_t cosim_most(int64_t a, int64_t b) { return a > b ? a : b; }

static inline unsigned cosim_fewer(unsigned a, unsigned b) { return a < b ? a : b; }

cosim_range cosim_range_exactly(int64_t word);
cosim_range cosim_range_hull(cosim_range a, cosim_range b);

/* Encloses a product that fits 64 bits: the tree has refused what could be longer. */
cosim_range cosim_range_product(cosim_range a, cosim_range b);

/* Encloses an operator that rises with its first operand, and turns with its second: its ends are
 * at the corners of both. */
cosim_range cosim_range_corners(cosim_eq_op op, cosim_eq_type type, cosim_range a, cosim_range b);
cosim_range cosim_range_absolute(cosim_range a);
cosim_range cosim_range_cut(cosim_eq_type type, cosim_range a);

/* Encloses a condition, from what it may be; a comparison; AND, OR or NOT of conditions. */
cosim_range cosim_range_truth(bool may_be_false, bool may_be_true);
cosim_range cosim_range_compared(cosim_eq_op op, cosim_range a, cosim_range b);
cosim_range cosim_range_joined(cosim_eq_op op, cosim_range a, cosim_range b);

#endif
