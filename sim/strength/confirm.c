// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "strength/confirm.h"

#include "diagnose/keep.h"
#include "result/reason.h"
#include "run/coding.h"
#include "run/run.h"
#include "scenario/current.h"
#include "scenario/read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Tells whether a scenario reaches a corner on the equations. */
static int reaches(cosim_strength *s, size_t corner, const cosim_job *job, bool *found,
                   cosim_diag *diag)
{
    cosim_current current;
    uint64_t step = 0;
    *found = false;
    if (cosim_current_start(&current, job->scenario) != 0) {
        return cosim_diag_memory(diag, NULL);
    }
    for (; step < job->scenario->steps; step++) {
        double current_a;
        int32_t drive;
        uint32_t hold;
        cosim_current_next(&current, 1, &current_a);
        lif_hold_fill(&job->scenario->params, step, 1, &hold);
        if (step == 0) {
            cosim_walker_start(&s->walker, job, hold);
        }
        cosim_job_drives(job, &current_a, 1, &drive);
        cosim_walker_step(&s->walker, drive, hold);
        *found = *found || s->walker.hit[corner];
    }
    cosim_current_free(&current);
    return 0;
}

/* Reads what was written, runs it on the circuit, and looks whether it reaches the corner. */
static int run_written(cosim_strength *s, size_t corner, const cosim_keep *k, cosim_diag *diag)
{
    cosim_corner *c = &s->corners.items[corner];
    cosim_scenario *scenario = NULL;
    cosim_job job;
    cosim_result result = {.scenario = NULL};
    const cosim_run_options options = {.skip_distances = true};
    bool found = false;
    int status = cosim_scenario_read(k->path, NULL, 0, NULL, &scenario, diag);
    if (status == 0) {
        status = cosim_job_prepare(&job, scenario, s->subject.dut, diag);
    }
    if (status == 0) {
        status = reaches(s, corner, &job, &found, diag);
    }
    if (status == 0 && !found) {
        status = cosim_diag_set(diag, NULL, "%s: does not reach that %s, as the search said",
                                k->path, c->text);
    }
    if (status == 0) {
        status = cosim_job_run(&job, &options, &result, diag);
    }
    if (status == 0 && !cosim_verdict_is_good(result.verdict)) {
        c->state = COSIM_CORNER_REFUSED;
        char text[400];
        cosim_result_reason(&result, text, sizeof text);
        c->reason = cosim_arena_text(s->arena, text, strlen(text));
    }
    if (status == 0) {
        cosim_result_free(&result);
    }
    cosim_scenario_free(scenario);
    return status;
}

/* Writes a drive and runs it. */
static int attempt(cosim_strength *s, size_t corner, const cosim_job *job, const char *folder,
                   cosim_diag *diag)
{
    cosim_corner *c = &s->corners.items[corner];
    const char *circuit = s->subject.dut->name;
    char stem[80], about[500];
    cosim_keep *k = malloc(sizeof *k);
    if (k == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    snprintf(stem, sizeof stem, "%.60s-corner",
             strncmp(circuit, "model:", 6) == 0 ? circuit + 6 : circuit);
    snprintf(about, sizeof about, "This drive reaches: %s", c->text);
    int status = cosim_keep_write(k, folder, stem, about, c->drive, c->drives, job, diag);
    if (status == 0) {
        status = run_written(s, corner, k, diag);
        if (status != 0 || c->state != COSIM_CORNER_MISSING) {
            cosim_keep_remove(k);
        } else if (!k->temporary) {
            c->file = cosim_arena_text(s->arena, k->path, strlen(k->path));
        }
    }
    cosim_keep_close(k);
    free(k);
    return status;
}

int cosim_confirm(cosim_strength *s, size_t corner, const cosim_job *job, const char *folder,
                  cosim_diag *diag)
{
    cosim_corner *c = &s->corners.items[corner];
    const int32_t *found = c->drive;
    const size_t count = c->drives;
    int status = 0;
    for (unsigned i = 0; i < COSIM_KEEP_ATTEMPTS && status == 0; i++) {
        int32_t *longer = cosim_arena_alloc(s->arena, (count + COSIM_KEEP_TAIL) * sizeof *longer);
        if (longer == NULL) {
            return cosim_diag_memory(diag, NULL);
        }
        c->drives = cosim_keep_lengthen(job, found, count, i, longer);
        c->drive = longer;
        c->state = COSIM_CORNER_MISSING;
        status = attempt(s, corner, job, folder, diag);
        if (c->state == COSIM_CORNER_MISSING) {
            break;
        }
    }
    return status;
}
