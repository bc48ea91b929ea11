// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "mutate/mutate.h"

#include "base/lock.h"
#include "mutate/equal.h"
#include "mutate/judge.h"
#include "mutate/netlist.h"
#include "mutate/store.h"
#include "mutate/survivor.h"
#include "scenario/read.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void tell(const cosim_mutate *m, const char *what, size_t done)
{
    if (m->options.progress != NULL) {
        m->options.progress(m->options.context, what, done, m->mutants.count);
    }
}

/* ---- jobs ---- */

/* Prepares all jobs; the sound circuit must pass those of the user. */
static int open_jobs(cosim_chunk *c, cosim_diag *diag)
{
    const cosim_mutate *m = c->mutate;
    c->jobs = calloc(m->scenario_count + COSIM_MUTATE_CLOSE_MOST, sizeof *c->jobs);
    if (c->jobs == NULL) {
        cosim_diag_memory(diag, NULL);
        return COSIM_MUTATE_UNUSABLE;
    }
    for (size_t i = 0; i < m->scenario_count; i++) {
        if (cosim_chunk_add(c, m->scenarios[i], diag) != 0 ||
            cosim_judge_sound(&c->model, &c->jobs[i], diag) != 0) {
            return COSIM_MUTATE_WRONG;
        }
    }
    for (size_t i = 0; i < m->added_count; i++) {
        if (cosim_chunk_add(c, m->added[i], diag) != 0) {
            return COSIM_MUTATE_UNUSABLE;
        }
    }
    return COSIM_MUTATE_OK;
}

/* ---- chunks ---- */

static int judge(cosim_chunk *c, cosim_mutant *mutant, cosim_diag *diag)
{
    const cosim_mutate *m = c->mutate;
    for (size_t i = 0; i < m->scenario_count && mutant->state == COSIM_MUTANT_UNJUDGED; i++) {
        cosim_judge_mutant(&c->model, &c->jobs[i], mutant);
    }
    if (mutant->state == COSIM_MUTANT_UNJUDGED && cosim_chunk_examine(c, mutant, diag) != 0) {
        return -1;
    }
    if (c->model.dut->instance == NULL) {
        return cosim_diag_set(diag, NULL, "circuit %s: cannot be opened again after mutant %u",
                              c->model.dut->name, mutant->number);
    }
    return cosim_store_put(c->store, mutant, diag);
}

static int judge_chunk(cosim_chunk *c, size_t first, size_t last, cosim_diag *diag)
{
    cosim_mutate *m = c->mutate;
    char name[40];
    snprintf(name, sizeof name, "mutants_%zu", first + 1);
    tell(m, "building models", first);
    if (cosim_netlist_join(m->options.work, name, (unsigned)first + 1, (unsigned)last, diag) != 0 ||
        cosim_model_build(m->manifest, m->options.work, name, &c->model, diag) != 0) {
        return COSIM_MUTATE_UNUSABLE;
    }
    const int status = open_jobs(c, diag);
    if (status != COSIM_MUTATE_OK) {
        return status;
    }
    for (size_t i = first; i < last; i++) {
        tell(m, "judging", i);
        if (m->mutants.items[i].state == COSIM_MUTANT_UNJUDGED &&
            judge(c, &m->mutants.items[i], diag) != 0) {
            return COSIM_MUTATE_UNUSABLE;
        }
    }
    return COSIM_MUTATE_OK;
}

static void close_chunk(cosim_chunk *c)
{
    if (c->pooled) {
        cosim_pool_free(&c->pool);
    }
    free(c->jobs);
    cosim_model_close(&c->model);
}

static bool is_done(const cosim_mutate *m, size_t first, size_t last)
{
    for (size_t i = first; i < last; i++) {
        if (m->mutants.items[i].state == COSIM_MUTANT_UNJUDGED) {
            return false;
        }
    }
    return true;
}

