// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "core_fixture.h"
#include "neuron_fixture.h"

#include "lif_core_proof.h"

#include <math.h>
#include <stdlib.h>

lif_core_format core_format(unsigned width, unsigned fraction, unsigned leak_fraction,
                            lif_rounding rounding, unsigned weight_width)
{
    return (lif_core_format){.state = {width, fraction, leak_fraction, rounding, LIF_CODING_ANY, 0},
                             .weight_width = weight_width,
                             .accumulator_width = weight_width,
                             .hold_width = 8,
                             .delay_bits = 3,
                             .receptors = 1};
}

static double between(lif_random *random, double low, double high)
{
    return low + (high - low) * lif_random_uniform(random);
}

static double log_between(lif_random *random, double low, double high)
{
    return exp(between(random, log(low), log(high)));
}

static bool chance(lif_random *random, double p) { return lif_random_uniform(random) < p; }

/* All neurons of a network have this in common. */
typedef struct family {
    lif_core_params params;
    double drive, reset;
    bool spread, noisy, dyadic;
    unsigned noise_shift;
} family;

static double grid(double value) { return floor(value * 64.0 + 0.5) / 64.0; }

static double dyadic_tau(double tau) { return exp2(floor(log2(tau) + 0.5)); }

static family draw_family(lif_random *random, const core_draw *draw, unsigned receptors,
                          unsigned width)
{
    const bool ties = draw->dyadic && chance(random, 0.4); /* no memory: membranes on the grid */
    const bool euler = draw->dyadic || chance(random, 0.5);
    family f = {.drive = between(random, -0.5, 1.4),
                .reset = chance(random, 0.5) ? 0.0 : between(random, -0.6, 0.4),
                .spread = chance(random, 0.7) && !ties,
                .noisy = width >= 12 && chance(random, 0.3),
                .noise_shift = (unsigned)lif_random_below(random, 3),
                .dyadic = draw->dyadic};
    lif_core_params *p = &f.params;
    p->receptors = receptors;
    p->membrane = (lif_params){.method = euler ? LIF_EULER : LIF_EXPONENTIAL,
                               .dt_s = 1.0,
                               .tau_s = ties ? 1.0 : log_between(random, 2.0, 400.0),
                               .r_ohm = 1.0,
                               .compare = chance(random, 0.5) ? LIF_ABOVE : LIF_AT_OR_ABOVE,
                               .reset_mode = chance(random, 0.4) ? LIF_RESET_BY_SUBTRACTION
                                                                 : LIF_RESET_TO_VALUE};
    p->membrane.refractory_steps = chance(random, 0.5) ? 0 : (uint32_t)lif_random_below(random, 40);
    p->membrane.refractory_s = p->membrane.refractory_steps;
    for (unsigned r = 0; r < receptors; r++) {
        p->synapse[r].method = euler ? LIF_EULER : LIF_EXPONENTIAL;
        p->synapse[r].tau_s = ties ? 1.0 : log_between(random, 1.0, 100.0);
    }
    p->adapts = chance(random, 0.5) || draw->adaptive;
    p->adaptation_method = p->membrane.method;
    p->adaptation_tau_s = log_between(random, 20.0, 2000.0);
    p->jump_v = between(random, 0.0, 0.3);
    p->freeze = chance(random, 0.2) || draw->freezing;
    return f;
}

static lif_core_real draw_neuron(lif_random *random, const family *f)
{
    lif_core_params p = f->params;
    lif_core_real real;
    lif_error error;
    const double by = f->spread ? between(random, 0.7, 1.4) : 1.0;
    const double reset = f->dyadic ? grid(f->reset) : f->reset;
    p.membrane.tau_s = fmax(1.0, p.membrane.tau_s * by);
    p.membrane.v_threshold_v = 1.0 + reset;
    p.membrane.v_reset_v = reset;
    p.membrane.v_initial_v = between(random, -0.5, 0.9);
    p.membrane.initial_hold = chance(random, 0.2) ? (uint32_t)lif_random_below(random, 20) : 0;
    p.drive = f->drive + (f->spread ? between(random, -0.3, 0.3) : 0.0);
    p.adaptation_tau_s *= by;
    p.jump_v *= by;
    for (unsigned r = 0; r < p.receptors; r++) {
        p.synapse[r].tau_s = fmax(1.0, p.synapse[r].tau_s * by);
    }
    if (f->dyadic) {
        p.membrane.tau_s = dyadic_tau(p.membrane.tau_s);
        p.adaptation_tau_s = dyadic_tau(p.adaptation_tau_s);
        p.synapse[0].tau_s = dyadic_tau(p.synapse[0].tau_s);
        p.synapse[1].tau_s = p.receptors > 1 ? dyadic_tau(p.synapse[1].tau_s) : 0.0;
        p.drive = grid(p.drive);
        p.jump_v = grid(p.jump_v);
        p.membrane.v_initial_v = grid(p.membrane.v_initial_v);
    }
    if (lif_core_params_real(&p, &real, &error) != LIF_OK) {
        fail_msg("a random neuron is not valid: %s: %s", error.key, error.message);
    }
    real.noisy = f->noisy;
    real.noise_shift = f->noisy ? f->noise_shift : 0;
    return real;
}

