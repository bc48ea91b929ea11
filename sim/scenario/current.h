// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Gives the summed input current of a scenario as a stream of blocks. */
#ifndef COSIM_SCENARIO_CURRENT_H
#define COSIM_SCENARIO_CURRENT_H

#include "scenario/scenario.h"

typedef struct cosim_current {
    lif_stimulus_state *states; /* one a stimulus */
    size_t count;
    lif_limits limits; /* of the sum */
} cosim_current;

/* Starts the stream at step 0. Returns 0, or -1 without memory. Free with cosim_current_free. */
int cosim_current_start(cosim_current *current, const cosim_scenario *scenario);

/* Makes a copy that goes on from where the stream is. Returns 0, or -1 without memory. */
int cosim_current_copy(cosim_current *copy, const cosim_current *current);

/* Writes the currents [A] of the next n steps into current_a[n], within the limits of their sum. */
void cosim_current_next(cosim_current *current, size_t n, double *current_a);

void cosim_current_free(cosim_current *current);

/* Gives an interval that encloses every current of the run [A]; returns false where none is known
 * (a random stimulus without limits). */
bool cosim_current_range(const cosim_scenario *scenario, double *low_a, double *high_a);

#endif
