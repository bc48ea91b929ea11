// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "sweep/chunk.h"

#include "circuit/dut.h"
#include "result/reason.h"
#include "run/batch.h"
#include "sweep/audit.h"
#include "sweep/line.h"
#include "sweep/networks.h"
#include "sweep/plan.h"
#include "sweep/set.h"

#include <stdlib.h>
#include <string.h>

int cosim_sweep_run_jobs(const cosim_job *jobs, size_t n, cosim_result *results, cosim_diag *diag)
{
    /* a line has no distances of trains */
    const cosim_run_options options = {.skip_distances = true};
    return cosim_batch_run(jobs, n, &options, results, diag);
}

typedef struct chunk {
    const cosim_sweep_plan *plan;
    size_t n, prepared;
    cosim_set *sets;
    cosim_result *results; /* of the set of the same number */
    bool *ran;
    cosim_job *jobs;       /* room for those of one circuit */
    cosim_result *of_jobs; /* theirs */
} chunk;

static int prepare(chunk *c, const uint64_t *todo, cosim_diag *diag)
{
    c->sets = calloc(c->n, sizeof *c->sets);
    c->results = calloc(c->n, sizeof *c->results);
    c->ran = calloc(c->n, sizeof *c->ran);
    c->jobs = calloc(c->n, sizeof *c->jobs);
    c->of_jobs = calloc(c->n, sizeof *c->of_jobs);
    if (c->sets == NULL || c->results == NULL || c->ran == NULL || c->jobs == NULL ||
        c->of_jobs == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    for (size_t i = 0; i < c->n; i++) {
        c->prepared = i + 1;
        if (cosim_set_prepare(c->plan, todo[i], &c->sets[i], diag) != 0) {
            return -1;
        }
    }
    return 0;
}

/* Audits the sets that have to run on the circuit itself too, if they ran in its lanes. */
static int audit(const chunk *c, const cosim_dut *dut, cosim_diag *diag)
{
    int status = 0;
    for (size_t i = 0; i < c->n && dut->lanes != NULL && status == 0; i++) {
        if (c->ran[i] && c->sets[i].job.dut == dut && cosim_sweep_is_audited(c->sets[i].index)) {
            status = cosim_sweep_audit(&c->sets[i].job, c->sets[i].index, &c->results[i], diag);
        }
    }
    return status;
}

/* Gathers the jobs of a circuit, runs them, and puts their results where they belong. */
static int run_on(chunk *c, const cosim_dut *dut, cosim_diag *diag)
{
    size_t count = 0, k = 0;
    for (size_t i = 0; i < c->n; i++) {
        if (!c->sets[i].refused && c->sets[i].job.dut == dut) {
            c->jobs[count++] = c->sets[i].job;
        }
    }
    if (count == 0) {
        return 0;
    }
    if (cosim_sweep_run_jobs(c->jobs, count, c->of_jobs, diag) != 0) {
        return -1;
    }
    for (size_t i = 0; i < c->n; i++) {
        if (!c->sets[i].refused && c->sets[i].job.dut == dut) {
            c->results[i] = c->of_jobs[k++];
            c->ran[i] = true;
        }
    }
    return audit(c, dut, diag);
}

static int put_set(const chunk *c, size_t i, FILE *out, cosim_sweep_record *record)
{
    const cosim_set *set = &c->sets[i];
    const cosim_sweep *sweep = c->plan->sweep;
    const cosim_result *result = set->refused ? NULL : &c->results[i];
    char reason[1400] = "";
    char *command = NULL;
    cosim_sweep_line line = {.sweep = c->plan->identity.sweep,
                             .sets = c->plan->identity.sets,
                             .dut = set->dut,
                             .axes = sweep->axes,
                             .values = set->values,
                             .axis_count = sweep->axis_count,
                             .result = result};
    if (set->refused) {
        cosim_sweep_record_refused(record, set->index);
        cosim_diag_text(&set->diag, reason, sizeof reason);
    } else {
        cosim_sweep_record_of(record, set->index, set->scenario, result);
        cosim_result_reason(result, reason, sizeof reason);
    }
    line.reason = reason;
    if (!cosim_outcome_is_good(record->outcome)) {
        command = cosim_set_command(c->plan, set);
    }
    line.command = command != NULL ? command : "";
    const int status = cosim_sweep_put_line(out, record, &line);
    free(command);
    return status;
}

/* Writes all lines of the chunk into one stream, and notes where each of them ends. */
static int put_lines(const chunk *c, FILE *out, cosim_sweep_record *records, size_t *ends)
{
    for (size_t i = 0; i < c->n; i++) {
        const int status = put_set(c, i, out, &records[i]);
        const off_t end = ftello(out);
        if (status != 0 || end < 0) {
            return -1;
        }
        ends[i] = (size_t)end;
    }
    return ferror(out) != 0 ? -1 : 0;
}

static int put_sets(const chunk *c, cosim_sweep_put *put, void *context, cosim_diag *diag)
{
    cosim_sweep_record *records = calloc(c->n, sizeof *records);
    size_t *ends = calloc(c->n, sizeof *ends), bytes = 0;
    char *text = NULL;
    FILE *out = open_memstream(&text, &bytes);
    int status = records == NULL || ends == NULL || out == NULL ? -1 : 0;
    if (status == 0) {
        status = put_lines(c, out, records, ends);
    }
    if (out != NULL && fclose(out) != 0) {
        status = -1;
    }
    if (status != 0) {
        cosim_diag_memory(diag, NULL);
    }
    for (size_t i = 0, begin = 0; status == 0 && i < c->n; begin = ends[i++]) {
        if (put(context, &records[i], text + begin, ends[i] - begin) != 0) {
            status = cosim_diag_set(diag, NULL, "the result of a set could not be handed over");
        }
    }
    free(text);
    free(ends);
    free(records);
    return status;
}

static void release(chunk *c)
{
    for (size_t i = 0; i < c->prepared; i++) {
        if (c->ran[i]) {
            cosim_result_free(&c->results[i]);
        }
        cosim_set_free(&c->sets[i]);
    }
    free(c->sets);
    free(c->results);
    free(c->ran);
    free(c->jobs);
    free(c->of_jobs);
}

int cosim_sweep_run_chunk(const cosim_sweep_plan *plan, const uint64_t *todo, size_t n,
                          cosim_sweep_put *put, void *context, cosim_diag *diag)
{
    chunk c = {.plan = plan, .n = n};
    if (plan->network != NULL) {
        return cosim_sweep_run_networks(plan, todo, n, put, context, diag);
    }
    int status = prepare(&c, todo, diag);
    for (size_t k = 0; status == 0 && k < plan->dut_count; k++) {
        status = run_on(&c, plan->duts[k], diag);
    }
    if (status == 0) {
        status = put_sets(&c, put, context, diag);
    }
    release(&c);
    return status;
}
