// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "mutate/survivor.h"

#include "mutate/declared.h"
#include "mutate/equal.h"
#include "mutate/judge.h"
#include "mutate/kill.h"
#include "prove/counterexample.h"
#include "scenario/read.h"

#include <stdlib.h>

/* Of SAMPLE proofs one is made again by another engine; a trace that kills is looked for in so many
 * clocks, with the words of so many neurons. */
enum { SAMPLE = 20, TRACE_CLOCKS = 120, TRACE_NEURONS = 3, FAULTS = 3 };

int cosim_chunk_add(cosim_chunk *c, const cosim_scenario *scenario, cosim_diag *diag)
{
    return cosim_job_prepare(&c->jobs[c->job_count++], scenario, c->model.dut, diag);
}

/* Reads a scenario that was left, so that later mutants are judged on it too. */
static int add_scenario(cosim_chunk *c, const char *path, cosim_diag *diag)
{
    cosim_mutate *m = c->mutate;
    cosim_scenario *scenario = NULL;
    if (cosim_scenario_read(path, NULL, 0, NULL, &scenario, diag) != 0) {
        return -1;
    }
    m->added[m->added_count++] = scenario;
    return cosim_chunk_add(c, scenario, diag);
}

/* Tells whether one of the scenarios that were added kills a mutant. */
static bool is_closed(cosim_chunk *c, cosim_mutant *mutant)
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
static int take_drive(cosim_chunk *c, cosim_mutant *mutant, cosim_diag *diag)
{
    mutant->state = COSIM_MUTANT_SURVIVED;
    mutant->closed = mutant->kept != NULL;
    return mutant->kept != NULL ? add_scenario(c, mutant->kept, diag) : 0;
}

static int find_drive(cosim_chunk *c, cosim_mutant *mutant, cosim_diag *diag)
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

/* Tells whether the next proof is one of those that are made again. */
static bool is_sampled(const cosim_mutate *m)
{
    return (cosim_mutants_count(&m->mutants, COSIM_MUTANT_SAME) +
            cosim_mutants_count(&m->mutants, COSIM_MUTANT_ALLOWED)) %
               SAMPLE ==
           1;
}

static int note_second(cosim_mutate *m, cosim_mutant *mutant, cosim_equality again,
                       cosim_diag *diag)
{
    m->checked++;
    m->disagreed += again != COSIM_EQUAL;
    mutant->confirmed = again == COSIM_EQUAL;
    return again != COSIM_OTHER
               ? 0
               : cosim_diag_set(diag, NULL,
                                "mutant %u: one engine proves it equivalent, and another one "
                                "refutes that; this is a defect of a tool",
                                mutant->number);
}

/* Proves a mutant equivalent in any run. */
static int prove_same(cosim_chunk *c, cosim_mutant *mutant, cosim_diag *diag)
{
    cosim_mutate *m = c->mutate;
    cosim_equality found = COSIM_OPEN;
    if (!m->single_clock) {
        return 0;
    }
    if (cosim_equal_prove(m->options.work, mutant->command, false, m->options.seconds, &found,
                          diag) != 0) {
        return -1;
    }
    if (found != COSIM_EQUAL) {
        return 0;
    }
    mutant->state = COSIM_MUTANT_SAME;
    if (!is_sampled(m)) {
        return 0;
    }
    return cosim_equal_prove(m->options.work, mutant->command, true, m->options.seconds, &found,
                             diag) == 0
               ? note_second(m, mutant, found, diag)
               : -1;
}

/* A proof by a miter counts once the miter refutes a mutant that was killed. */
static int start_declared(cosim_mutate *m, cosim_diag *diag)
{
    cosim_declared *d = m->declared;
    unsigned tried = 0;
    if (cosim_declared_start(d, m->manifest, m->options.work, m->options.seconds, diag) != 0) {
        return -1;
    }
    bool refuted = false;
    for (size_t i = 0; d->usable && !refuted && i < m->mutants.count && tried < FAULTS; i++) {
        const cosim_mutant *killed = &m->mutants.items[i];
        cosim_equality found;
        if (killed->state == COSIM_MUTANT_KILLED) {
            if (cosim_declared_prove(d, killed->command, &found, diag) != 0) {
                return -1;
            }
            refuted = found == COSIM_OTHER;
            tried++;
        }
    }
    if (d->usable && !refuted) {
        d->usable = false;
        d->why = "the miter refutes no mutant that was killed";
    }
    return 0;
}