/* Draws a row whose events make, at the rates to be expected, about the current `gain`. */
static void draw_row(core_random *made, lif_random *random, const core_draw *draw, size_t row,
                     double density, double gain, double rate)
{
    const unsigned n = made->net.neurons, receptors = made->format.receptors;
    const bool input = row < made->net.inputs, inhibits = chance(random, input ? 0.2 : 0.3);
    const unsigned longest = (1u << made->format.delay_bits) - 1;
    const lif_format *state = &made->format.state;
    const double most =
        draw->wild ? 0.9 * ldexp(1.0, (int)state->state_width - 1 - (int)state->state_fraction)
                   : 1.5;
    lif_core_row *source = &made->row[row];
    source->delay = (uint8_t)(input ? lif_random_below(random, longest + 1)
                                    : 1 + lif_random_below(random, longest));
    source->receptor = receptors > 1 && inhibits;
    source->most = (uint16_t)(input && chance(random, 0.3) ? 1 + lif_random_below(random, 3) : 1);
    made->rate[row] = input ? rate * between(random, 0.3, 1.7) : 0.0;
    for (unsigned i = 0; i < n && (input || !draw->forward); i++) {
        const double sources = density * (input ? made->net.inputs * rate : n * 0.02);
        double w = gain * made->neuron[i].synapse_leak[source->receptor] / fmax(sources, 0.02) *
                   between(random, 0.2, 1.8) * (inhibits ? -2.0 : 1.0);
        w *= draw->wild ? between(random, 5.0, 40.0) : 1.0;
        w = fmin(fmax(w, -most), most);
        if (chance(random, density)) {
            made->weight[row * n + i] = draw->dyadic ? grid(w) : w;
        }
    }
}

void core_random_new(core_random *made, lif_random *random, const lif_core_format *format,
                     const core_draw *draw)
{
    static const unsigned sizes[] = {16, 16, 20, 24, 32, 32, 40, 48, 64, 64, 96, 128, 256};
    const unsigned drawn = sizes[lif_random_below(random, sizeof sizes / sizeof *sizes)];
    const unsigned n = draw->neurons != 0 ? draw->neurons : drawn;
    const unsigned inputs =
        draw->inputs != 0 ? draw->inputs : 4 + (unsigned)lif_random_below(random, 29);
    const size_t rows = (size_t)n + inputs;
    uint64_t most = 0;
    *made = (core_random){.format = *format};
    made->format.receptors =
        draw->receptors != 0 ? draw->receptors : 1 + (unsigned)lif_random_below(random, 2);
    made->neuron = calloc(n, sizeof *made->neuron);
    made->row = calloc(rows, sizeof *made->row);
    made->weight = calloc(rows * n, sizeof *made->weight);
    made->rate = calloc(rows, sizeof *made->rate);
    assert_true(made->neuron != NULL && made->row != NULL && made->weight != NULL &&
                made->rate != NULL);
    const family f = draw_family(random, draw, made->format.receptors, format->state.state_width);
    for (unsigned i = 0; i < n; i++) {
        made->neuron[i] = draw_neuron(random, &f);
    }
    made->net = (lif_core_net){.neurons = n,
                               .inputs = inputs,
                               .neuron = made->neuron,
                               .row = made->row,
                               .weight = made->weight,
                               .seed = 1 + (uint32_t)lif_random_below(random, UINT32_MAX)};
    const double density = between(random, 0.05, 0.6), gain = between(random, 0.1, 1.5);
    const double rate = log_between(random, 0.005, 0.2);
    for (size_t row = 0; row < rows; row++) {
        draw_row(made, random, draw, row, density, gain, rate);
        most += made->row[row].most;
    }
    made->format.accumulator_width = lif_core_accumulator_width(format->weight_width, most);
}

void core_random_free(core_random *made)
{
    free(made->neuron);
    free(made->row);
    free(made->weight);
    free(made->rate);
}

unsigned core_random_events(const core_random *made, lif_random *random, unsigned row)
{
    const uint64_t drawn = lif_random_poisson(random, made->rate[row]);
    const unsigned most = made->row[row].most;
    return drawn < most ? (unsigned)drawn : most;
}

lif_status core_model_new(lif_core_model *model, const lif_core_net *net,
                          const lif_core_format *format, lif_error *error)
{
    (void)error;
    model->point = calloc(net->neurons, sizeof *model->point);
    model->ring = calloc(lif_core_ring_size(format, net->neurons), sizeof *model->ring);
    model->distance = calloc(net->neurons, sizeof *model->distance);
    assert_true(model->point != NULL && model->ring != NULL && model->distance != NULL);
    lif_core_model_start(model, net, format);
    return LIF_OK;
}

void core_model_free(lif_core_model *model)
{
    free(model->point);
    free(model->ring);
    free(model->distance);
}

lif_core_seen core_seen_new(unsigned neurons)
{
    int32_t *words = calloc((size_t)neurons * 5, sizeof *words);
    uint8_t *spike = calloc(neurons, 1);
    assert_true(words != NULL && spike != NULL);
    return (lif_core_seen){.synapse_fx = {words, words + neurons},
                           .adaptation_fx = words + 2 * (size_t)neurons,
                           .before_fx = words + 3 * (size_t)neurons,
                           .after_fx = words + 4 * (size_t)neurons,
                           .spike = spike};
}

void core_seen_free(lif_core_seen *seen)
{
    free(seen->synapse_fx[0]);
    free(seen->spike);
}
