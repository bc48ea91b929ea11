// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Reads the keys beside the path of a data file that say what it looks like. */
#ifndef COSIM_SCENARIO_FORM_H
#define COSIM_SCENARIO_FORM_H

#include "input/table.h"
#include "input/tree.h"
#include "scenario/scenario.h"

/* Reads the path at node `path`, relative to the scenario, and `separator`, `decimal`, `comment`
 * and `header` of its mapping. Returns 0, or -1 with *diag. */
int cosim_scenario_form(const cosim_scenario *scenario, const cosim_node *path, cosim_table *table,
                        cosim_diag *diag);

/* Reads `column` of a mapping for one more column of the table. absent: the name where there is no
 * such key; if NULL, the key is required except for an array. The unit is the caller's. */
int cosim_scenario_column(const cosim_node *map, const char *absent, const cosim_unit *unit,
                          cosim_table *table, cosim_diag *diag);

/* Reads the table; what is wrong in it is reported at the path. Returns 0, or -1 with *diag. */
int cosim_scenario_table(const cosim_node *path, cosim_table *table, cosim_diag *diag);

/* Does the same for a table of one column, whose values belong to the scenario. There may be `most`
 * of them; `why` says why no more ("the run has no more steps"). */
int cosim_scenario_values(cosim_scenario *scenario, const cosim_node *path,
                          const cosim_table *table, uint64_t most, const char *why,
                          const double **values, size_t *count, cosim_diag *diag);

/* Returns the first key that belongs to a file, or NULL. */
const cosim_node *cosim_scenario_form_key(const cosim_node *map);

#endif
