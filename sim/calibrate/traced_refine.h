// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* clang-format off */
/* A line that is fitted step by step (traced_fit.h) suffers from rows that are printed in few places:
 * each step starts from a rounded membrane. Here the whole way between two spikes is fitted, from a
 * reset on, and the largest distance from the rows is made small, since a rounded row is off by half
 * a place at the most. It is Newton's method on least squares, whose weights grow where a row is far
 * (Lawson's algorithm). */
/* clang-format on */
#ifndef COSIM_CALIBRATE_TRACED_REFINE_H
#define COSIM_CALIBRATE_TRACED_REFINE_H

#include "calibrate/traced_threshold.h"

/* The way is that of this neuron. A subtraction takes amount_v, else a spike leaves reset_v. */
typedef struct cosim_traced_way {
    cosim_traced_line line;
    uint32_t hold, initial_hold;
    bool subtracts;
    double reset_v, amount_v;
    double initial_v;
    bool starts_at_rest;
} cosim_traced_way;

/* Refines it, and gives what its own membranes tell of the threshold. Returns 0, or -1 without
 * memory. */
int cosim_traced_refine(const cosim_traced_rows *rows, cosim_traced_way *way,
                        cosim_traced_threshold *threshold);

#endif
