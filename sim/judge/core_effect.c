// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "judge/core_effect.h"

#include <math.h>

int cosim_core_effect_start(cosim_core_effect *effect, cosim_arena *arena, const lif_core_net *net,
                            const lif_core_format *format)
{
    *effect = (cosim_core_effect){.net = net,
                                  .neurons = net->neurons,
                                  .receptors = format->receptors,
                                  .limits = lif_core_limits_of(format)};
    effect->point = cosim_arena_alloc(arena, net->neurons * sizeof *effect->point);
    if (effect->point == NULL) {
        return -1;
    }
    for (unsigned i = 0; i < net->neurons; i++) {
        lif_core_point_start(&effect->point[i], &net->neuron[i]);
    }
    return 0;
}

/* Takes synaptic currents, adaptation and drive on. Returns D. */
static double take_in(const cosim_core_effect *e, const lif_core_real *p, lif_core_point *point,
                      const double *real, double noise)
{
    const bool frozen = p->freeze && point->hold > 0;
    for (unsigned r = 0; r < e->receptors; r++) {
        const double next =
            lif_core_synapse_next(p, r, point->synapse[r], real[(size_t)r * e->neurons], frozen);
        point->synapse[r] = lif_core_limited(&e->limits, next);
    }
    point->adaptation *= p->adaptation_keep;
    return lif_core_limited(&e->limits, lif_core_drive(p, e->receptors, point->synapse, noise));
}

void cosim_core_effect_tick(cosim_core_effect *effect, const cosim_core_pull *pull,
                            const uint32_t *noise, const uint8_t *spike,
                            const lif_core_expected *expected, cosim_core_result *result)
{
    for (unsigned i = 0; i < effect->neurons; i++) {
        const lif_core_real *p = &effect->net->neuron[i];
        lif_core_point *point = &effect->point[i];
        const bool spikes = spike[i] != 0, held = point->hold > 0;
        const double drive =
            take_in(effect, p, point, pull->real + i,
                    p->noisy ? lif_core_noise_of(p, &effect->limits, noise[i]) : 0.0);
        if (held) {
            point->hold--;
        } else {
            const double y = lif_core_membrane_next(p, point->membrane, drive);
            const double apart = fabs(y - expected[i].membrane);
            if (apart > result->weights_effect) {
                result->weights_effect = apart;
            }
            result->weights_decide += lif_core_fires(p, y, point->adaptation) != spikes;
            point->membrane = y;
        }
        if (spikes) { /* lif_core_guided_adopt */
            if (!held) {
                point->membrane = p->subtract ? point->membrane - p->reset : p->reset;
            }
            point->adaptation = lif_core_limited(&effect->limits, point->adaptation + p->jump);
            point->hold = p->hold;
        }
    }
}
