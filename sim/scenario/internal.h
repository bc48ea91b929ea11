// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* What the files of the scenario reader share. */
#ifndef COSIM_SCENARIO_INTERNAL_H
#define COSIM_SCENARIO_INTERNAL_H

#include "input/fields.h"
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

/* The node of a dotted key, or NULL. *around is the
 * deepest node on the way, or what stands in for an absent key: its alternative or default. */
cosim_node *cosim_scenario_find(cosim_node *root, const char *key, cosim_node **around);

/* Applies one override "KEY=VALUE" to the tree. A VALUE that begins with a bracket, a brace or a
 * quote is YAML flow text, any other is taken as it stands. 0, or -1 with *diag. */
int cosim_override_apply(cosim_arena *arena, cosim_node *root, const char *set, cosim_diag *diag);

/* Where two keys of one mapping exclude each other, the other one; else NULL. `map` is the name of
 * the mapping around them ("" for the root). */
const char *cosim_scenario_alternative(const char *map, const char *key);

/* Reads `neuron` into scenario->params (dt_s is known) and the peak. 0, or -1 with *diag. */
int cosim_scenario_neuron(cosim_scenario *scenario, const cosim_node *neuron, cosim_diag *diag);

/* Reads `stimulus` into scenario->stimuli; steps and dt_s are known. 0, or -1 with *diag. */
int cosim_scenario_stimuli(cosim_scenario *scenario, const cosim_node *list, const uint64_t *seed,
                           cosim_diag *diag);

/* One kind with data of its own: the mapping is filled into *stimulus, which is zeroed but for its
 * kind and window. */
int cosim_scenario_events(cosim_scenario *scenario, const cosim_node *map, lif_stimulus *stimulus,
                          cosim_diag *diag);
int cosim_scenario_file(cosim_scenario *scenario, const cosim_node *map, lif_stimulus *stimulus,
                        cosim_diag *diag);

/* A time as a whole number of steps, within 1e-6 step. At most `most`. */
int cosim_scenario_whole_steps(const cosim_node *node, double dt_s, uint64_t most, double *time_s,
                               uint64_t *steps, cosim_diag *diag);

#endif
