// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "mutate/mutate.h"

#include "mutate/equal.h"
#include "mutate/judge.h"
#include "mutate/kill.h"
#include "mutate/netlist.h"
#include "mutate/store.h"
#include "scenario/read.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SAMPLE = 20 }; /* of that many proofs, one is made again by a second engine */

/* Mutants first to last are in one model, on which jobs are prepared. */
typedef struct chunk {
    cosim_mutate *mutate;
    cosim_mutate_store *store;
    cosim_mutant_model model;
    cosim_job *jobs; /* of the scenarios, and then of those that were added */
    size_t job_count;
    cosim_pool pool; /* made where a mutant survives */
    bool pooled, single_clock;
    char stem[80];
} chunk;

static void tell(const cosim_mutate *m, const char *what, size_t done)
{
    if (m->options.progress != NULL) {
        m->options.progress(m->options.context, what, done, m->mutants.count);
    }
}

/* ---- jobs ---- */

static int add_job(chunk *c, const cosim_scenario *scenario, cosim_diag *diag)
{
    return cosim_job_prepare(&c->jobs[c->job_count++], scenario, c->model.dut, diag);
}

/* Prepares all jobs; the sound circuit must pass those of the user. */
static int open_jobs(chunk *c, cosim_diag *diag)
{
    const cosim_mutate *m = c->mutate;
    c->jobs = calloc(m->scenario_count + COSIM_MUTATE_CLOSE_MOST, sizeof *c->jobs);
    if (c->jobs == NULL) {
        cosim_diag_memory(diag, NULL);
        return COSIM_MUTATE_UNUSABLE;
    }
    for (size_t i = 0; i < m->scenario_count; i++) {
        if (add_job(c, m->scenarios[i], diag) != 0 ||
            cosim_judge_sound(&c->model, &c->jobs[i], diag) != 0) {
            return COSIM_MUTATE_WRONG;
        }
    }
    for (size_t i = 0; i < m->added_count; i++) {
        if (add_job(c, m->added[i], diag) != 0) {
            return COSIM_MUTATE_UNUSABLE;
        }
    }
    return COSIM_MUTATE_OK;
}

/* ---- survivors ---- */

/* Reads a scenario that was left, so that later mutants are judged on it too. */
static int add_scenario(chunk *c, const char *path, cosim_diag *diag)
{
    cosim_mutate *m = c->mutate;
    cosim_scenario *scenario = NULL;
    if (cosim_scenario_read(path, NULL, 0, NULL, &scenario, diag) != 0) {
        return -1;
    }
    m->added[m->added_count++] = scenario;
    return add_job(c, scenario, diag);
}

/* Tells whether one of the scenarios that were added kills a mutant. */
static bool is_closed(chunk *c, cosim_mutant *mutant)
{
    const cosim_mutate *m = c->mutate;
    for (size_t i = 0; i < m->added_count; i++) {
        cosim_mutant judged = *mutant;
        cosim_judge_mutant(&c->model, &c->jobs[m->scenario_count + i], &judged);
        if (judged.state == COSIM_MUTANT_KILLED) {
            mutant->state = COSIM_MUTANT_SURVIVED;
            mutant->closed = true;
            mutant->kept = m->added[i]->path;
            mutant->scenario = m->added[i]->name;
            mutant->level = judged.level;
            return true;
        }
    }
    return false;
}

/* Takes a drive that was found for a mutant. */
static int take_drive(chunk *c, cosim_mutant *mutant, cosim_diag *diag)
{
    mutant->state = COSIM_MUTANT_SURVIVED;
    mutant->closed = mutant->kept != NULL;
    return mutant->kept != NULL ? add_scenario(c, mutant->kept, diag) : 0;
}

static int find_drive(chunk *c, cosim_mutant *mutant, cosim_diag *diag)
{
    const cosim_mutate *m = c->mutate;
    const bool leaves = m->options.close != NULL && m->added_count < COSIM_MUTATE_CLOSE_MOST;
    if (!c->pooled) {
        c->pooled = true;
        if (cosim_pool_make(&c->pool, &c->model, m->scenarios[0], m->options.seed, diag) != 0) {
            return -1;
        }
    }
    const cosim_killing killing = {&c->pool, m->arena, leaves ? m->options.close : NULL, c->stem};
    const int found = cosim_kill(&killing, mutant, diag);
    return found == 1 ? take_drive(c, mutant, diag) : found;
}

