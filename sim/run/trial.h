// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A trial does to a circuit what no scenario does: words that change while it runs, where its
 * contract allows it, and idle clocks after many spikes, whatever the scenario's are. */
#ifndef COSIM_RUN_TRIAL_H
#define COSIM_RUN_TRIAL_H

#include "base/diag.h"
#include "circuit/dut.h"
#include "judge/state.h"

/* Runs some hundred random steps on an instance of its own, once for an opened circuit, and only
 * for one that has a clock and is the integer model of its format. A word that the circuit does not
 * follow, or an output that moves in an idle clock, fails the judge's exact level, which names it.
 * Other differences do not fail here: where the circuit is not its model without them, the
 * scenarios say so. Returns 0, or -1 with *diag where the circuit could not be run. */
int cosim_trial_judge(cosim_dut *dut, cosim_judge *judge, cosim_diag *diag);

#endif
