// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "scenario/current.h"

#include <stdlib.h>
#include <string.h>

int cosim_current_start(cosim_current *current, const cosim_scenario *scenario)
{
    current->count = scenario->stimulus_count;
    current->limits = scenario->limits;
    current->states = calloc(current->count + 1, sizeof *current->states);
    if (current->states == NULL) {
        return -1;
    }
    for (size_t i = 0; i < current->count; i++) {
        lif_stimulus_start(&current->states[i], &scenario->stimuli[i], scenario->params.dt_s,
                           scenario->sample, scenario->steps);
    }
    return 0;
}

int cosim_current_copy(cosim_current *copy, const cosim_current *current)
{
    copy->count = current->count;
    copy->limits = current->limits;
    copy->states = calloc(copy->count + 1, sizeof *copy->states);
    if (copy->states == NULL) {
        return -1;
    }
    memcpy(copy->states, current->states, copy->count * sizeof *copy->states);
    return 0;
}

void cosim_current_next(cosim_current *current, size_t n, double *current_a)
{
    memset(current_a, 0, n * sizeof *current_a);
    for (size_t i = 0; i < current->count; i++) {
        lif_stimulus_add(&current->states[i], n, current_a);
    }
    if (current->limits.has_least || current->limits.has_most) {
        for (size_t i = 0; i < n; i++) {
            current_a[i] = lif_limited(&current->limits, current_a[i]);
        }
    }
}

void cosim_current_free(cosim_current *current)
{
    free(current->states);
    current->states = NULL;
}

bool cosim_current_range(const cosim_scenario *scenario, double *low_a, double *high_a)
{
    const lif_limits *limits = &scenario->limits;
    *low_a = *high_a = 0.0;
    for (size_t i = 0; i < scenario->stimulus_count; i++) {
        double low, high;
        if (!lif_stimulus_range(&scenario->stimuli[i], scenario->params.dt_s, scenario->sample,
                                scenario->steps, &low, &high)) {
            *low_a = limits->least_a;
            *high_a = limits->most_a;
            return limits->has_least && limits->has_most;
        }
        *low_a += low;
        *high_a += high;
    }
    *low_a = lif_limited(limits, *low_a);
    *high_a = lif_limited(limits, *high_a);
    return true;
}
