// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Writes scenarios that were read as JSON, for pages and scripts, which then need no YAML reader.
 */
#ifndef COSIM_SCENARIO_JSON_H
#define COSIM_SCENARIO_JSON_H

#include "base/json.h"
#include "scenario/scenario.h"

/* Writes the document {"lifcosim": version, "scenarios": [{"file": path, "scenario": {...}}, ...]},
 * one scenario after the other: begin, scenario ..., end. Every value is the text that the file
 * has, so that nothing is rounded; overrides are applied. An error stays in the stream. */
void cosim_tree_json_begin(cosim_json *json, FILE *file);
void cosim_tree_json_scenario(cosim_json *json, const cosim_scenario *scenario);
void cosim_tree_json_end(cosim_json *json);

#endif
