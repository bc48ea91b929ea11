// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The second half of the search: what a spike does. Each update that answers up to the first spikes
 * is tried with every reset and hold, on whole experiments. */
#ifndef COSIM_CALIBRATE_SPIKES_H
#define COSIM_CALIBRATE_SPIKES_H

#include "calibrate/calibrate.h"
#include "calibrate/updates.h"

enum { COSIM_NEAR = 10 };

typedef struct cosim_near {
    cosim_guess guess[COSIM_NEAR];
    uint64_t differ[COSIM_NEAR]; /* answers that it gives otherwise */
    size_t count;
} cosim_near;

/* Tries a guess's resets, and its holds as they are said or, `wider`, others; adds those that fit
 * to fits[most], and the nearest of the others to *near (NULL: nobody asks). */
void cosim_spikes_find(const cosim_bench *bench, const cosim_guess *update, bool wider,
                       cosim_found *fits, size_t *count, size_t most, cosim_near *near,
                       uint64_t *tried);

#endif