/* Makes the drive of a trace one that kills. */
static int take_trace(cosim_chunk *c, cosim_mutant *mutant, size_t neuron, const cosim_witness *w,
                      cosim_diag *diag)
{
    const cosim_mutate *m = c->mutate;
    const cosim_eq_declaration *d = m->manifest->declaration;
    const bool leaves = m->options.close != NULL && m->added_count < COSIM_MUTATE_CLOSE_MOST;
    const cosim_killing killing = {&c->pool, m->arena, leaves ? m->options.close : NULL, c->stem};
    const size_t steps = cosim_counterexample_steps(d, w);
    int32_t *drive = calloc(steps + 1, sizeof *drive);
    if (drive == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    for (size_t i = 0; i < steps; i++) {
        drive[i] = (int32_t)cosim_counterexample_drive(d, w, i);
    }
    const int found =
        steps > 0 ? cosim_kill_confirm(&killing, mutant, neuron, drive, steps, diag) : 0;
    free(drive);
    return found == 1 ? take_drive(c, mutant, diag) : found;
}

/* Looks for a trace of what a scenario can say, with the words of some neurons of the pool. */
static int find_trace(cosim_chunk *c, cosim_mutant *mutant, cosim_diag *diag)
{
    const cosim_mutate *m = c->mutate;
    int64_t *told = calloc(c->model.dut->equations->told_count + 1, sizeof *told);
    int status = told != NULL ? 0 : cosim_diag_memory(diag, NULL);
    for (size_t i = 0; i < c->pool.neuron_count && i < TRACE_NEURONS && status == 0 &&
                       mutant->state == COSIM_MUTANT_UNJUDGED;
         i++) {
        cosim_witness witness = {.inputs = NULL};
        cosim_equality found = COSIM_OPEN;
        /* the word that selects is the last one, and the manifest of the user has none */
        cosim_counterexample_words(c->pool.neurons[i].job.q.equations, told);
        status = cosim_declared_trace(m->declared, mutant->command, told, TRACE_CLOCKS, &found,
                                      &witness, diag);
        if (status == 0 && found == COSIM_OTHER) {
            status = take_trace(c, mutant, i, &witness, diag);
        }
        cosim_witness_free(&witness);
    }
    free(told);
    return status;
}

/* Proves that a mutant is the declared neuron, or takes the trace that shows that it is not. */
static int prove_declared(cosim_chunk *c, cosim_mutant *mutant, cosim_diag *diag)
{
    cosim_mutate *m = c->mutate;
    cosim_equality found = COSIM_OPEN;
    if (m->declared == NULL) {
        m->declared = cosim_arena_alloc(m->arena, sizeof *m->declared);
        if (m->declared == NULL) {
            return cosim_diag_memory(diag, NULL);
        }
        if (m->single_clock && start_declared(m, diag) != 0) {
            return -1;
        }
    }
    if (!m->declared->usable) {
        return 0;
    }
    if (cosim_declared_prove(m->declared, mutant->command, &found, diag) != 0) {
        return -1;
    }
    if (found != COSIM_EQUAL) {
        return find_trace(c, mutant, diag);
    }
    mutant->state = COSIM_MUTANT_ALLOWED;
    if (is_sampled(m)) {
        bool clean;
        return cosim_declared_confirm(m->declared, mutant->command, &clean, diag) == 0
                   ? note_second(m, mutant, clean ? COSIM_EQUAL : COSIM_OPEN, diag)
                   : -1;
    }
    return 0;
}

/* Finds out about a mutant that no scenario of the user kills. */
int cosim_chunk_examine(cosim_chunk *c, cosim_mutant *mutant, cosim_diag *diag)
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
    if (mutant->state == COSIM_MUTANT_UNJUDGED && prove_declared(c, mutant, diag) != 0) {
        return -1;
    }
    if (mutant->state == COSIM_MUTANT_UNJUDGED) {
        mutant->state = COSIM_MUTANT_UNDECIDED;
    }
    return 0;
}
