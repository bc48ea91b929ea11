// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A note says, with its place, what is odd in a scenario but no error; the run goes on. */
#ifndef COSIM_SCENARIO_NOTE_H
#define COSIM_SCENARIO_NOTE_H

#include "input/tree.h"
#include "scenario/scenario.h"

/* Appends "warning: KEY: " and a printf text at the place of the node to scenario->notes. Without
 * memory the note is lost. */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
void
cosim_scenario_note(cosim_scenario *scenario, const cosim_node *node, const char *format, ...);

#endif
