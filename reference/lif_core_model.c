// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "lif_core_model.h"

#include "lif_core_noise.h"

#include <math.h>
#include <string.h>

lif_core_limits lif_core_limits_of(const lif_core_format *format)
{
    const double lsb = ldexp(1.0, -(int)format->state.state_fraction);
    const double high = (double)lif_core_high(format->state.state_width);
    return (lif_core_limits){lsb, (-high - 1.0) * lsb, high * lsb};
}

void lif_core_point_start(lif_core_point *point, const lif_core_real *real)
{
    *point = (lif_core_point){.membrane = real->initial, .hold = real->initial_hold};
}

double lif_core_noise_of(const lif_core_real *p, const lif_core_limits *limits, uint32_t word)
{
    return p->noisy ? ldexp(lif_core_noise_sum(word) * limits->lsb, (int)p->noise_shift) : 0.0;
}

void lif_core_model_start(lif_core_model *model, const lif_core_net *net,
                          const lif_core_format *format)
{
    const size_t ring = ((size_t)1 << format->delay_bits) * format->receptors * net->neurons;
    const lif_core_model memory = *model;
    *model = (lif_core_model){.net = net,
                              .limits = lif_core_limits_of(format),
                              .receptors = format->receptors,
                              .delay_bits = format->delay_bits,
                              .point = memory.point,
                              .ring = memory.ring,
                              .distance = memory.distance,
                              .noise = net->seed};
    memset(model->ring, 0, ring * sizeof *model->ring);
    for (unsigned i = 0; i < net->neurons; i++) {
        lif_core_point_start(&model->point[i], &net->neuron[i]);
        model->distance[i] = (double)NAN;
    }
}

static double *sums(const lif_core_model *m, uint64_t tick, unsigned receptor)
{
    const size_t slot = (size_t)(tick & (((uint64_t)1 << m->delay_bits) - 1));
    return m->ring + (slot * m->receptors + receptor) * m->net->neurons;
}

static void walk(lif_core_model *m, size_t row)
{
    const size_t n = m->net->neurons;
    const lif_core_row *source = &m->net->row[row];
    double *sum = sums(m, m->tick + source->delay, source->receptor);
    const double *weight = m->net->weight + row * n;
    const size_t first = m->reach != NULL ? m->reach[row].first : 0;
    const size_t end = m->reach != NULL ? m->reach[row].end : n;
    for (size_t i = first; i < end; i++) {
        sum[i] += weight[i];
    }
}

void lif_core_model_event(lif_core_model *model, unsigned row) { walk(model, row); }

static double limited(lif_core_model *m, double value)
{
    const double fit = lif_core_limited(&m->limits, value);
    m->clips += fit < value || fit > value;
    return fit;
}

static bool neuron(lif_core_model *m, unsigned i)
{
    const lif_core_real *p = &m->net->neuron[i];
    lif_core_point *c = &m->point[i];
    const bool frozen = p->freeze && c->hold > 0;
    m->noise = lif_core_noise_next(m->noise);
    for (unsigned r = 0; r < m->receptors; r++) {
        double *sum = sums(m, m->tick, r) + i;
        c->synapse[r] = limited(m, lif_core_synapse_next(p, r, c->synapse[r], *sum, frozen));
        *sum = 0.0;
    }
    c->adaptation *= p->adaptation_keep;
    const double noise = lif_core_noise_of(p, &m->limits, m->noise);
    const double drive = limited(m, lif_core_drive(p, m->receptors, c->synapse, noise));
    m->distance[i] = (double)NAN;
    if (c->hold > 0) {
        c->hold--;
        return false;
    }
    c->membrane = lif_core_membrane_next(p, c->membrane, drive);
    m->distance[i] = c->membrane - (p->threshold + c->adaptation);
    if (!lif_core_fires(p, c->membrane, c->adaptation)) {
        return false;
    }
    c->membrane = p->subtract ? c->membrane - p->reset : p->reset;
    c->adaptation = limited(m, c->adaptation + p->jump);
    c->hold = p->hold;
    return true;
}

void lif_core_model_tick(lif_core_model *model, uint8_t *spike)
{
    for (unsigned i = 0; i < model->net->neurons; i++) {
        spike[i] = neuron(model, i);
    }
    lif_core_model_spikes(model, spike);
}

void lif_core_model_spikes(lif_core_model *model, const uint8_t *spike)
{
    for (unsigned i = 0; i < model->net->neurons; i++) {
        if (spike[i] != 0) {
            walk(model, (size_t)model->net->inputs + i);
        }
    }
    model->tick++;
}
