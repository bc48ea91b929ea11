// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A tree becomes a scenario. */
#ifndef COSIM_SCENARIO_FILL_H
#define COSIM_SCENARIO_FILL_H

#include "base/arena.h"
#include "input/tree.h"
#include "scenario/scenario.h"

/* Fills a new scenario from places->root. seed is as in cosim_scenario_read. Returns 0, or -1 with
 * *diag. */
int cosim_scenario_from_tree(cosim_scenario *scenario, const uint64_t *seed, cosim_diag *diag);

/* Reads what a network has in common with a scenario: name, about, source, step or rate, steps or
 * duration, and tolerance. Returns the same. */
int cosim_scenario_head(cosim_scenario *scenario, cosim_diag *diag);

#endif
