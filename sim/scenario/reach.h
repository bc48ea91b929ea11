// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Parts of a stimulus can be outside of the run, which this finds and says. */
#ifndef COSIM_SCENARIO_REACH_H
#define COSIM_SCENARIO_REACH_H

#include "input/tree.h"
#include "scenario/scenario.h"

/* Notes each event and window of the stimuli, which are valid and stand in `list`, that is outside
 * of the run. Returns 0, or -1 with *diag where that leaves nothing: such a run would compare
 * nothing, while an amplitude of 0 is a drive like any other. */
int cosim_scenario_reach(cosim_scenario *scenario, const cosim_node *list, cosim_diag *diag);

#endif
