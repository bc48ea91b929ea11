// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The state of a judge is what it was given, what it knows after the steps so far, and what it
 * found. Findings are noted here, whichever level has them. */
#ifndef COSIM_JUDGE_STATE_H
#define COSIM_JUDGE_STATE_H

#include "circuit/lif_dut.h"
#include "result/result.h"
#include "result/train.h"
#include "lif_bound.h"
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
    double per_scale;     /* 1/S [1/V] */
    double lsb, half_lsb; /* of a membrane word */
    double threshold;     /* (theta - E)/S */
    uint32_t still_limit; /* steps of a time constant */
    /* state after the steps so far */
    uint64_t step;          /* number of the next step */
    lif_model_state guided; /* the reference that adopts the circuit's decisions */
    double guided_bound;    /* B */
    int64_t word;           /* membrane word after the last step */
    lif_integer integer;    /* the exact level's model */
    bool diverged;          /* the free reference has left the guided one */
    lif_model_state free;   /* valid while diverged */
    uint32_t still;         /* latest active steps that left the membrane word as it was, at most
                               still_limit */
    uint64_t active_from;   /* the first step after the latest spike that is not held */
    bool out_of_memory;
    /* findings */
    cosim_verdict constants;
    uint64_t exact_compared, exact_mismatches;
    uint64_t bounded_compared, bounded_mismatches, decided, ambiguous, unexplained;
    bool sticks;         /* still for a time constant while the reference is over the threshold */
    uint64_t stuck_step; /* the first such step */
    uint64_t free_difference; /* first step where the decisions differ */
    bool free_differs;
    uint64_t dut_spike_count, reference_spike_count;
    double max_error, max_bound, max_usage;
    cosim_mismatch first[COSIM_LEVELS];
    /* of a circuit that is declared by equations (judge/equations.h) */
    bool unbounded;  /* no bound is known for what it declares: the level is not judged */
    bool held;       /* the LIF step held in the last step */
    bool unanchored; /* since a cut that mattered, until the next spike: nothing is compared */
    bool cut_in_step, lif_in_step;
    uint64_t cut_steps, first_cut;
    const struct cosim_eq_node *cut;
    uint64_t lif_compared, lif_differ, lif_first;
    const char *lif_term;
    cosim_lif_apart lif_apart;
} cosim_judge;

/* A block has n >= 1 steps, which follow those judged before. */
typedef struct cosim_judge_block {
    size_t n;
    const double *current_a; /* [A] */
    const int32_t *drive_fx;
    const uint32_t *hold; /* NULL: hold_constant */
    uint32_t hold_constant;
    const int32_t *before_fx, *after_fx; /* ignored where the circuit hides them */
    const uint8_t *spike;                /* 0 or 1 */
    /* of a circuit that is declared by equations, else NULL: rows of its inputs and outputs */
    const int64_t *inputs, *outputs;
    /* of a trace in volts, else NULL: the membrane that a row shows [V] (NULL: it is hidden; NaN:
     * the row does not show it), what it may be off by, and what the current may be off by */
    const double *observed_v, *view_v, *slack_a;
    /* out, NULL where not wanted: the guided reference's membrane after the step [V], its bound
     * [V], the free reference's spike, and whether the step was ambiguous */
    double *reference_v, *bound_v;
    uint8_t *reference_spike, *ambiguous;
    uint8_t *failed; /* LIF_DUT_FAILED_* and LIF_DUT_UNEXPLAINED_SPIKE of the step */
} cosim_judge_block;

/* Notes a drive that clipped at `step` (the circuit was given clipped_fx for current_a [A]). */
void cosim_judge_clip(cosim_judge *judge, uint64_t step, double current_a, int32_t clipped_fx);

/* Notes that the circuit broke its handshake at `step`: `quantity` (static: "results", "ready" ...)
 * should have been `expected`. The circuit is not what was specified, so the exact level fails. */
void cosim_judge_handshake(cosim_judge *judge, uint64_t step, const char *quantity,
                           int64_t expected, int64_t observed);

/* Notes what the circuit did wrong beside its steps; the exact level fails for it. It is the first
 * first mismatch of that level unless a step before it differed. A breach that counts 0 changes
 * nothing. */
void cosim_judge_breach(cosim_judge *judge, const lif_dut_breach *breach);

/* Notes a breach in a run of its own, which belongs to no step of this one. It changes nothing
 * where the exact level has failed already. */
void cosim_judge_elsewhere(cosim_judge *judge, const lif_dut_breach *breach);

/* Returns H of element i of a block. */
static inline uint32_t cosim_judge_hold(const cosim_judge_block *b, size_t i)
{
    return b->hold != NULL ? b->hold[i] : b->hold_constant;
}

/* Returns a potential [V] in units of S, from rest. */
static inline double cosim_judge_normalise(const cosim_judge *j, double v)
{
    return (v - j->params.v_rest_v) * j->per_scale;
}

/* Returns the first mismatch of `level` to be filled, or NULL if the level has one already. It is
 * at element i of a block, or of a constant (b: NULL). */
cosim_mismatch *cosim_judge_note(cosim_judge *j, cosim_level level, const char *quantity,
                                 const cosim_judge_block *b, size_t i);

/* Keeps the first mismatch of `level`: it is about words at element i of a block, or about
 * constants (b: NULL). */
void cosim_judge_note_words(cosim_judge *j, cosim_level level, const char *quantity,
                            const cosim_judge_block *b, size_t i, int64_t expected,
                            int64_t observed);

/* Brings `still` past the n clean steps that the judge has just moved past. after_fx: the membrane
 * words after them, element i at i * stride; word: the one before them. */
void cosim_judge_still(cosim_judge *j, const int32_t *after_fx, size_t stride, size_t n,
                       int64_t word);

/* Notes that a step of the circuit spiked, which holds the next ones. */
static inline void cosim_judge_hold_from(cosim_judge *j, uint64_t step, uint32_t hold)
{
    j->active_from = step + 1 + hold;
}

/* Keeps a spike of the circuit or of the free reference. */
void cosim_judge_add_spike(cosim_judge *j, cosim_train *train, uint64_t *count, uint64_t step);

#endif
