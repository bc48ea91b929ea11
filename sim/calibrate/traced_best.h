// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Neurons are held against the rows of the search, and the one is kept that misses the fewest. */
#ifndef COSIM_CALIBRATE_TRACED_BEST_H
#define COSIM_CALIBRATE_TRACED_BEST_H

#include "calibrate/traced.h"

typedef struct cosim_traced_best {
    bool any;
    size_t searched; /* misses */
    cosim_recording_layout layout;
    cosim_traced_neuron neuron;
    cosim_rival_order order;
} cosim_traced_best;

/* Holds a neuron against the rows of the search, and keeps it where it misses fewer than any. */
void cosim_traced_try(cosim_traced *traced, const cosim_traced_neuron *neuron,
                      cosim_traced_best *best);

/* Tries the orders of a step that no scenario has. Returns 0, or -1 with *diag. */
int cosim_traced_try_orders(cosim_traced *traced, cosim_traced_best *best, cosim_diag *diag);

#endif
