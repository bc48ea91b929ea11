// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "strength/strength.h"
#include "run/coding.h"

#include "base/decimal.h"
#include "scenario/current.h"
#include "scenario/read.h"
#include "strength/confirm.h"
#include "strength/possible.h"
#include "strength/search.h"
#include "lif_params.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int cosim_strength_start(cosim_strength *s, cosim_dut *dut, cosim_diag *diag)
{
    *s = (cosim_strength){.arena = cosim_arena_new()};
    if (s->arena == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    if (cosim_subject_of(s->arena, dut, &s->subject, diag) != 0) {
        return -1;
    }
    return cosim_corners_find(s->arena, s->subject.declaration, &s->corners) == 0 &&
                   cosim_walker_new(s->arena, &s->subject, &s->corners, &s->walker) == 0
               ? 0
               : cosim_diag_memory(diag, NULL);
}

void cosim_strength_free(cosim_strength *s)
{
    for (size_t i = 0; i < s->varied_count; i++) {
        cosim_scenario_free(s->varied[i]);
    }
    free(s->varied);
    free(s->scenarios);
    cosim_arena_free(s->arena);
    *s = (cosim_strength){.arena = NULL};
}

/* ---- scenarios ---- */

static void count(cosim_strength *s, const cosim_scenario *scenario, uint64_t step)
{
    for (size_t i = 0; i < s->corners.count; i++) {
        cosim_corner *c = &s->corners.items[i];
        if (!s->walker.hit[i]) {
            continue;
        }
        if (c->count++ == 0) {
            c->state = COSIM_CORNER_REACHED;
            c->scenario = scenario->name;
            c->step = step;
        }
    }
}

static int walk_scenario(cosim_strength *s, const cosim_job *job, cosim_diag *diag)
{
    const cosim_scenario *scenario = job->scenario;
    double current_a[256];
    int32_t drive_fx[256];
    uint32_t hold[256];
    cosim_current current;
    int status = 0;
    if (cosim_current_start(&current, scenario) != 0) {
        return cosim_diag_memory(diag, NULL);
    }
    for (uint64_t first = 0; first < scenario->steps && status == 0; first += 256) {
        const size_t n = scenario->steps - first < 256 ? (size_t)(scenario->steps - first) : 256;
        cosim_current_next(&current, n, current_a);
        lif_hold_fill(&scenario->params, first, n, hold);
        if (first == 0) {
            cosim_walker_start(&s->walker, job, hold[0]);
        }
        for (size_t i = 0; i < n && status == 0; i++) {
            if (cosim_job_drives(job, &current_a[i], 1, &drive_fx[i]) > 0) {
                status = cosim_job_refuse_clip(job, first + i, current_a[i], diag);
                continue;
            }
            cosim_walker_step(&s->walker, drive_fx[i], hold[i]);
            count(s, scenario, first + i);
        }
    }
    cosim_current_free(&current);
    return status;
}

int cosim_strength_watch(cosim_strength *s, const cosim_scenario *scenario, cosim_diag *diag)
{
    cosim_job job;
    if (cosim_job_prepare(&job, scenario, s->subject.dut, diag) != 0) {
        return -1;
    }
    if (s->scenario_count == s->room) {
        const size_t room = s->room == 0 ? 8 : 2 * s->room;
        const cosim_scenario **grown = realloc(s->scenarios, room * sizeof *grown);
        if (grown == NULL) {
            return cosim_diag_memory(diag, NULL);
        }
        s->scenarios = grown;
        s->room = room;
    }
    s->scenarios[s->scenario_count++] = scenario;
    s->steps += scenario->steps;
    return walk_scenario(s, &job, diag);
}

/* ---- what is impossible ---- */

/* Encloses what the words of a scenario allow; a hold that changes from step to step has one of two
 * lengths. */
static const cosim_reach *reach_of(cosim_strength *s, const cosim_scenario *scenario,
                                   cosim_diag *diag)
{
    const size_t params = s->subject.declaration->equations->param_count;
    int64_t *low = cosim_arena_alloc(s->arena, (params + 1) * sizeof *low);
    int64_t *high = cosim_arena_alloc(s->arena, (params + 1) * sizeof *high);
    cosim_job job;
    uint32_t hold;
    if (low == NULL || high == NULL) {
        cosim_diag_memory(diag, NULL);
        return NULL;
    }
    if (cosim_job_prepare(&job, scenario, s->subject.dut, diag) != 0) {
        return NULL;
    }
    const bool constant = lif_hold_is_constant(&scenario->params, &hold);
    hold = constant ? hold : scenario->params.refractory_steps;
    cosim_subject_params(&s->subject, &job, hold, low);
    cosim_subject_params(&s->subject, &job, constant ? hold : hold + 1, high);
    for (size_t i = 0; i < params; i++) {
        const int64_t first = low[i];
        low[i] = first < high[i] ? first : high[i];
        high[i] = first < high[i] ? high[i] : first;
    }
    const cosim_reach *reach = cosim_reach_of(s->arena, &s->corners, low, high);
    if (reach == NULL) {
        cosim_diag_memory(diag, NULL);
    }
    return reach;
}

/* Marks the corners that intervals exclude: for any words, and for those of every scenario. */
static int exclude(cosim_strength *s, cosim_diag *diag)
{
    const cosim_reach *any = cosim_reach_of(s->arena, &s->corners, NULL, NULL);
    const cosim_eq_node *fire = s->subject.declaration->equations->fire;
    bool *may = cosim_arena_alloc(s->arena, (s->corners.count + 1) * sizeof *may);
    if (any == NULL || may == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    for (size_t i = 0; i < s->scenario_count; i++) {
        const cosim_reach *told = reach_of(s, s->scenarios[i], diag);
        if (told == NULL) {
            return -1;
        }
        for (size_t k = 0; k < s->corners.count; k++) {
            may[k] = may[k] || cosim_corner_may(told, fire, &s->corners.items[k]);
        }
    }
    for (size_t k = 0; k < s->corners.count; k++) {
        cosim_corner *c = &s->corners.items[k];
        if (c->state == COSIM_CORNER_NOT_FOUND) {
            c->state = !cosim_corner_may(any, fire, c) ? COSIM_CORNER_IMPOSSIBLE
                       : may[k]                        ? COSIM_CORNER_NOT_FOUND
                                                       : COSIM_CORNER_WORDS;
        }
    }
    return 0;
}

/* ---- settings ---- */

/* Writes a key that makes words or rules others; NULL stands for the scenario as it is. What a
 * circuit cannot take is not tried. */
static const char *setting_of(const cosim_strength *s, size_t number)
{
    static const char *const keys[COSIM_STRENGTH_SETTINGS - 1] = {
        NULL,
        "neuron.refractory_steps=3",
        "neuron.refractory_steps=0",
        "neuron.reset_mode=by-subtraction",
        "neuron.reset_mode=to-value",
        "neuron.compare=above"};
    const lif_params *p = &s->scenarios[0]->params;
    char text[80], value[32];
    if (number + 1 < COSIM_STRENGTH_SETTINGS) {
        return keys[number];
    }
    /* a threshold that one drive alone does not pass */
    const double far_v = p->v_reset_v + 4.0 * (p->v_threshold_v - p->v_reset_v);
    snprintf(text, sizeof text, "neuron.threshold=%s V", cosim_number(far_v, value));
    return cosim_arena_text(s->arena, text, strlen(text));
}

/* Varies the first scenario. Returns NULL where it has that value, or the circuit refuses it. */
static const cosim_scenario *vary(cosim_strength *s, const char *setting, cosim_job *job)
{
    const cosim_scenario *base = s->scenarios[0];
    cosim_diag unwanted;
    cosim_scenario *other = NULL;
    if (setting == NULL) {
        return cosim_job_prepare(job, base, s->subject.dut, &unwanted) == 0 ? base : NULL;
    }
    if (cosim_scenario_vary(base, &setting, 1, &other, &unwanted) != 0) {
        return NULL;
    }
    s->varied[s->varied_count++] = other;
    const lif_params *a = &base->params, *b = &other->params;
    const bool same_threshold =
        !(a->v_threshold_v < b->v_threshold_v) && !(a->v_threshold_v > b->v_threshold_v);
    if (a->refractory_steps == b->refractory_steps && a->reset_mode == b->reset_mode &&
        a->compare == b->compare && same_threshold) {
        return NULL;
    }
    return cosim_job_prepare(job, other, s->subject.dut, &unwanted) == 0 ? other : NULL;
}

static bool is_sought(const cosim_corner *c)
{
    return c->state == COSIM_CORNER_NOT_FOUND || c->state == COSIM_CORNER_WORDS;
}

/* Hunts with one setting, and confirms each drive that it finds. */
static int try_setting(cosim_strength *s, const char *setting,
                       const cosim_strength_options *options, cosim_diag *diag)
{
    cosim_job job;
    bool any = false;
    cosim_corner_state *before = malloc((s->corners.count + 1) * sizeof *before);
    if (before == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    for (size_t i = 0; i < s->corners.count; i++) {
        before[i] = s->corners.items[i].state;
        any = any || is_sought(&s->corners.items[i]);
    }
    int status = 0;
    if (any && vary(s, setting, &job) != NULL) {
        const cosim_hunt hunt = {&s->walker, &job, setting, options->steps, options->seed};
        s->settings++;
        status = cosim_hunt_run(s->arena, &hunt) == 0 ? 0 : cosim_diag_memory(diag, NULL);
        for (size_t i = 0; status == 0 && i < s->corners.count; i++) {
            cosim_corner *c = &s->corners.items[i];
            if (before[i] != c->state && c->state == COSIM_CORNER_MISSING) {
                status = cosim_confirm(s, i, &job, options->folder, diag);
            }
        }
    }
    free(before);
    return status;
}

int cosim_strength_search(cosim_strength *s, const cosim_strength_options *options,
                          cosim_diag *diag)
{
    s->searched = options->steps;
    s->varied = calloc(COSIM_STRENGTH_SETTINGS, sizeof(cosim_scenario *));
    if (s->varied == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    int status = exclude(s, diag);
    for (size_t i = 0; status == 0 && i < COSIM_STRENGTH_SETTINGS; i++) {
        if (options->progress != NULL) {
            options->progress(options->context, i, COSIM_STRENGTH_SETTINGS);
        }
        status = try_setting(s, setting_of(s, i), options, diag);
    }
    return status;
}

size_t cosim_strength_count(const cosim_strength *s, cosim_corner_state state)
{
    size_t n = 0;
    for (size_t i = 0; i < s->corners.count; i++) {
        n += s->corners.items[i].state == state;
    }
    return n;
}
