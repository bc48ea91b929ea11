// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "lif_core_proof.h"

#include <math.h>

/* The limits are computed in double. Each is a sum of at most 2^18 numbers that are at least 0,
 * whose rounding this covers by far. */
#define UPWARDS (1.0 + 0x1p-30)

static double value_of(const lif_core_format *format, int64_t leak_fx)
{
    return ldexp((double)leak_fx, -(int)format->state.leak_fraction);
}

/* Returns 1 - (1-k)^(hold+1): what a value loses between two spikes. */
static double lost_between(double k, uint32_t hold)
{
    return k < 1.0 ? -expm1(((double)hold + 1.0) * log1p(-k)) : 1.0;
}

/* Returns what rounding adds in the end to a value that leaks. */
static double settled(const lif_core_format *format, double k)
{
    const double half = 0.5 / k;
    return format->state.rounding == LIF_RESIDUAL && half < 1.0 ? 1.0 : half;
}

/* Returns what a synaptic word of a neuron may reach, in steps of the format. */
static double synapse_reach(const lif_core_format *format, const lif_core_image *image, unsigned i,
                            unsigned receptor)
{
    const lif_core_words *w = &image->word[i];
    const double k = value_of(format, w->synapse_leak_fx[receptor]);
    const uint32_t held = w->initial_hold > w->hold ? w->initial_hold : w->hold;
    double sum = 0.0;
    for (size_t row = 0; row < (size_t)image->inputs + image->neurons; row++) {
        const lif_core_row *source = &image->row[row];
        const double weight = fabs((double)image->weight_fx[row * image->neurons + i]);
        const uint32_t hold = row < image->inputs ? 0 : image->word[row - image->inputs].hold;
        if (source->receptor == receptor && weight > 0.0) {
            const double each = w->freeze ? k / ((double)held + 1.0) : lost_between(k, hold);
            sum += source->most * weight / each;
        }
    }
    return ldexp(sum, w->weight_shift[receptor]) + settled(format, k);
}

static double adaptation_reach(const lif_core_format *format, const lif_core_words *w)
{
    const double k = value_of(format, w->adaptation_leak_fx);
    if (w->jump_fx == 0) {
        return 0.0;
    }
    return w->adaptation_leak_fx == 0
               ? (double)INFINITY
               : (double)w->jump_fx / lost_between(k, w->hold) + settled(format, k);
}

lif_core_proof lif_core_prove(const lif_core_format *format, const lif_core_image *image)
{
    const double limit = ldexp(1.0, (int)format->state.state_width - 1);
    for (unsigned i = 0; i < image->neurons; i++) {
        const lif_core_words *w = &image->word[i];
        const double adaptation = adaptation_reach(format, w) * UPWARDS;
        double drive = fabs((double)w->drive_fx) +
                       (w->noisy ? ldexp(LIF_CORE_NOISE_MOST, w->noise_shift) : 0.0);
        for (unsigned r = 0; r < format->receptors; r++) {
            const double reach = synapse_reach(format, image, i, r) * UPWARDS;
            drive += reach;
            if (!(reach < limit)) {
                return (lif_core_proof){false, i, "synaptic current", reach};
            }
        }
        if (!(adaptation < limit)) {
            return (lif_core_proof){false, i, "adaptation", adaptation};
        }
        if (!(drive * UPWARDS < limit)) {
            return (lif_core_proof){false, i, "drive", drive * UPWARDS};
        }
    }
    return (lif_core_proof){.proven = true, .word = NULL};
}

unsigned lif_core_accumulator_width(unsigned weight_width, uint64_t events)
{
    unsigned bits = 0;
    while (bits < 63 && (uint64_t)1 << bits < events) {
        bits++;
    }
    return weight_width + bits;
}

lif_status lif_core_check_accumulators(const lif_core_format *format, const lif_core_image *image,
                                       lif_error *error)
{
    const size_t n = image->neurons;
    for (unsigned i = 0; i < n; i++) {
        uint64_t sum[LIF_CORE_RECEPTORS] = {0};
        for (size_t row = 0; row < image->inputs + n; row++) {
            const int64_t weight = image->weight_fx[row * n + i];
            sum[image->row[row].receptor] +=
                (uint64_t)image->row[row].most * (uint64_t)(weight < 0 ? -weight : weight);
        }
        for (unsigned r = 0; r < format->receptors; r++) {
            const unsigned needed = lif_core_accumulator_width(1, sum[r] + 1);
            if (needed > format->accumulator_width) {
                return lif_fail(error, LIF_OUT_OF_RANGE, "synapses.weight",
                                "neuron %u: the events that may share a tick add up to %llu steps "
                                "of its weights, which exceeds accumulators of %u bits; use a core "
                                "with %u bits or more, fewer rows, or fewer events a tick",
                                i, (unsigned long long)sum[r], format->accumulator_width, needed);
            }
        }
    }
    return LIF_OK;
}
