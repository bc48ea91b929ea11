// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* clang-format off */
/* A core is many neurons on one datapath: events of rows are weighted into accumulators, and each
 * tick updates every neuron. Its formats, its words and what it shows of a tick are named here.
 *
 *   X, S, A, D, threshold, reset, drive, jump   signed words Q(W-F).F: word = value * 2^F, in units
 *                                               of S = |threshold - reset| of their neuron
 *   leaks (membrane, synapse, adaptation)       0..2^KF, KF fraction bits
 *   weight                                      a signed word of WB bits that counts 2^shift steps
 *                                               of S; one shift for each neuron and receptor
 *   accumulator                                 AW bits, signed
 *
 * Every word is round(value) = floor(value + 1/2) of the scaled value. */
/* clang-format on */
#ifndef LIF_CORE_FORMAT_H
#define LIF_CORE_FORMAT_H

#include "lif_fixed.h"

enum {
    LIF_CORE_RECEPTORS = 2,    /* a core has one or two */
    LIF_CORE_MOST_DELAY = 255, /* ticks */
    LIF_CORE_NOISE_SHIFT_BITS = 5,
    LIF_CORE_NOISE_MOST = 512 /* the largest |sum| of the four bytes of a noise word */
};

typedef struct lif_core_format {
    lif_format state;      /* W, F, KF and rounding; W >= 2, every leak word (LIF_CODING_ANY) */
    unsigned weight_width; /* WB: bits of a weight, sign included, 2..16 and at most W */
    unsigned accumulator_width; /* AW: bits of an accumulator, sign included, WB..32 */
    unsigned hold_width;        /* bits of a hold, 1..32 */
    unsigned delay_bits;        /* a delay is 0..2^delay_bits - 1 ticks; 1..8 */
    unsigned receptors;         /* 1 or 2 */
} lif_core_format;

/* These are the words of one neuron. Those of a receptor that the core does not have are 0. */
typedef struct lif_core_words {
    int64_t leak_fx;                             /* K, 1..2^KF */
    int64_t synapse_leak_fx[LIF_CORE_RECEPTORS]; /* Kb, 1..2^KF */
    int64_t adaptation_leak_fx;                  /* Kc, 0..2^KF; 0: the adaptation stays */
    int32_t threshold_fx, drive_fx, jump_fx, initial_fx;
    int32_t reset_fx; /* the value after a spike; by subtraction: the amount, > 0 */
    uint32_t hold, initial_hold;
    uint8_t weight_shift[LIF_CORE_RECEPTORS]; /* 0..W-WB */
    uint8_t noise_shift;                      /* 0..W-10 */
    bool above, subtract;
    bool freeze; /* synaptic currents stand still while the neuron is held */
    bool noisy;
} lif_core_words;

/* A row is one source of events: an input, or a neuron. */
typedef struct lif_core_row {
    uint8_t delay;    /* an event of tick n counts in tick n + delay; of a neuron >= 1 */
    uint8_t receptor; /* 0..receptors-1 */
    uint16_t most;    /* events of it that may happen in one tick, >= 1; a neuron: 1 */
} lif_core_row;

/* A row reaches the neurons first..end-1: its weights to all others are 0. */
typedef struct lif_core_reach {
    unsigned first, end;
} lif_core_reach;

/* An image is all that a core is told before it runs. Rows 0..inputs-1 are inputs, and the row of
 * neuron i is inputs + i. */
typedef struct lif_core_image {
    unsigned neurons, inputs;
    lif_core_words *word; /* [neurons] */
    lif_core_row *row;    /* [inputs + neurons] */
    int32_t *weight_fx;   /* [inputs + neurons][neurons] */
    uint32_t seed;        /* of the noise, not 0 */
} lif_core_image;

/* A core shows this of one tick, an element a neuron: the synaptic words and the adaptation after
 * their decay and the events (the adaptation before a jump: the one that is compared), the membrane
 * before and after the reset (both the kept word while held), and the spikes (0 or 1).
 * synapse_fx[1] of a core with one receptor may be NULL. */
typedef struct lif_core_seen {
    int32_t *synapse_fx[LIF_CORE_RECEPTORS];
    int32_t *adaptation_fx, *before_fx, *after_fx;
    uint8_t *spike;
} lif_core_seen;

/* Checks the ranges named above. Returns LIF_BAD_PARAMETER with the key "core" otherwise. */
lif_status lif_core_format_validate(const lif_core_format *format, lif_error *error);

/* Return how far a row of weights [neurons] reaches; nowhere: 0..0. */
lif_core_reach lif_core_reach_of_words(const int32_t *weight_fx, unsigned neurons);
lif_core_reach lif_core_reach_of_reals(const double *weight, unsigned neurons);

/* Returns the largest word of W bits; the smallest is that of all other bits, -it - 1. */
static inline int64_t lif_core_high(unsigned width) { return ((int64_t)1 << (width - 1)) - 1; }

/* Saturates a value to W bits. */
static inline int64_t lif_core_fit(int64_t value, unsigned width)
{
    const int64_t high = lif_core_high(width);
    return value > high ? high : value < -high - 1 ? -high - 1 : value;
}

#endif
