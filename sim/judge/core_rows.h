// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The rows of the judge of cores (core_lanes.h): their memory and their constants, and the way of
 * the states between rows and single neurons. */
#ifndef COSIM_JUDGE_CORE_ROWS_H
#define COSIM_JUDGE_CORE_ROWS_H

#include "judge/core_lanes.h"

/* Makes the rows of lanes->neurons neurons, and fills in the constants. Returns -1 without memory,
 * which is the arena's. */
int cosim_core_rows_start(cosim_core_lanes *lanes, cosim_arena *arena,
                          const cosim_core_parts *parts, const lif_core_format *format);

/* Takes the states of single neurons into the rows. The first network by itself gets none if it
 * follows. */
void cosim_core_rows_put(cosim_core_lanes *lanes, const cosim_core_parts *parts, bool follows);

/* Gives the guided reference of neuron i as state[at] has it. */
void cosim_core_rows_guided(const cosim_core_lanes *lanes, unsigned at, size_t i,
                            lif_core_guided *guided);

/* Gives the single neurons the states of the rows, as they are before the tick; `noise` is the
 * noise word of that time. A network that follows catches up. */
void cosim_core_rows_take(cosim_core_lanes *lanes, const cosim_core_parts *parts, uint32_t noise);

#endif
