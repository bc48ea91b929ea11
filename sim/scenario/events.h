// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Events have their times in the scenario, or in a file. */
#ifndef COSIM_SCENARIO_EVENTS_H
#define COSIM_SCENARIO_EVENTS_H

#include "input/tree.h"
#include "scenario/scenario.h"

/* Fills the events stimulus from its mapping. Returns 0, or -1 with *diag. */
int cosim_scenario_events(cosim_scenario *scenario, const cosim_node *map, lif_stimulus *stimulus,
                          cosim_diag *diag);

#endif
