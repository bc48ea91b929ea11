// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "lif_core_integer.h"

#include "lif_core_noise.h"

#include <string.h>

void lif_core_integer_start(lif_core_integer *model, const lif_core_format *format,
                            const lif_core_image *image)
{
    lif_core_state *state = model->state;
    int64_t *ring = model->ring;
    *model = (lif_core_integer){
        .format = *format, .image = image, .state = state, .ring = ring, .noise = image->seed};
    memset(ring, 0, lif_core_ring_size(format, image->neurons) * sizeof *ring);
    for (unsigned i = 0; i < image->neurons; i++) {
        state[i] = (lif_core_state){.membrane_fx = image->word[i].initial_fx,
                                    .hold = image->word[i].initial_hold};
    }
}

/* Returns the accumulators of a tick and a receptor. */
static int64_t *accumulators(const lif_core_integer *m, uint64_t tick, unsigned receptor)
{
    const size_t slot = (size_t)(tick & (((uint64_t)1 << m->format.delay_bits) - 1));
    return m->ring + (slot * m->format.receptors + receptor) * m->image->neurons;
}

/* Adds the weights of a row to the accumulators of the tick in which its event counts. */
static void walk(lif_core_integer *m, size_t row)
{
    const size_t n = m->image->neurons;
    const lif_core_row *source = &m->image->row[row];
    const int32_t *weight_fx = m->image->weight_fx + row * n;
    int64_t *sum = accumulators(m, m->tick + source->delay, source->receptor);
    const size_t first = m->reach != NULL ? m->reach[row].first : 0;
    const size_t end = m->reach != NULL ? m->reach[row].end : n;
    for (size_t i = first; i < end; i++) {
        sum[i] += weight_fx[i];
    }
}

void lif_core_integer_event(lif_core_integer *model, unsigned row) { walk(model, row); }

/* Shifts a product to the right (arithmetically, which lif_integer.c asserts), rounded; *rest is
 * its residual, which moves on. */
static int64_t rounded(const lif_format *f, int64_t product, int64_t *rest)
{
    const unsigned shift = f->leak_fraction;
    if (f->rounding == LIF_HALF_UP) {
        return (product + ((int64_t)1 << (shift - 1))) >> shift;
    }
    product += *rest;
    *rest = product & (((int64_t)1 << shift) - 1);
    return product >> shift;
}

/* Saturates a sum, and counts where that changes it; a residual (or NULL) then ends. */
static int32_t fitted(lif_core_integer *m, int64_t sum, int64_t *rest)
{
    const int64_t fit = lif_core_fit(sum, m->format.state.state_width);
    if (fit != sum) {
        m->clips++;
        if (rest != NULL) {
            *rest = 0;
        }
    }
    return (int32_t)fit;
}

/* Reads and clears the accumulator of a neuron, and updates its synaptic word. */
static int32_t synapse(lif_core_integer *m, unsigned i, unsigned r, bool held)
{
    const lif_core_words *w = &m->image->word[i];
    lif_core_state *c = &m->state[i];
    int64_t *sum = accumulators(m, m->tick, r) + i;
    const int64_t events = *sum, limit = (int64_t)1 << (m->format.accumulator_width - 1);
    int64_t s = c->synapse_fx[r];
    *sum = 0;
    m->overflows += events >= limit || events < -limit;
    if (!(held && w->freeze)) {
        s -= rounded(&m->format.state, w->synapse_leak_fx[r] * s, &c->synapse_rest[r]);
    }
    s += events * ((int64_t)1 << w->weight_shift[r]);
    c->synapse_fx[r] = fitted(m, s, &c->synapse_rest[r]);
    return c->synapse_fx[r];
}

/* Gives a neuron what a spike gives it. */
static void reset(lif_core_integer *m, unsigned i, int32_t before_fx)
{
    const lif_core_words *w = &m->image->word[i];
    lif_core_state *c = &m->state[i];
    if (w->subtract) {
        c->membrane_fx = (int32_t)((int64_t)before_fx - w->reset_fx); /* fits: see the quantiser */
    } else {
        c->membrane_fx = w->reset_fx;
        c->membrane_rest = 0;
    }
    c->adaptation_fx = fitted(m, (int64_t)c->adaptation_fx + w->jump_fx, &c->adaptation_rest);
    c->hold = w->hold;
}

static void neuron(lif_core_integer *m, unsigned i, const lif_core_seen *seen)
{
    const lif_format *f = &m->format.state;
    const lif_core_words *w = &m->image->word[i];
    lif_core_state *c = &m->state[i];
    const bool held = c->hold > 0;
    int64_t total = w->drive_fx;
    bool fires = false;
    m->noise = lif_core_noise_next(m->noise);
    if (w->noisy) {
        total += lif_core_noise_sum(m->noise) * ((int64_t)1 << w->noise_shift);
    }
    for (unsigned r = 0; r < m->format.receptors; r++) {
        seen->synapse_fx[r][i] = synapse(m, i, r, held);
        total += seen->synapse_fx[r][i];
    }
    c->adaptation_fx =
        (int32_t)(c->adaptation_fx -
                  rounded(f, w->adaptation_leak_fx * c->adaptation_fx, &c->adaptation_rest));
    seen->adaptation_fx[i] = c->adaptation_fx;
    const int64_t drive = fitted(m, total, NULL);
    if (held) {
        c->hold--;
    } else {
        const int64_t level = (int64_t)w->threshold_fx + c->adaptation_fx;
        c->membrane_fx =
            (int32_t)(c->membrane_fx +
                      rounded(f, w->leak_fx * (drive - c->membrane_fx), &c->membrane_rest));
        fires = w->above ? c->membrane_fx > level : c->membrane_fx >= level;
    }
    seen->before_fx[i] = c->membrane_fx;
    if (fires) {
        reset(m, i, c->membrane_fx);
    }
    seen->after_fx[i] = c->membrane_fx;
    seen->spike[i] = fires;
}

void lif_core_integer_neurons(lif_core_integer *model, const lif_core_seen *seen)
{
    for (unsigned i = 0; i < model->image->neurons; i++) {
        neuron(model, i, seen);
    }
}

void lif_core_integer_spikes(lif_core_integer *model, const uint8_t *spike)
{
    for (unsigned i = 0; i < model->image->neurons; i++) {
        if (spike[i] != 0) {
            walk(model, (size_t)model->image->inputs + i);
        }
    }
    model->tick++;
}

void lif_core_integer_adopt(lif_core_integer *model, unsigned neuron, const lif_core_seen *circuit,
                            bool model_spiked)
{
    const lif_core_words *w = &model->image->word[neuron];
    lif_core_state *c = &model->state[neuron];
    const unsigned width = model->format.state.state_width;
    const bool spiked = circuit->spike[neuron] != 0;
    int64_t adaptation = lif_core_fit(circuit->adaptation_fx[neuron], width);
    for (unsigned r = 0; r < model->format.receptors; r++) {
        c->synapse_fx[r] = (int32_t)lif_core_fit(circuit->synapse_fx[r][neuron], width);
    }
    c->membrane_fx = (int32_t)lif_core_fit(circuit->after_fx[neuron], width);
    if (spiked) {
        adaptation = lif_core_fit(adaptation + w->jump_fx, width);
        c->hold = w->hold;
        c->membrane_rest = w->subtract ? c->membrane_rest : 0;
    } else if (model_spiked) {
        c->hold = 0;
    }
    c->adaptation_fx = (int32_t)adaptation;
}
