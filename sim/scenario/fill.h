// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A tree becomes a scenario. */
#ifndef COSIM_SCENARIO_FILL_H
#define COSIM_SCENARIO_FILL_H

#include "base/arena.h"
#include "input/tree.h"
#include "scenario/scenario.h"

/* Owner of everything in a scenario, the scenario itself included. */
struct cosim_scenario_places {
    cosim_arena *arena;
    cosim_node *root;
};

/* An empty scenario with an arena of its own, to be freed like any other; NULL with *diag without
 * memory. */
cosim_scenario *cosim_scenario_new(cosim_diag *diag);

/* Fills a new scenario from places->root. seed as in cosim_scenario_read. 0, or -1 with *diag. */
int cosim_scenario_from_tree(cosim_scenario *scenario, const uint64_t *seed, cosim_diag *diag);

#endif
