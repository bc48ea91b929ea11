// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Pairs the spikes of circuit and reference, side by side. */
#ifndef COSIM_REPORT_HTML_PAIRS_H
#define COSIM_REPORT_HTML_PAIRS_H

#include <stdbool.h>

#include "result/train.h"

/* A row is a spike of one train, or two that belong together. */
typedef struct cosim_pair {
    bool has_dut, has_reference;
    uint64_t dut, reference; /* steps */
} cosim_pair;

/* This is a walk along two trains; it starts with {dut, reference, 0, 0}. */
typedef struct cosim_pairs {
    const cosim_train *dut, *reference;
    size_t next_dut, next_reference;
} cosim_pairs;

/* Gives the next row in ascending order, or false at the end. Two spikes are in one row if they are
 * equal, or if neither has a spike of the other train that is nearer. */
bool cosim_pairs_next(cosim_pairs *pairs, cosim_pair *pair);

/* Tells whether a row is a difference of the two trains. */
bool cosim_pair_differs(const cosim_pair *pair);

#endif
