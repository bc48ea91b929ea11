// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The inputs of a miter are drawn for 64 traces side by side: words of every size, clocks without a
 * step, and resets. */
#ifndef COSIM_PROVE_AGES_DRAW_H
#define COSIM_PROVE_AGES_DRAW_H

#include "prove/aiger.h"

typedef struct cosim_ages_draw cosim_ages_draw;

/* Returns NULL without memory. */
cosim_ages_draw *cosim_ages_draw_new(const cosim_aiger *graph, uint64_t seed);
void cosim_ages_draw_free(cosim_ages_draw *draw); /* NULL is allowed */

/* Sets the inputs of the graph for a clock. */
void cosim_ages_draw_clock(cosim_ages_draw *draw, cosim_aiger *graph);

#endif
