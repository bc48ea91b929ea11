// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* clang-format off */
/* The real numbers of a network become the words of a core, and its weights share one shift for each
 * column (the weights of one neuron and receptor):
 *
 *   shift = the smallest with  max_j round(|w_ji| * 2^(F-shift)) <= 2^(WB-1) - 1
 *   V_ji  = round(w_ji * 2^(F-shift))
 *
 * Every word is round(x) = floor(x + 1/2). What no word can hold is refused and never cut. */
/* clang-format on */
#ifndef LIF_CORE_QUANTISE_H
#define LIF_CORE_QUANTISE_H

#include "lif_core_params.h"

/* Says how much of a network its weight words keep. */
typedef struct lif_core_losses {
    uint64_t weights; /* that are not 0 */
    uint64_t lost;    /* of these, whose word is 0 */
} lif_core_losses;

/* Fills the image of a network for a core of its size; neurons, inputs and the three arrays of
 * *image are set, and the format is valid. Returns LIF_BAD_PARAMETER or LIF_OUT_OF_RANGE with the
 * key of the parameter, and a message that names the neuron or the row, where
 *
 *   - a leak is not in (0, 1] (of the adaptation: [0, 1]), or its word would be 0 and it is not
 *   - a value is not finite, or its word is beyond W bits
 *   - a subtracted amount is not above 0, or threshold - amount is below the smallest word
 *   - a hold, a delay, a receptor, a noise shift or the seed is beyond its range
 *   - a row may have no event in a tick, or a neuron's more than one
 *   - no shift of 0..W-WB holds the weights of a column, or all of them would become 0
 *   - the events that may share a tick can exceed an accumulator
 *
 * and the image is then of no use. */
lif_status lif_core_quantise(const lif_core_net *net, const lif_core_format *format,
                             lif_core_image *image, lif_core_losses *losses, lif_error *error);

/* Returns the word of a scaled value (value * 2^F of a potential, |it| < 2^52): floor(scaled +
 * 1/2), also where that sum would be rounded. */
double lif_core_round(double scaled);

/* Chooses the noise of a wanted deviation (in S, > 0): the shift, and the deviation that it has in
 * truth. Returns LIF_OUT_OF_RANGE with the key "noise.deviation" where the format has none near. */
lif_status lif_core_noise_shift(const lif_core_format *format, double deviation, unsigned *shift,
                                double *real_deviation, lif_error *error);

/* Gives the weights that the words mean, in S of their targets: weight[inputs + neurons][neurons].
 */
void lif_core_word_weights(const lif_core_format *format, const lif_core_image *image,
                           double *weight);

#endif
