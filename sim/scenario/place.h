// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Tells where the keys of a scenario stand, and which of them exclude each other. */
#ifndef COSIM_SCENARIO_PLACE_H
#define COSIM_SCENARIO_PLACE_H

#include "input/override.h"
#include "scenario/scenario.h"

/* These are the keys that exclude each other, for overrides of a scenario. */
extern const cosim_override_rules cosim_scenario_rules;

/* Tells whether two keys of one mapping exclude each other, or may. `map` is the name of the
 * mapping around them ("" for the root). */
bool cosim_scenario_excludes(const char *map, const char *key, const char *other);

/* Finds the node of a dotted key, or NULL. *around is the deepest node on the way, or what stands
 * in for an absent key: its alternative or default. */
cosim_node *cosim_scenario_find(cosim_node *root, const char *key, cosim_node **around);

/* Tells where a dotted key ("neuron.threshold", "stimulus.0.file.path") stands; where it is absent,
 * the nearest key around it. Never fails. */
void cosim_scenario_place(const cosim_scenario *scenario, const char *key, cosim_place *place);

#endif
