// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A shared object of mutants exports more than its lif_dut_ops: which mutant an instance is, and
 * a stricter way to drive it. Without a call of these it is the circuit without a mutation. */
#ifndef LIF_DUT_MUTANTS_H
#define LIF_DUT_MUTANTS_H

#include "circuit/lif_dut.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Makes an instance mutant `number` (0: no mutation); its registers stay as they are. */
void lif_mutant_select(lif_dut *dut, uint32_t number);

/* Does what `configure` of the table does, and checks the promises of the header of lif_neuron.v
 * about the reset: it ends a spike and wins over a step that is offered with it; membrane, membrane
 * before, spike, valid and ready have their values in it; ready rises one clock after it. Fails
 * with a message that says which promise is broken. */
int lif_mutant_configure(lif_dut *dut, const lif_words *words, uint64_t seed);

/* Does what `run` of the table does, with 0 to 2 idle clocks before each step, in which drive and
 * hold change: an idle clock must give no result, stay ready and keep every output. */
int lif_mutant_run(lif_dut *dut, const lif_dut_block *block);

#ifdef __cplusplus
}
#endif

#endif
