// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Reads a current from a file: one value a step, or samples at times, held to the steps. */
#ifndef COSIM_SCENARIO_SAMPLES_H
#define COSIM_SCENARIO_SAMPLES_H

#include "input/tree.h"
#include "scenario/scenario.h"

/* Fills the file stimulus from its mapping. With `time` a sample holds from its time until that of
 * the next: a step has the last one at or before its instant, and samples that no step sees are
 * noted. Without `time`, row n is step n, and a column named time or t that does not advance by one
 * step is noted. Returns 0, or -1 with *diag. */
int cosim_scenario_file(cosim_scenario *scenario, const cosim_node *map, lif_stimulus *stimulus,
                        cosim_diag *diag);

#endif
