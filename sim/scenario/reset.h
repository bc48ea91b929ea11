// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* clang-format off */
/* A reset may come a step late, as a well-known training library has it; such a neuron is one with
 * a reset at once, and other values:
 *
 *   by-subtraction-delayed   threshold - reset is taken from the membrane of the next step, which has
 *                            decayed by then: by-subtraction of (threshold - reset) / (1 - k)
 *   to-value-delayed         the next step begins at the reset: to-value, and that step is held */
/* clang-format on */
#ifndef COSIM_SCENARIO_RESET_H
#define COSIM_SCENARIO_RESET_H

#include "input/tree.h"
#include "lif_params.h"

/* The names of reset modes, in the order of lif_reset_mode and then those that are delayed. */
enum { COSIM_RESET_MODES = 4 };
extern const char *const cosim_reset_modes[COSIM_RESET_MODES];

/* Turns the params of a neuron whose values are read into those of a reset at once; mode is a
 * number of the names. Returns 0, or -1 with *diag. */
int cosim_scenario_reset(lif_params *params, const cosim_node *neuron, unsigned mode,
                         cosim_diag *diag);

#endif
