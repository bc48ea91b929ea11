// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Scenarios that were read, as JSON: for pages and scripts, which then need no YAML reader. */
#ifndef COSIM_SCENARIO_JSON_H
#define COSIM_SCENARIO_JSON_H

#include "base/output.h"
#include "scenario/scenario.h"

/* The document {"lifcosim": version, "scenarios": [{"file": path, "scenario": {...}}, ...]}, one
 * scenario after the other: begin, scenario ..., end. Every value is the text that the file has, so
 * that nothing is rounded; overrides are applied. begin returns NULL without memory; the others
 * then do nothing. An error of the file is reported by cosim_output_commit. */
typedef struct cosim_tree_json cosim_tree_json;
cosim_tree_json *cosim_tree_json_begin(cosim_output *output);
void cosim_tree_json_scenario(cosim_tree_json *json, const cosim_scenario *scenario);
void cosim_tree_json_end(cosim_tree_json *json); /* also frees */

#endif
