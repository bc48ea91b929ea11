// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The `expect` of a scenario states its spikes, and is dropped where they belong to other values.
 */
#ifndef COSIM_SCENARIO_EXPECT_H
#define COSIM_SCENARIO_EXPECT_H

#include "input/tree.h"
#include "scenario/scenario.h"

/* Reads `expect`, where root has one, into scenario->expect; the steps are known. Returns 0, or -1.
 */
int cosim_scenario_expect(cosim_scenario *scenario, const cosim_node *root, cosim_diag *diag);

/* Returns the key of the first override that may give a scenario other spikes than those it states;
 * NULL where there is none, where `expect` itself is set, and where root states nothing. `before`
 * is the tree without these overrides. A key that only names things, and one that is set to what it
 * was, in whatever unit, change nothing. The key is of the arena; it is NULL without memory too. */
const char *cosim_scenario_changed_key(cosim_arena *arena, cosim_node *before, cosim_node *root,
                                       const char *const *overrides, size_t count);

#endif
