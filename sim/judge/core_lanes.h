// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A tick of a core in which nothing is wrong is judged here, several neurons in a vector. The
 * integer model, the guided reference with its bounds, the reference with the real weights, and the
 * two networks that run by themselves keep their states in rows of an element for each neuron, and
 * take the operations of lif_core_integer.c, lif_core_guided.c, core_effect.c and lif_core_model.c
 * in their order, so that every bit is theirs. A tick with anything to report is not judged here:
 * nothing has moved, and the judge of single neurons (core_exact.h, core_bounded.h, core_free.h)
 * takes it from the same states. */
#ifndef COSIM_JUDGE_CORE_LANES_H
#define COSIM_JUDGE_CORE_LANES_H

#include "judge/core_each.h"
#include "judge/core_effect.h"
#include "judge/core_exact.h"
#include "judge/core_free.h"

enum { CORE_LANES = 8, CORE_LANES_FREE = 2 };

/* These are flags of a neuron; the last two are of its real numbers alone. */
enum {
    CORE_ABOVE = 1,
    CORE_SUBTRACT = 2,
    CORE_FREEZE = 4,
    CORE_NOISY = 8,
    CORE_EULER = 16,
    CORE_ADAPTS = 32
};

/* The state of all neurons, in rows [neurons]. Words and counters are of 64 bits, as wide as a
 * double. */
typedef struct cosim_core_rows {
    /* the integer model; rests are R of a residual rounding, and unused with half-up */
    int64_t *x_fx, *a_fx, *s_fx[LIF_CORE_RECEPTORS], *hold_fx;
    int64_t *x_rest, *a_rest, *s_rest[LIF_CORE_RECEPTORS];
    /* the guided reference, each with its bound */
    double *x, *x_b, *a, *a_b, *s[LIF_CORE_RECEPTORS], *s_b[LIF_CORE_RECEPTORS];
    int64_t *hold;
    /* the reference with the real weights: A and hold are those of the guided one */
    double *e_x, *e_s[LIF_CORE_RECEPTORS];
    /* the networks that run by themselves */
    struct {
        double *x, *a, *s[LIF_CORE_RECEPTORS];
        int64_t *hold;
    } free[CORE_LANES_FREE];
} cosim_core_rows;

typedef struct cosim_core_lanes {
    unsigned kernel; /* of judge/vectors.h; 0: no tick is judged here */
    unsigned now;    /* the state before the tick is state[now], the one after it the other */
    bool ahead;      /* the state is here, and the one of single neurons is old */
    bool follows;    /* the first network by itself has no state here (core_free.h) */
    bool real;       /* judged by the real weights */
    bool effect;     /* there is a second reference, with the real weights */
    size_t neurons;
    unsigned receptors;

    /* constants in rows: of the words */
    int64_t *leak_fx, *a_leak_fx, *s_leak_fx[LIF_CORE_RECEPTORS], *shift_fx[LIF_CORE_RECEPTORS];
    int64_t *threshold_fx, *drive_fx, *jump_fx, *reset_fx, *load_fx, *noise_shift_fx;
    int64_t *flags_fx;         /* CORE_ABOVE .. */
    int64_t high_fx, limit_fx; /* the largest word, one more than the largest accumulator */
    unsigned leak_shift;
    bool residual;
    int64_t half, rest_bits; /* one half of a step; the bits of a rest */

    /* of the real numbers */
    double *keep, *leak, *s_keep[LIF_CORE_RECEPTORS], *a_keep;
    double *threshold, *drive, *reset, *jump, *noise_step;
    int64_t *load, *flags;
    double *x_b_keep, *x_b_slip, *x_b_rounding, *drive_b, *threshold_b, *reset_b, *jump_b;
    double *a_b_keep, *a_b_slip, *a_b_rounding;
    double *s_b_keep[LIF_CORE_RECEPTORS], *s_b_slip[LIF_CORE_RECEPTORS];
    double *s_b_rounding[LIF_CORE_RECEPTORS], *weight_step[LIF_CORE_RECEPTORS];
    double lsb, low, high, view, eps, small;
    double least_step[LIF_CORE_RECEPTORS]; /* the smallest of weight_step */

    cosim_core_rows state[2];

    /* of a tick: the sums of weights that the model and the judge have for it */
    const int64_t *pushed_fx[LIF_CORE_RECEPTORS], *pulled_fx[LIF_CORE_RECEPTORS];
    const double *real_events[LIF_CORE_RECEPTORS], *real_sizes[LIF_CORE_RECEPTORS];
    const double *free_events[CORE_LANES_FREE][LIF_CORE_RECEPTORS];
    int32_t *z, *least; /* the sums of the noise words; the weights that the bounds hide */
    double *s_value[LIF_CORE_RECEPTORS], *a_value, *x_value; /* what is expected of the words */
    double *s_bound[LIF_CORE_RECEPTORS], *a_bound, *x_bound; /* with the view */
    uint8_t *free_spike[CORE_LANES_FREE];
    uint8_t *must; /* of all ticks: core_each.h */
    double *usage, *max_error, *max_bound;
} cosim_core_lanes;

/* A kernel adds this up in a tick. */
typedef struct cosim_core_sums {
    bool bad;    /* something is to be reported: nothing else of this has a meaning */
    bool louder; /* an error is a larger part of its bound than any before */
    bool apart[CORE_LANES_FREE]; /* a spike is not the circuit's */
    uint64_t clips, active, must, must_not, differing;
    uint64_t free_spikes[CORE_LANES_FREE];
    double max_error, max_bound, synapse_bound[LIF_CORE_RECEPTORS];
    double effect; /* the largest of weights_effect, and what is added to weights_decide */
    uint64_t decide;
} cosim_core_sums;

/* A tick is judged by these. */
typedef struct cosim_core_parts {
    cosim_core_exact *exact;
    cosim_core_bounded *bounded;
    cosim_core_effect *effect; /* NULL: there is none */
    cosim_core_each *each;
    cosim_core_free *free;
    const cosim_core_pull *pull;
} cosim_core_parts;

/* Starts, where vectors can judge these at all: a core of neurons in eights that shows its state;
 * otherwise no tick will be. `kernel` is one of judge/vectors.h, 0 the widest that the processor
 * has. Returns -1 without memory, which is the arena's. */
int cosim_core_lanes_start(cosim_core_lanes *lanes, cosim_arena *arena,
                           const cosim_core_parts *parts, const lif_core_format *format,
                           unsigned kernel);

/* Judges a tick that a circuit shows, with its spikes and the noise words [neurons], after
 * core_pull_gather. Returns true and has then done for *result and all parts what the judge of
 * single neurons does, up to the end of the tick but for the events of the circuit's spikes in
 * *pull; or false, has done nothing, and the states are those of single neurons again. `noise` is
 * the word before those of the tick. */
bool cosim_core_lanes_judge(cosim_core_lanes *lanes, const cosim_core_parts *parts,
                            const lif_core_seen *seen, const uint8_t *spike, const uint32_t *words,
                            uint32_t noise, cosim_core_result *result);

/* Gives the guided reference of a neuron as it was before the last tick that was judged here. */
void cosim_core_lanes_before(const cosim_core_lanes *lanes, size_t neuron, lif_core_guided *guided);

#endif
