// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Stimuli with data of their own: events, and currents in a file. */
#ifndef COSIM_SCENARIO_DATA_H
#define COSIM_SCENARIO_DATA_H

#include "input/tree.h"
#include "input/units.h"
#include "scenario/scenario.h"

/* One kind with data of its own: the mapping is filled into *stimulus, which is zeroed but for its
 * kind and window. */
int cosim_scenario_events(cosim_scenario *scenario, const cosim_node *map, lif_stimulus *stimulus,
                          cosim_diag *diag);
int cosim_scenario_file(cosim_scenario *scenario, const cosim_node *map, lif_stimulus *stimulus,
                        cosim_diag *diag);

/* Reads a column of the CSV file that the node `path` names, relative to the scenario; every error
 * is reported at its place. As cosim_csv_read, but *values belongs to the scenario. */
int cosim_scenario_column(cosim_scenario *scenario, const cosim_node *path, const char *column,
                          const cosim_unit *unit, uint64_t most, const double **values,
                          size_t *count, cosim_diag *diag);

#endif
