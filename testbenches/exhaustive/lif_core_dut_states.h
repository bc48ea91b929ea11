// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A shared object for the exhaustive comparison exports more than its lif_core_dut_ops: the words
 * and the states in its RAM, which the port can set in part alone. It is of a core with one
 * receptor, half-up rounding and one lane, between two ticks. */
#ifndef LIF_CORE_DUT_STATES_H
#define LIF_CORE_DUT_STATES_H

#include "circuit/lif_core_dut.h"
#include "lif_core_integer.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Puts words, states and what has arrived for the next tick of each neuron into the RAM. */
void lif_core_states_put(lif_core_dut *dut, const lif_core_words *word, const lif_core_state *state,
                         const int64_t *sum);

/* Gives the states and what has arrived for the next tick. */
void lif_core_states_get(lif_core_dut *dut, lif_core_state *state, int64_t *sum);

#ifdef __cplusplus
}
#endif

#endif
