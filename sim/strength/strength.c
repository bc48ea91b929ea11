// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "strength/strength.h"

#include "scenario/current.h"
#include "scenario/read.h"
#include "strength/confirm.h"
#include "strength/reach.h"
#include "strength/search.h"
#include "lif_params.h"

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

/* Marks the corners that intervals exclude: for any words, and for those of every scenario. */
static int exclude(cosim_strength *s, cosim_diag *diag)
{
    const cosim_reach *any = cosim_reach_of(s->arena, &s->corners, NULL);
    const cosim_reach **told = calloc(s->scenario_count + 1, sizeof *told);
    bool whole = any != NULL && told != NULL;
    for (size_t i = 0; whole && i < s->scenario_count; i++) {
        cosim_job job;
        if (cosim_job_prepare(&job, s->scenarios[i], s->subject.dut, diag) != 0) {
            free(told);
            return -1;
        }
        uint32_t hold;
        lif_hold_fill(&job.scenario->params, 0, 1, &hold);
        cosim_walker_start(&s->walker, &job, hold);
        /* where the hold changes from step to step, its words are not those of one step */
        told[i] = lif_hold_is_constant(&job.scenario->params, &hold)
                      ? cosim_reach_of(s->arena, &s->corners, s->walker.words.word)
                      : any;
        whole = told[i] != NULL;
    }
    for (size_t k = 0; whole && k < s->corners.count; k++) {
        cosim_corner *c = &s->corners.items[k];
        if (c->state != COSIM_CORNER_NOT_FOUND) {
            continue;
        }
        bool may = false;
        for (size_t i = 0; i < s->scenario_count; i++) {
            may = may || cosim_reach_may(told[i], c);
        }
        c->state = !cosim_reach_may(any, c) ? COSIM_CORNER_IMPOSSIBLE
                   : may                    ? COSIM_CORNER_NOT_FOUND
                                            : COSIM_CORNER_WORDS;
    }
    free(told);
    return whole ? 0 : cosim_diag_memory(diag, NULL);
}

/* ---- settings ---- */

/* These keys make words and reset rules others. What a circuit cannot take is not tried. */
static const char *const settings[COSIM_STRENGTH_SETTINGS] = {NULL,
                                                              "neuron.refractory_steps=3",
                                                              "neuron.refractory_steps=0",
                                                              "neuron.reset_mode=by-subtraction",
                                                              "neuron.reset_mode=to-value",
                                                              "neuron.compare=above"};

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
    if (a->refractory_steps == b->refractory_steps && a->reset_mode == b->reset_mode &&
        a->compare == b->compare) {
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
        status = try_setting(s, settings[i], options, diag);
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
