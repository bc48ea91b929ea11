// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "lif_core_quantise.h"

#include "lif_core_noise.h"
#include "lif_core_proof.h"

#include <math.h>
#include <string.h>

double lif_core_round(double scaled)
{
    const double below = floor(scaled);
    return scaled - below >= 0.5 ? below + 1.0 : below;
}

/* One neuron on its way into words. */
typedef struct job {
    const lif_core_format *format;
    const lif_core_real *real;
    lif_core_words *words;
    unsigned neuron;
    lif_error *error;
} job;

static lif_status put_state(const job *j, const char *key, double value, int32_t *word_fx)
{
    const lif_format *f = &j->format->state;
    const double limit = ldexp(1.0, (int)f->state_width - 1);
    const double rounded = lif_core_round(ldexp(value, (int)f->state_fraction));
    if (!(rounded >= -limit && rounded < limit)) {
        return lif_fail(j->error, LIF_OUT_OF_RANGE, key,
                        "neuron %u: %.6g times |threshold - reset| is outside of what %u bits with "
                        "%u fraction bits can hold (%.6g to %.6g); use a format with more integer "
                        "bits",
                        j->neuron, value, f->state_width, f->state_fraction,
                        ldexp(-limit, -(int)f->state_fraction),
                        ldexp(limit - 1.0, -(int)f->state_fraction));
    }
    *word_fx = (int32_t)rounded;
    return LIF_OK;
}

static lif_status put_leak(const job *j, const char *key, double leak, bool optional,
                           int64_t *word_fx)
{
    const unsigned bits = j->format->state.leak_fraction;
    const bool none = optional && leak == 0.0;
    if (!(leak > 0.0 && leak <= 1.0) && !none) {
        return lif_fail(j->error, LIF_BAD_PARAMETER, key,
                        "neuron %u: a leak of %g a tick is not possible; give more than 0 and at "
                        "most 1",
                        j->neuron, leak);
    }
    *word_fx = (int64_t)lif_core_round(ldexp(leak, (int)bits));
    if (*word_fx == 0 && !none) {
        return lif_fail(j->error, LIF_OUT_OF_RANGE, key,
                        "neuron %u: the leak of %.6g a tick rounds to 0 with %u fraction bits; use "
                        "a longer step or a format with more leak bits",
                        j->neuron, leak, bits);
    }
    return LIF_OK;
}

static lif_status put_leaks(const job *j)
{
    const lif_core_real *p = j->real;
    lif_core_words *w = j->words;
    lif_status status = put_leak(j, "neuron.time_constant", p->leak, false, &w->leak_fx);
    for (unsigned r = 0; r < j->format->receptors && status == LIF_OK; r++) {
        status =
            put_leak(j, "synapse.time_constant", p->synapse_leak[r], false, &w->synapse_leak_fx[r]);
    }
    return status == LIF_OK ? put_leak(j, "adaptation.time_constant", p->adaptation_leak, true,
                                       &w->adaptation_leak_fx)
                            : status;
}

static lif_status check_subtraction(const job *j)
{
    const lif_core_words *w = j->words;
    const int64_t lowest = (int64_t)w->threshold_fx - w->reset_fx;
    if (w->reset_fx <= 0) {
        return lif_fail(j->error, LIF_OUT_OF_RANGE, "neuron.reset",
                        "neuron %u: the amount %.6g that a spike subtracts is not above 0 in "
                        "words; give one of at least %.6g",
                        j->neuron, j->real->reset,
                        ldexp(1.0, -(int)j->format->state.state_fraction));
    }
    if (lowest < -lif_core_high(j->format->state.state_width) - 1) {
        return lif_fail(j->error, LIF_OUT_OF_RANGE, "neuron.reset",
                        "neuron %u: threshold less the subtracted amount is below the smallest "
                        "word of %u bits; use a format with more integer bits",
                        j->neuron, j->format->state.state_width);
    }
    return LIF_OK;
}

