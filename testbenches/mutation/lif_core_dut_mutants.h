// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A shared object of mutants of a core exports more than its lif_core_dut_ops: which mutant an
 * instance is, and a stricter way to drive it. Without a call of these it is the core without a
 * mutation. */
#ifndef LIF_CORE_DUT_MUTANTS_H
#define LIF_CORE_DUT_MUTANTS_H

#include "circuit/lif_core_dut.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Makes an instance mutant `number` (0: no mutation); its registers stay as they are. */
void lif_core_mutant_select(lif_core_dut *dut, uint32_t number);

/* Writes and reads every word, then drives all ports at random, by the seed, for so many clocks,
 * and checks in every clock what the headers of lif_core.v and rtl/core_map.txt promise beside the
 * values of a tick: how many clocks an event, a tick, a spike, an access and a reset take, when the
 * core is ready and busy, when each neuron is shown, what waits stands still, every answer of the
 * configuration, and the flags. Returns 0, or -1 with a message that says which is broken. */
int lif_core_mutant_promises(lif_core_dut *dut, uint64_t seed, uint64_t clocks);

#ifdef __cplusplus
}
#endif

#endif