static int judge_all(cosim_mutate *m, cosim_mutate_store *store, cosim_diag *diag)
{
    const char *clock = m->manifest->clock.node != NULL ? m->manifest->clock.port : NULL;
    if (cosim_equal_single_clock(m->options.work, clock, m->manifest->clock_falling,
                                 &m->single_clock, diag) != 0) {
        return COSIM_MUTATE_UNUSABLE;
    }
    for (size_t first = 0; first < m->mutants.count; first += COSIM_MUTATE_CHUNK) {
        const size_t end = first + COSIM_MUTATE_CHUNK;
        const size_t last = end < m->mutants.count ? end : m->mutants.count;
        if (is_done(m, first, last)) {
            continue;
        }
        cosim_chunk *c = calloc(1, sizeof *c);
        if (c == NULL) {
            cosim_diag_memory(diag, NULL);
            return COSIM_MUTATE_UNUSABLE;
        }
        c->mutate = m;
        c->store = store;
        c->model.shipped = m->options.shipped;
        snprintf(c->stem, sizeof c->stem, "%.60s-mutant", m->manifest->name);
        const int status = judge_chunk(c, first, last, diag);
        close_chunk(c);
        free(c);
        if (status != COSIM_MUTATE_OK) {
            return status;
        }
    }
    return COSIM_MUTATE_OK;
}

/* Reads the scenarios that an earlier run left, for those that are judged now. */
static int read_added(cosim_mutate *m, cosim_diag *diag)
{
    for (size_t i = 0; i < m->mutants.count; i++) {
        const cosim_mutant *mutant = &m->mutants.items[i];
        bool known = mutant->kept == NULL || m->added_count == COSIM_MUTATE_CLOSE_MOST;
        for (size_t k = 0; k < m->added_count; k++) {
            known = known || strcmp(m->added[k]->path, mutant->kept) == 0;
        }
        if (!known) {
            if (cosim_scenario_read(mutant->kept, NULL, 0, NULL, &m->added[m->added_count], diag) !=
                0) {
                return -1;
            }
            m->added_count++;
        }
    }
    return 0;
}

int cosim_mutate_run(cosim_mutate *m, const cosim_manifest *manifest, cosim_scenario **scenarios,
                     size_t scenario_count, const cosim_mutate_options *options, cosim_diag *diag)
{
    char list[COSIM_MUTATE_PATH + 16], sound[COSIM_MUTATE_PATH + 16], lock[COSIM_MUTATE_PATH + 16];
    cosim_mutate_store store = {.journal = {.file = NULL}};
    *m = (cosim_mutate){.arena = cosim_arena_new(),
                        .manifest = manifest,
                        .scenarios = scenarios,
                        .scenario_count = scenario_count,
                        .options = *options,
                        .lock = -1};
    m->added = calloc(COSIM_MUTATE_CLOSE_MOST, sizeof(cosim_scenario *));
    if (m->arena == NULL || m->added == NULL) {
        cosim_diag_memory(diag, NULL);
        return COSIM_MUTATE_UNUSABLE;
    }
    snprintf(list, sizeof list, "%s/list", options->work);
    snprintf(sound, sizeof sound, "%s/sound.blif", options->work);
    snprintf(lock, sizeof lock, "%s/.lock", options->work);
    m->lock = cosim_lock_take(lock, diag); /* another run with this circuit ends first */
    if (m->lock < 0) {
        return COSIM_MUTATE_UNUSABLE;
    }
    unlink(sound); /* of another circuit, perhaps */
    if (cosim_mutate_ready(diag) != 0 ||
        cosim_netlist_draw(manifest, options->work, options->count, options->seed, diag) != 0 ||
        cosim_mutants_read(m->arena, list, &m->mutants, diag) != 0) {
        return COSIM_MUTATE_UNUSABLE;
    }
    if (cosim_store_open(&store, m, diag) != 0 || read_added(m, diag) != 0) {
        cosim_store_close(&store);
        return options->resume ? COSIM_MUTATE_WRONG : COSIM_MUTATE_UNUSABLE;
    }
    const int status = judge_all(m, &store, diag);
    cosim_store_close(&store);
    return status;
}

void cosim_mutate_free(cosim_mutate *m)
{
    for (size_t i = 0; i < m->added_count; i++) {
        cosim_scenario_free(m->added[i]);
    }
    free(m->added);
    if (m->lock >= 0) {
        close(m->lock);
    }
    cosim_arena_free(m->arena);
    *m = (cosim_mutate){.arena = NULL, .lock = -1};
}

size_t cosim_mutate_survivors(const cosim_mutate *m)
{
    size_t n = 0;
    for (size_t i = 0; i < m->mutants.count; i++) {
        const cosim_mutant *mutant = &m->mutants.items[i];
        n += mutant->state == COSIM_MUTANT_UNDECIDED ||
             (mutant->state == COSIM_MUTANT_SURVIVED && !mutant->closed);
    }
    return n;
}