static lif_status put_potentials(const job *j)
{
    const lif_core_real *p = j->real;
    lif_core_words *w = j->words;
    const struct {
        const char *key;
        double value;
        int32_t *word_fx;
    } list[] = {{"neuron.threshold", p->threshold, &w->threshold_fx},
                {"neuron.reset", p->reset, &w->reset_fx},
                {"drive", p->drive, &w->drive_fx},
                {"adaptation.jump", p->jump, &w->jump_fx},
                {"neuron.initial", p->initial, &w->initial_fx}};
    lif_status status = LIF_OK;
    for (size_t i = 0; i < sizeof list / sizeof *list && status == LIF_OK; i++) {
        status = put_state(j, list[i].key, list[i].value, list[i].word_fx);
    }
    if (status == LIF_OK && w->jump_fx < 0) {
        status = lif_fail(j->error, LIF_BAD_PARAMETER, "adaptation.jump",
                          "neuron %u: a jump of %g is below 0, and must be at least 0", j->neuron,
                          p->jump);
    }
    return status == LIF_OK && p->subtract ? check_subtraction(j) : status;
}

static lif_status put_modes(const job *j)
{
    const lif_core_real *p = j->real;
    lif_core_words *w = j->words;
    const uint32_t longest = (uint32_t)(((uint64_t)1 << j->format->hold_width) - 1);
    const unsigned width = j->format->state.state_width;
    const uint32_t hold = p->hold > p->initial_hold ? p->hold : p->initial_hold;
    if (hold > longest) {
        return lif_fail(j->error, LIF_OUT_OF_RANGE,
                        p->initial_hold > p->hold ? "neuron.initial_hold" : "neuron.refractory",
                        "neuron %u: a hold of %lu ticks does not fit its %u bits; give at most %lu",
                        j->neuron, (unsigned long)hold, j->format->hold_width,
                        (unsigned long)longest);
    }
    if (p->noisy && p->noise_shift + 10 > width) {
        return lif_fail(j->error, LIF_OUT_OF_RANGE, "noise.deviation",
                        "neuron %u: noise with a shift of %u exceeds the %u bits of the state; "
                        "give less noise",
                        j->neuron, p->noise_shift, width);
    }
    w->hold = p->hold;
    w->initial_hold = p->initial_hold;
    w->above = p->above;
    w->subtract = p->subtract;
    w->freeze = p->freeze;
    w->noisy = p->noisy;
    w->noise_shift = (uint8_t)(p->noisy ? p->noise_shift : 0);
    return LIF_OK;
}

static lif_status put_row(const lif_core_net *net, const lif_core_format *format, size_t row,
                          lif_core_image *image, lif_error *error)
{
    const lif_core_row *source = &net->row[row];
    const unsigned longest = (1u << format->delay_bits) - 1, least = row >= net->inputs;
    if (source->delay < least || source->delay > longest) {
        return lif_fail(error, LIF_OUT_OF_RANGE, "synapses.delay",
                        "row %zu: a delay of %u ticks is not possible; give %u to %u", row,
                        source->delay, least, longest);
    }
    if (source->receptor >= format->receptors) {
        return lif_fail(error, LIF_BAD_PARAMETER, "synapses.receptor",
                        "row %zu: there is no receptor %u; the core has %u", row, source->receptor,
                        format->receptors);
    }
    if (source->most < 1 || (row >= net->inputs && source->most != 1)) {
        return lif_fail(error, LIF_BAD_PARAMETER, "sources.at_most",
                        "row %zu: %u events a tick are not possible; an input has at least 1, a "
                        "neuron 1",
                        row, source->most);
    }
    image->row[row] = *source;
    return LIF_OK;
}

/* Finds the largest weight of a column, or a negative number where one is not finite. */
static double largest(const lif_core_net *net, unsigned neuron, unsigned receptor)
{
    double most = 0.0;
    for (size_t row = 0; row < (size_t)net->inputs + net->neurons; row++) {
        const double size = fabs(net->weight[row * net->neurons + neuron]);
        if (net->row[row].receptor != receptor) {
            continue;
        }
        if (!isfinite(size)) {
            return -1.0;
        }
        most = size > most ? size : most;
    }
    return most;
}

