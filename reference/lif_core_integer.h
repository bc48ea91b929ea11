// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* clang-format off */
/* The integer model of a core computes what the circuit does, bit for bit. One tick, for each neuron
 * in ascending order:
 *
 *   S_r = fit(S_r - rnd(Kb_r*S_r) + (acc_r << shift_r))     freeze and held: without the rnd
 *   A   = A - rnd(Kc*A)
 *   D   = fit(U + sum S_r + (z << noise_shift))             z: the neuron's noise (lif_core_noise.h)
 *   held:  hold -= 1, no spike, X kept
 *   else   Y = X + rnd(K*(D-X));  spike = Y (>= or >) threshold + A
 *          spike: X = reset | Y - reset;  A = fit(A + J);  hold = H;   else X = Y
 *
 *   rnd  half-up: (p + 2^(KF-1)) >> KF;   residual: (p + R) >> KF, R' = (p + R) mod 2^KF, an R for
 *        each of X, S_r and A, which is 0 at the start, where fit clips, and for X at a reset to a value
 *
 * acc_r is the exact sum of the weights of the events that count in the tick. The model pushes: an
 * event adds its row of weights to the accumulators of the tick in which it counts, a ring of
 * 2^delay_bits ticks. A judge gathers the same sums another way (judge/core_pull.h). */
/* clang-format on */
#ifndef LIF_CORE_INTEGER_H
#define LIF_CORE_INTEGER_H

#include "lif_core_format.h"

typedef struct lif_core_state {
    int32_t membrane_fx, synapse_fx[LIF_CORE_RECEPTORS], adaptation_fx;
    uint32_t hold;
    int64_t membrane_rest, synapse_rest[LIF_CORE_RECEPTORS], adaptation_rest; /* R; else 0 */
} lif_core_state;

typedef struct lif_core_integer {
    lif_core_format format;
    const lif_core_image *image; /* the caller's; it must live on */
    lif_core_state *state;       /* [neurons], and */
    int64_t *ring;               /* [lif_core_ring_size()]: the caller's memory */
    const lif_core_reach *reach; /* [rows]: the caller's, set after the start; NULL: all neurons */
    uint32_t noise;
    uint64_t tick;      /* of the next lif_core_integer_neurons */
    uint64_t clips;     /* fits (S_r, D, jump) that changed their value */
    uint64_t overflows; /* accumulators that were beyond AW bits when they were read */
} lif_core_integer;

/* Returns the elements of a ring of accumulators: 2^delay_bits * receptors * neurons. */
static inline size_t lif_core_ring_size(const lif_core_format *format, unsigned neurons)
{
    return ((size_t)1 << format->delay_bits) * format->receptors * neurons;
}

/* Returns the accumulators [neurons] of a receptor that the next tick reads and clears. */
static inline int64_t *lif_core_integer_sums(const lif_core_integer *model, unsigned receptor)
{
    const size_t slot = (size_t)(model->tick & (((uint64_t)1 << model->format.delay_bits) - 1));
    return model->ring + (slot * model->format.receptors + receptor) * model->image->neurons;
}

/* Puts the model, whose state and ring are set, into its initial state; format and image must be
 * valid and agree. */
void lif_core_integer_start(lif_core_integer *model, const lif_core_format *format,
                            const lif_core_image *image);

/* Takes an event of an input row (0..inputs-1) before the tick that it happens in. */
void lif_core_integer_event(lif_core_integer *model, unsigned row);

/* A tick has two halves: the neurons, whose words and spikes go to *seen, and then the spikes
 * [neurons] that become events. A judge gives those of the circuit in the second half. */
void lif_core_integer_neurons(lif_core_integer *model, const lif_core_seen *seen);
void lif_core_integer_spikes(lif_core_integer *model, const uint8_t *spike);

/* Puts a neuron, between the two halves, into the state that a circuit shows: its words, where it
 * spiked its jump and its whole hold, and no hold where the model alone spiked. Residuals stay, but
 * for that of a membrane that was reset to a value; a word beyond W bits, which no core has, is
 * taken as the nearest that is one. */
void lif_core_integer_adopt(lif_core_integer *model, unsigned neuron, const lif_core_seen *circuit,
                            bool model_spiked);

#endif
