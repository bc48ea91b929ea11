// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "judge/core_each.h"

#include <math.h>

int cosim_core_each_start(cosim_core_each *each, cosim_arena *arena, unsigned neurons)
{
    *each = (cosim_core_each){.neurons = neurons};
    each->must = cosim_arena_alloc(arena, neurons * sizeof *each->must);
    each->usage = cosim_arena_alloc(arena, neurons * sizeof *each->usage);
    each->max_error = cosim_arena_alloc(arena, neurons * sizeof *each->max_error);
    each->max_bound = cosim_arena_alloc(arena, neurons * sizeof *each->max_bound);
    return each->must == NULL || each->usage == NULL || each->max_error == NULL ||
                   each->max_bound == NULL
               ? -1
               : 0;
}

void cosim_core_each_take(cosim_core_each *each, const lif_core_expected *expected,
                          const lif_core_seen *seen, double lsb)
{
    for (unsigned i = 0; i < each->neurons; i++) {
        const lif_core_expected *e = &expected[i];
        if (e->held) {
            continue;
        }
        each->must[i] |= e->must;
        each->max_bound[i] = fmax(each->max_bound[i], e->membrane_bound);
        if (seen != NULL) {
            const double error = fabs(seen->before_fx[i] * lsb - e->membrane);
            each->max_error[i] = fmax(each->max_error[i], error);
            if (error > each->usage[i] * e->membrane_bound) {
                each->usage[i] = error / e->membrane_bound;
            }
        }
    }
}

cosim_core_neuron cosim_core_each_of(const cosim_core_each *each, unsigned neuron)
{
    return (cosim_core_neuron){.must = each->must[neuron] != 0,
                               .usage = each->usage[neuron],
                               .max_error = each->max_error[neuron],
                               .max_bound = each->max_bound[neuron]};
}
