// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The threshold of a neuron lies between the membranes that fired and those that did not. */
#ifndef COSIM_CALIBRATE_TRACED_THRESHOLD_H
#define COSIM_CALIBRATE_TRACED_THRESHOLD_H

#include "calibrate/traced_fit.h"

/* The decisions tell this of a threshold. */
typedef struct cosim_traced_threshold {
    double silent_v, firing_v; /* the highest that did not fire, and the lowest that did, but for
                                  those that are on the wrong side; or infinite */
    size_t wrong;              /* decisions on the wrong side of it */
} cosim_traced_threshold;

/* Finds the cut with the fewest decisions on the wrong side, of a neuron that is held for `hold`
 * steps after a spike, which leaves reset_v [V], or takes an amount (NULL). `old`: it decides on
 * the membrane before the step. Returns 0, or -1 without memory. */
int cosim_traced_threshold_find(const cosim_traced_rows *rows, const cosim_traced_line *line,
                                uint32_t hold, const double *reset_v, bool old,
                                cosim_traced_threshold *threshold);

#endif
