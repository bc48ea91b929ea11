// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Reads the `stimulus` of a scenario into SI units. */
#ifndef COSIM_SCENARIO_STIMULUS_H
#define COSIM_SCENARIO_STIMULUS_H

#include "input/tree.h"
#include "scenario/scenario.h"

/* Reads `stimulus` into scenario->stimuli; steps and dt_s are known. Returns 0, or -1 with *diag.
 */
int cosim_scenario_stimuli(cosim_scenario *scenario, const cosim_node *list, const uint64_t *seed,
                           cosim_diag *diag);

/* Reads `least` and `most` of a mapping, each optional, into *limits, which is zero. Returns 0, or
 * -1 with *diag. */
int cosim_scenario_limits(const cosim_node *map, lif_limits *limits, cosim_diag *diag);

#endif
