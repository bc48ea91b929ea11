// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A run tells rows step by step, and others listen: CSV, pictures, reports. Blocks come one after
 * the other, in order; the arrays are valid during the call only. */
#ifndef COSIM_RUN_ROWS_H
#define COSIM_RUN_ROWS_H

#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct cosim_rows {
    uint64_t first; /* step number of element 0 */
    size_t n;
    double step_s;        /* length of a step [s] */
    double rest_v, lsb_v; /* a membrane word stands for rest_v + word * lsb_v [V] */
    const double *current_a;
    const uint32_t *hold; /* NULL: hold_constant */
    uint32_t hold_constant;
    const int32_t *drive_fx, *before_fx,
        *after_fx; /* before, after: NULL if the circuit hides it */
    const uint8_t *spike;
    bool in_volts;            /* a trace without words: those above only show what it is like */
    const double *observed_v; /* its membrane [V], NaN where a row hides it; NULL: hidden */
    const double *reference_v, *bound_v; /* guided reference after the step, and its bound [V];
                                            INFINITY where none is known */
    const uint8_t *reference_spike, *ambiguous; /* of the free reference */
} cosim_rows;

/* A sink is a listener. take returns 0, or -1 with *diag to stop the run. */
typedef struct cosim_sink {
    int (*take)(void *context, const cosim_rows *rows, cosim_diag *diag);
    void *context;
} cosim_sink;

#endif
