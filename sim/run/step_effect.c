// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "run/step_effect.h"

#include "result/result.h"
#include "scenario/current.h"
#include "scenario/place.h"
#include "lif_model.h"

#include <math.h>
#include <stdio.h>

enum { BLOCK = 4096 };

/* Names what has no meaning at another step; NULL for all others. */
static const char *bound_to_step(lif_stimulus_kind kind)
{
    switch (kind) {
    case LIF_STIMULUS_TRIANGLE:
        return "a triangle counts its samples in steps; write it as two ramps with start and stop";
    case LIF_STIMULUS_FILE:
        return "a file has one value a step; write the current as ramps, steps or pulses";
    case LIF_STIMULUS_NOISE:
        return "noise draws its numbers step by step; leave it out";
    case LIF_STIMULUS_POISSON:
        return "poisson draws its events step by step; write them as events with times";
    case LIF_STIMULUS_CONSTANT:
    case LIF_STIMULUS_STEP:
    case LIF_STIMULUS_SINE:
    case LIF_STIMULUS_DECAY:
    case LIF_STIMULUS_RAMP:
    case LIF_STIMULUS_CHIRP:
    case LIF_STIMULUS_PULSES:
    case LIF_STIMULUS_EVENTS:
        break;
    }
    return NULL;
}

static int refuse(const cosim_scenario *s, const char *key, const char *what, cosim_diag *diag)
{
    cosim_place place;
    cosim_scenario_place(s, key, &place);
    return cosim_diag_set(diag, &place, "%s: there is no tenth of the step to compare with: %s",
                          key, what);
}

static int check(const cosim_scenario *s, cosim_diag *diag)
{
    for (size_t i = 0; i < s->stimulus_count; i++) {
        const char *what = bound_to_step(s->stimuli[i].kind);
        char key[40];
        snprintf(key, sizeof key, "stimulus.%zu", i);
        if (what != NULL) {
            return refuse(s, key, what, diag);
        }
    }
    if (s->steps > UINT64_MAX / COSIM_STEP_PARTS) {
        return refuse(s, "steps", "the run is too long; give fewer steps", diag);
    }
    if (s->params.refractory_steps >= UINT32_MAX / COSIM_STEP_PARTS) {
        return refuse(s, "neuron.refractory", "the time is too long; give fewer steps", diag);
    }
    if (s->params.initial_hold >= UINT32_MAX / COSIM_STEP_PARTS) {
        return refuse(s, "neuron.initial_hold", "the hold is too long; give fewer steps", diag);
    }
    return 0;
}

/* Finds the spikes of the float reference alone. */
static int run(const cosim_scenario *s, cosim_train *train)
{
    double current_a[BLOCK];
    uint32_t hold[BLOCK];
    uint8_t spike[BLOCK];
    lif_model model;
    lif_model_state state;
    cosim_current current;
    int status = cosim_current_start(&current, s);
    lif_model_start(&model, &state, &s->params);
    for (uint64_t first = 0; first < s->steps && status == 0; first += BLOCK) {
        const size_t n = s->steps - first < BLOCK ? (size_t)(s->steps - first) : BLOCK;
        cosim_current_next(&current, n, current_a);
        lif_hold_fill(&s->params, first, n, hold);
        lif_model_run(&model, &state, n, current_a, hold, 0, NULL, NULL, spike);
        for (size_t i = 0; i < n && status == 0; i++) {
            status = spike[i] ? cosim_train_add(train, first + i) : 0;
        }
    }
    cosim_current_free(&current);
    return status;
}

static void compare(const cosim_train *train, const cosim_train *fine, cosim_step_effect *effect)
{
    const size_t pairs = train->count < fine->count ? train->count : fine->count;
    size_t i = 0, k = 0, both = 0;
    *effect = (cosim_step_effect){.spikes = train->count, .fine_spikes = fine->count};
    while (i < train->count && k < fine->count) {
        const uint64_t step = fine->steps[k] / COSIM_STEP_PARTS;
        both += train->steps[i] == step;
        const bool next = train->steps[i] <= step;
        k += train->steps[i] >= step;
        i += next;
    }
    effect->differ = (train->count > fine->count ? train->count : fine->count) - both;
    for (size_t p = 0; p < pairs; p++) {
        /* in tenths of a step first: a difference of large numbers is exact */
        const int64_t tenths =
            (int64_t)(fine->steps[p] + 1) - (int64_t)((train->steps[p] + 1) * COSIM_STEP_PARTS);
        const double shift = (double)tenths / (double)COSIM_STEP_PARTS;
        effect->least_shift = p == 0 ? shift : fmin(effect->least_shift, shift);
        effect->most_shift = p == 0 ? shift : fmax(effect->most_shift, shift);
    }
}

int cosim_step_effect_of(const cosim_scenario *scenario, cosim_step_effect *effect,
                         cosim_diag *diag)
{
    cosim_train train = {0}, fine_train = {0};
    cosim_scenario fine = *scenario;
    if (check(scenario, diag) != 0) {
        return -1;
    }
    fine.steps *= COSIM_STEP_PARTS;
    fine.params.dt_s /= (double)COSIM_STEP_PARTS;
    fine.params.refractory_steps *= COSIM_STEP_PARTS;
    fine.params.initial_hold *= COSIM_STEP_PARTS;
    const int status = run(scenario, &train) == 0 ? run(&fine, &fine_train) : -1;
    if (status == 0) {
        compare(&train, &fine_train, effect);
    }
    cosim_train_free(&train);
    cosim_train_free(&fine_train);
    return status == 0 ? 0 : cosim_diag_memory(diag, NULL);
}
