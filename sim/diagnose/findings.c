// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "diagnose/findings.h"

#include "base/diag.h"
#include "circuit/lif_conduct.h"
#include "diagnose/equations.h"
#include "diagnose/rivals.h"
#include "diagnose/shrink.h"
#include "diagnose/symptoms.h"
#include "diagnose/trace.h"
#include "run/job.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A drive that was made shorter must still show this. */
typedef struct search {
    const cosim_job *job;
    cosim_hypothesis declared;
    const cosim_hypothesis *other; /* the neuron that it is instead, or NULL: a symptom */
    cosim_symptom symptom;
    cosim_diag *diag;
    bool failed; /* the circuit stopped */
} search;

static bool still_shows(void *context, cosim_trace *trace)
{
    search *s = context;
    for (size_t i = 0; s->job->q.event_fx != 0 && i < trace->n; i++) {
        if (trace->drive_fx[i] != 0 && trace->drive_fx[i] != s->job->q.event_fx) {
            return false; /* no drive that an input of events can have */
        }
    }
    if (s->failed ||
        cosim_trace_run(trace, s->job->dut, &s->job->q.words, LIF_CONDUCT_SEED, s->diag) != 0) {
        s->failed = true;
        return false;
    }
    if (s->other == NULL) {
        return cosim_symptom_find(s->symptom, &s->declared, trace, NULL, NULL, 0) &&
               cosim_trace_fails(trace, s->job);
    }
    return cosim_hypothesis_agrees(&s->declared, trace) < trace->n &&
           cosim_hypothesis_agrees(s->other, trace) == trace->n && cosim_trace_fails(trace, s->job);
}

/* Adds a finding with its shortest drive. */
static int add(struct cosim_findings *f, search *s, const cosim_trace *whole, const char *kind,
               const char *text, size_t step)
{
    cosim_finding *finding = &f->items[f->count];
    cosim_trace small;
    *finding = (cosim_finding){.step = step, .whole = s->other != NULL};
    snprintf(finding->kind, sizeof finding->kind, "%s", kind);
    snprintf(finding->text, sizeof finding->text, "%s", text);
    if (cosim_trace_copy(&small, whole) != 0) {
        cosim_trace_free(&small);
        return cosim_diag_set(s->diag, NULL, "out of memory for a finding");
    }
    finding->tries = cosim_shrink(&small, still_shows, s);
    finding->drive_fx = small.drive_fx;
    finding->count = small.n;
    small.drive_fx = NULL;
    cosim_trace_free(&small);
    f->count++;
    return s->failed ? -1 : 0;
}

static int add_symptom(struct cosim_findings *f, search *s, const cosim_trace *whole,
                       cosim_symptom symptom, bool *found)
{
    char text[400];
    size_t step;
    *found = f->count < COSIM_FINDINGS &&
             cosim_symptom_find(symptom, &s->declared, whole, &step, text, sizeof text);
    if (!*found) {
        return 0;
    }
    s->other = NULL;
    s->symptom = symptom;
    return add(f, s, whole, cosim_symptom_kind(symptom), text, step);
}

/* Returns the first neuron of the list that explains the whole of the trace. */
static const cosim_hypothesis *explanation(const cosim_hypothesis *list, size_t count,
                                           const cosim_trace *trace)
{
    for (size_t i = 0; i < count; i++) {
        if (cosim_hypothesis_agrees(&list[i], trace) == trace->n) {
            return &list[i];
        }
    }
    return NULL;
}

/* Finds what is wrong. A circuit that never fires could be one with a threshold far away, but the
 * symptom says more. The last two symptoms are looked for only where nothing better is found. */
static int find(struct cosim_findings *f, search *s, const cosim_trace *whole,
                cosim_hypothesis *list)
{
    bool found = false;
    const size_t count = cosim_hypotheses(&s->declared, list, COSIM_HYPOTHESES);
    const size_t step = cosim_hypothesis_agrees(&s->declared, whole);
    s->other = step < whole->n ? explanation(list, count, whole) : NULL;
    if (s->other != NULL && strcmp(s->other->kind, "threshold") == 0 &&
        cosim_symptom_find(COSIM_NEVER_FIRES, &s->declared, whole, NULL, NULL, 0)) {
        s->other = NULL;
    }
    if (s->other != NULL) {
        return add(f, s, whole, s->other->kind, s->other->about, step);
    }
    for (int symptom = 0; symptom < COSIM_SYMPTOMS; symptom++) {
        if (symptom >= COSIM_FIRES_BELOW && f->count > 0) {
            break;
        }
        if (add_symptom(f, s, whole, (cosim_symptom)symptom, &found) != 0) {
            return -1;
        }
    }
    return 0;
}

static int find_in(const cosim_job *job, size_t steps, struct cosim_findings *f, cosim_diag *diag)
{
    cosim_hypothesis *list = calloc(COSIM_HYPOTHESES, sizeof *list);
    cosim_trace whole;
    search s = {.job = job, .diag = diag};
    lif_declared declared;
    int status = -1;
    if (cosim_trace_new(&whole, steps) != 0 || list == NULL ||
        cosim_trace_drives(&whole, job) != 0) {
        cosim_diag_set(diag, NULL, "out of memory for the findings");
    } else {
        lif_declared_of_format(&declared, &job->dut->ops->format, &job->q.words);
        cosim_hypothesis_start(&s.declared, &job->q.format,
                               job->q.declared != NULL ? job->q.declared : &declared,
                               &job->q.words);
        status = cosim_trace_run(&whole, job->dut, &job->q.words, LIF_CONDUCT_SEED, diag);
    }
    if (status == 0) {
        status = find(f, &s, &whole, list);
    }
    cosim_trace_free(&whole);
    free(list);
    return status;
}

int cosim_findings_find(const cosim_job *job, struct cosim_findings **findings, cosim_diag *diag)
{
    const uint64_t steps = job->scenario->steps;
    const size_t some = steps < COSIM_FINDING_STEPS ? (size_t)steps : COSIM_FINDING_STEPS;
    struct cosim_findings *f = calloc(1, sizeof *f);
    if (f == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    const int status = job->dut->equations != NULL ? cosim_findings_of_equations(job, some, f, diag)
                       : job->recorded != NULL     ? cosim_findings_of_rivals(job, f, diag)
                                                   : find_in(job, some, f, diag);
    if (status != 0) {
        cosim_findings_free(f);
        return -1;
    }
    *findings = f;
    return 0;
}
