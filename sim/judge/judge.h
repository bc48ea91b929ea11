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
#ifndef COSIM_JUDGE_H
#define COSIM_JUDGE_H

#include "result/result.h"
#include "lif_bound.h"
#include "lif_declared.h"
#include "lif_integer.h"
#include "lif_model.h"

enum { COSIM_LEVELS = COSIM_LEVEL_CLIP + 1 };

typedef struct cosim_judge {
    /* given */
    lif_params params;
    lif_quantised q;
    bool shows_before, shows_membrane, exact_applies;
    /* for cross-checks: always the definition, never the fast path; the kernel of the fast path */
    bool plain;
    unsigned kernel;
    cosim_train *dut_spikes, *reference_spikes;
    /* derived, in units of S where nothing else is said */
    lif_model model;
    lif_bound bound;
    lif_declared_bound declared; /* where q declares another arithmetic */
    double per_scale;            /* 1/S [1/V] */
    double lsb, half_lsb;        /* of a membrane word */
    double threshold;            /* (theta - E)/S */
    /* state after the steps so far */
    uint64_t step;          /* number of the next step */
    lif_model_state guided; /* the reference that adopts the circuit's decisions */
    double guided_bound;    /* B */
    int64_t word;           /* membrane word after the last step */
    lif_integer integer;    /* the exact level's model */
    bool diverged;          /* the free reference has left the guided one */
    lif_model_state free;   /* valid while diverged */
    uint64_t saturated;     /* steps in which the exact level's model left its range */
    bool out_of_memory;
    /* findings */
    cosim_verdict constants;
    uint64_t exact_compared, exact_mismatches;
    uint64_t bounded_compared, bounded_mismatches, decided, ambiguous, unexplained;
    uint64_t free_difference; /* first step where the decisions differ */
    bool free_differs;
    uint64_t dut_spike_count, reference_spike_count;
    double max_error, max_bound, max_usage;
    cosim_mismatch first[COSIM_LEVELS];
} cosim_judge;

/* A block of n >= 1 steps, following those judged before. */
typedef struct cosim_judge_block {
    size_t n;
    const double *current_a; /* [A] */
    const int32_t *drive_fx;
    const uint32_t *hold; /* NULL: hold_constant */
    uint32_t hold_constant;
    const int32_t *before_fx, *after_fx; /* ignored where the circuit hides them */
    const uint8_t *spike;                /* 0 or 1 */
    /* out, NULL where not wanted: the guided reference's membrane after the step [V], its bound
     * [V], the free reference's spike, and whether the step was ambiguous */
    double *reference_v, *bound_v;
    uint8_t *reference_spike, *ambiguous;
    uint8_t *failed; /* LIF_DUT_FAILED_* and LIF_DUT_UNEXPLAINED_SPIKE of the step */
} cosim_judge_block;

/* Starts a judge. capabilities: LIF_DUT_* of the circuit. The trains (NULL: not kept) are appended
 * to and belong to the caller. */
void cosim_judge_start(cosim_judge *judge, const lif_params *params, const lif_quantised *q,
                       uint32_t capabilities, cosim_train *dut_spikes,
                       cosim_train *reference_spikes);

/* Judges the words that the circuit really has; not called for a circuit that cannot tell them. */
void cosim_judge_constants(cosim_judge *judge, const lif_words *words);

/* Judges a block. */
void cosim_judge_run(cosim_judge *judge, const cosim_judge_block *block);

/* Notes a drive that clipped at `step` (the circuit was given clipped_fx for current_a [A]). */
void cosim_judge_clip(cosim_judge *judge, uint64_t step, double current_a, int32_t clipped_fx);

/* Notes that the circuit broke its handshake at `step`: `quantity` (static: "results", "ready" ...)
 * should have been `expected`. The circuit is not what was specified, so the exact level fails. */
void cosim_judge_handshake(cosim_judge *judge, uint64_t step, const char *quantity,
                           int64_t expected, int64_t observed);

/* Fills the verdicts, levels and the first mismatch of *result; result->clipped_steps, tolerance,
 * expect.stated, .knife_edge and expected must be set before. expected[count]: the published list.
 */
void cosim_judge_finish(const cosim_judge *judge, const uint64_t *expected, size_t count,
                        cosim_result *result);

#endif
