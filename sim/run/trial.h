// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A trial does to a circuit what no scenario does: words that change while it runs, where its
 * contract allows it, and idle clocks after many spikes, whatever the scenario's are. */
#ifndef COSIM_RUN_TRIAL_H
#define COSIM_RUN_TRIAL_H

#include "base/diag.h"
#include "circuit/dut.h"
#include "judge/state.h"
#include "lif_random.h"

enum { COSIM_TRIAL_STEPS = 32 }; /* the most of a part */

/* A part of a trial is a run of some steps: what the circuit is to be given. */
typedef struct cosim_trial_part {
    bool reset; /* a reset with the words; or else they change while it runs */
    lif_words words;
    uint64_t seed; /* of the reset */
    size_t n;
    const int32_t *drive_fx; /* [n] */
    const uint32_t *hold;    /* [n] */
} cosim_trial_part;

typedef struct cosim_trial {
    lif_dut_breach breach; /* what was found; its count is 0 for nothing */
    /* private */
    lif_format format;
    lif_random random;
    lif_integer model;
    bool changes, same; /* same: the circuit is its model with the words that do not change */
    unsigned round, part;
    lif_words words, other;
    int32_t drive[COSIM_TRIAL_STEPS], before[2][COSIM_TRIAL_STEPS], after[2][COSIM_TRIAL_STEPS];
    uint32_t hold[COSIM_TRIAL_STEPS];
    uint8_t spike[2][COSIM_TRIAL_STEPS];
} cosim_trial;

/* Starts a trial of a circuit of that format; changes: its words may change in a run. The parts are
 * asked for one by one, and their answers are taken: so anybody's bench can try its circuit. */
void cosim_trial_start(cosim_trial *trial, const lif_format *format, bool changes);

/* Gives the next part. Returns false where the trial is over; its breach says what was found. */
bool cosim_trial_next(cosim_trial *trial, cosim_trial_part *part);

/* Takes what the circuit answered to the steps of the part, and what it did wrong beside them. */
void cosim_trial_take(cosim_trial *trial, const int32_t *before_fx, const int32_t *after_fx,
                      const uint8_t *spike, const lif_dut_breach *breach);

/* Tells whether a circuit is to be tried after a run: it has a clock, shows its membranes, and is
 * the integer model of its format as far as the run shows. */
bool cosim_trial_applies(const struct lif_dut_ops *ops, const cosim_judge *judge);

/* Runs some hundred random steps on an instance of its own, once for an opened circuit, and only
 * for one that has a clock and is the integer model of its format. A word that the circuit does not
 * follow, or an output that moves in an idle clock, fails the judge's exact level, which names it.
 * Other differences do not fail here: where the circuit is not its model without them, the
 * scenarios say so. Returns 0, or -1 with *diag where the circuit could not be run. */
int cosim_trial_judge(cosim_dut *dut, cosim_judge *judge, cosim_diag *diag);

#endif
