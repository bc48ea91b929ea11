// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The judge: holds a circuit's steps against the integer model and the floating-point reference.
 *
 * A pure function over blocks of steps with its whole state in one struct: nothing is opened,
 * printed or allocated (but for the two spike trains), so that the program, a SystemC scoreboard or
 * a test can call it alike. The rule:
 *
 *   constants     each word that the circuit has is within half an LSB of its real value
 *   exact         before, after and spike of every step equal the integer model's
 *   bounded       the reference x adopts the circuit's spike decisions; B is its error bound:
 *     active step   y = update(x, u)
 *                   FAIL if |V_before - y| > B
 *                   must = y - B > theta + lsb/2      must_not = y + B < theta - lsb/2
 *                   FAIL if spike and must_not, or no spike and must; neither: AMBIGUOUS
 *                   after a spike: FAIL if the word is not the reset word (or before - amount)
 *     held step     FAIL on a spike, or if the membrane word is not the one before
 *   free-running  the reference on its own; where no step was ambiguous the lists must be equal
 *
 * After a failure each level goes on from what the circuit did, so that later failures are counted
 * for themselves. */
#ifndef COSIM_JUDGE_JUDGE_H
#define COSIM_JUDGE_JUDGE_H

#include "judge/state.h"

/* Starts a judge. capabilities: LIF_DUT_* of the circuit. Spikes are appended to the trains (NULL:
 * not kept), which belong to the caller. */
void cosim_judge_start(cosim_judge *judge, const lif_params *params, const lif_quantised *q,
                       uint32_t capabilities, cosim_train *dut_spikes,
                       cosim_train *reference_spikes);

/* Judges a block. */
void cosim_judge_run(cosim_judge *judge, const cosim_judge_block *block);

#endif