/* Proves a mutant equivalent in any run, and some of these proofs a second time. */
static int prove_same(chunk *c, cosim_mutant *mutant, cosim_diag *diag)
{
    cosim_mutate *m = c->mutate;
    const char *work = m->options.work;
    cosim_equality found = COSIM_OPEN, again = COSIM_OPEN;
    if (!c->single_clock) {
        return 0;
    }
    for (int second = 0; second < 2 && found == COSIM_OPEN; second++) {
        if (cosim_equal_prove(work, mutant->command, second == 1, m->options.seconds, &found,
                              diag) != 0) {
            return -1;
        }
        if (second == 1) {
            again = found; /* the other engine alone has found it, and nothing confirms it */
        }
    }
    if (found != COSIM_EQUAL) {
        return 0;
    }
    mutant->state = COSIM_MUTANT_SAME;
    const size_t proven = cosim_mutants_count(&m->mutants, COSIM_MUTANT_SAME);
    if (again == COSIM_OPEN && proven % SAMPLE == 1) {
        if (cosim_equal_prove(work, mutant->command, true, m->options.seconds, &again, diag) != 0) {
            return -1;
        }
        m->checked++;
        m->disagreed += again != COSIM_EQUAL;
        mutant->confirmed = again == COSIM_EQUAL;
        if (again == COSIM_OTHER) {
            return cosim_diag_set(diag, NULL,
                                  "mutant %u: one engine of ABC proves it equivalent, and another "
                                  "one refutes that; this is a defect of a tool",
                                  mutant->number);
        }
    }
    return 0;
}

/* Finds out about a mutant that no scenario of the user kills. */
static int examine(chunk *c, cosim_mutant *mutant, cosim_diag *diag)
{
    if (is_closed(c, mutant)) {
        return 0;
    }
    if (find_drive(c, mutant, diag) < 0) {
        return -1;
    }
    if (mutant->state == COSIM_MUTANT_UNJUDGED && prove_same(c, mutant, diag) != 0) {
        return -1;
    }
    if (mutant->state == COSIM_MUTANT_UNJUDGED) {
        mutant->state = COSIM_MUTANT_UNDECIDED;
    }
    return 0;
}

/* ---- chunks ---- */

static int judge(chunk *c, cosim_mutant *mutant, cosim_diag *diag)
{
    const cosim_mutate *m = c->mutate;
    for (size_t i = 0; i < m->scenario_count && mutant->state == COSIM_MUTANT_UNJUDGED; i++) {
        cosim_judge_mutant(&c->model, &c->jobs[i], mutant);
    }
    if (mutant->state == COSIM_MUTANT_UNJUDGED && examine(c, mutant, diag) != 0) {
        return -1;
    }
    if (c->model.dut->instance == NULL) {
        return cosim_diag_set(diag, NULL, "circuit %s: cannot be opened again after mutant %u",
                              c->model.dut->name, mutant->number);
    }
    return cosim_store_put(c->store, mutant, diag);
}

static int judge_chunk(chunk *c, size_t first, size_t last, cosim_diag *diag)
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

static void close_chunk(chunk *c)
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
    bool single = false;
    if (cosim_equal_single_clock(m->options.work, &single, diag) != 0) {
        return COSIM_MUTATE_UNUSABLE;
    }
    for (size_t first = 0; first < m->mutants.count; first += COSIM_MUTATE_CHUNK) {
        const size_t end = first + COSIM_MUTATE_CHUNK;
        const size_t last = end < m->mutants.count ? end : m->mutants.count;
        if (is_done(m, first, last)) {
            continue;
        }
        chunk *c = calloc(1, sizeof *c);
        if (c == NULL) {
            cosim_diag_memory(diag, NULL);
            return COSIM_MUTATE_UNUSABLE;
        }
        c->mutate = m;
        c->store = store;
        c->single_clock = single;
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
    char list[COSIM_MUTATE_PATH + 16], sound[COSIM_MUTATE_PATH + 16];
    cosim_mutate_store store = {.file = NULL};
    *m = (cosim_mutate){.arena = cosim_arena_new(),
                        .manifest = manifest,
                        .scenarios = scenarios,
                        .scenario_count = scenario_count,
                        .options = *options};
    m->added = calloc(COSIM_MUTATE_CLOSE_MOST, sizeof(cosim_scenario *));
    if (m->arena == NULL || m->added == NULL) {
        cosim_diag_memory(diag, NULL);
        return COSIM_MUTATE_UNUSABLE;
    }
    snprintf(list, sizeof list, "%s/list", options->work);
    snprintf(sound, sizeof sound, "%s/sound.blif", options->work);
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
    cosim_arena_free(m->arena);
    *m = (cosim_mutate){.arena = NULL};
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
