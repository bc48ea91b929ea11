// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Reads a scenario from its YAML file. */
#ifndef COSIM_SCENARIO_READ_H
#define COSIM_SCENARIO_READ_H

#include "scenario/scenario.h"

/* A manifest of a trace may have a scenario of its own, under `scenario`, or as calibration printed
 * it under `calibrated`, which counts first. */

/* Reads and validates PATH with `override_count` overrides "KEY=VALUE" applied (dotted path, list
 * items by number; an exclusive key replaces its alternative). An `expect` that belonged to other
 * values than those that the overrides give is dropped (expect.dropped_by). seed (may be NULL) is
 * the base seed; the random stimulus i then gets lif_random_mix(*seed, i) for its own seed. Returns
 * 0 with *scenario, to be freed, or -1 with *diag at the place of what is wrong. */
int cosim_scenario_read(const char *path, const char *const *overrides, size_t override_count,
                        const uint64_t *seed, cosim_scenario **scenario, cosim_diag *diag);

/* Does the same for the bytes of a file, text[size]; `path` names it, and data files are looked for
 * from there. */
int cosim_scenario_read_text(const char *path, const char *text, size_t size,
                             const char *const *overrides, size_t override_count,
                             const uint64_t *seed, cosim_scenario **scenario, cosim_diag *diag);

/* Does the same for a scenario that was read already, which must outlive the new one: its overrides
 * stay, and these are applied after them. It is many times faster, as no YAML file is parsed; data
 * files that the scenario names are read again. */
int cosim_scenario_vary(const cosim_scenario *base, const char *const *overrides,
                        size_t override_count, cosim_scenario **scenario, cosim_diag *diag);

/* Reads PATH and applies the overrides, as cosim_scenario_read does, and makes nothing of the tree:
 * for files that share the form (networks). An `expect` may be dropped alike. */
int cosim_scenario_read_tree(const char *path, const char *const *overrides, size_t override_count,
                             cosim_scenario **scenario, cosim_diag *diag);

/* Does the same with the tree of another one, which must outlive it. */
int cosim_scenario_vary_tree(const cosim_scenario *base, const char *const *overrides,
                             size_t override_count, cosim_scenario **scenario, cosim_diag *diag);

#endif