static lif_status put_column(const lif_core_net *net, const lif_core_format *format,
                             unsigned neuron, unsigned receptor, lif_core_image *image,
                             lif_core_losses *losses, lif_error *error)
{
    const double most = largest(net, neuron, receptor);
    const double limit = ldexp(1.0, (int)format->weight_width - 1) - 1.0;
    const int fraction = (int)format->state.state_fraction;
    const unsigned longest = format->state.state_width - format->weight_width;
    unsigned shift = 0;
    bool kept = false;
    while (shift <= longest && lif_core_round(ldexp(most, fraction - (int)shift)) > limit) {
        shift++;
    }
    if (!(most >= 0.0) || shift > longest) {
        return lif_fail(error, LIF_OUT_OF_RANGE, "synapses.weight",
                        "neuron %u: a weight of %.6g times |threshold - reset| is outside of what "
                        "the format can hold; use one with more integer bits",
                        neuron, most >= 0.0 ? most : (double)INFINITY);
    }
    for (size_t row = 0; row < (size_t)net->inputs + net->neurons; row++) {
        const size_t at = row * net->neurons + neuron;
        const double weight = net->weight[at];
        if (net->row[row].receptor == receptor && fabs(weight) > 0.0) {
            image->weight_fx[at] = (int32_t)lif_core_round(ldexp(weight, fraction - (int)shift));
            kept |= image->weight_fx[at] != 0;
            losses->weights++;
            losses->lost += image->weight_fx[at] == 0;
        }
    }
    if (most > 0.0 && !kept) {
        return lif_fail(error, LIF_OUT_OF_RANGE, "synapses.weight",
                        "neuron %u: all weights of receptor %u round to 0 (the largest is %.6g "
                        "times |threshold - reset|); use a format with more fraction bits",
                        neuron, receptor, most);
    }
    image->word[neuron].weight_shift[receptor] = (uint8_t)shift;
    return LIF_OK;
}

static lif_status put_neuron(const lif_core_net *net, const lif_core_format *format, unsigned i,
                             lif_core_image *image, lif_core_losses *losses, lif_error *error)
{
    const job j = {format, &net->neuron[i], &image->word[i], i, error};
    lif_status status = put_leaks(&j);
    if (status == LIF_OK) {
        status = put_potentials(&j);
    }
    if (status == LIF_OK) {
        status = put_modes(&j);
    }
    for (unsigned r = 0; r < format->receptors && status == LIF_OK; r++) {
        status = put_column(net, format, i, r, image, losses, error);
    }
    return status;
}

lif_status lif_core_quantise(const lif_core_net *net, const lif_core_format *format,
                             lif_core_image *image, lif_core_losses *losses, lif_error *error)
{
    const size_t rows = (size_t)net->inputs + net->neurons;
    lif_core_losses counted = {0, 0};
    lif_status status = LIF_OK;
    if (net->seed == 0) {
        return lif_fail(error, LIF_BAD_PARAMETER, "seed",
                        "the noise of a core would stay 0 with the seed 0; give 1 to 4294967295");
    }
    memset(image->word, 0, net->neurons * sizeof *image->word);
    memset(image->weight_fx, 0, rows * net->neurons * sizeof *image->weight_fx);
    image->seed = net->seed;
    for (size_t row = 0; row < rows && status == LIF_OK; row++) {
        status = put_row(net, format, row, image, error);
    }
    for (unsigned i = 0; i < net->neurons && status == LIF_OK; i++) {
        status = put_neuron(net, format, i, image, &counted, error);
    }
    if (status == LIF_OK) {
        status = lif_core_check_accumulators(format, image, error);
    }
    if (status == LIF_OK && losses != NULL) {
        *losses = counted;
    }
    return status;
}

lif_status lif_core_noise_shift(const lif_core_format *format, double deviation, unsigned *shift,
                                double *real_deviation, lif_error *error)
{
    const lif_format *f = &format->state;
    const double one = ldexp(LIF_CORE_NOISE_DEVIATION, -(int)f->state_fraction);
    const double wanted = lif_core_round(log2(deviation / one));
    const int most = (int)f->state_width - 10;
    if (!(wanted >= 0.0 && wanted <= (double)most)) {
        return lif_fail(error, LIF_OUT_OF_RANGE, "noise.deviation",
                        "a deviation of %.6g times |threshold - reset| is not possible in this "
                        "format; give %.6g to %.6g, or use another format",
                        deviation, most < 0 ? (double)NAN : one, ldexp(one, most < 0 ? 0 : most));
    }
    *shift = (unsigned)wanted;
    *real_deviation = ldexp(one, (int)wanted);
    return LIF_OK;
}

void lif_core_word_weights(const lif_core_format *format, const lif_core_image *image,
                           double *weight)
{
    const size_t n = image->neurons;
    for (size_t row = 0; row < image->inputs + n; row++) {
        for (size_t i = 0; i < n; i++) {
            const int shift = image->word[i].weight_shift[image->row[row].receptor];
            weight[row * n + i] = ldexp((double)image->weight_fx[row * n + i],
                                        shift - (int)format->state.state_fraction);
        }
    }
}
