// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "run/recorded_rows.h"

#include "base/si.h"
#include "scenario/place.h"

#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A time may be this share of a step from its step, beside what it was rounded by: clocks of
 * simulators add up their step, and drift by some units in the last place of each. */
static const double drift = 1e-3;

int cosim_recorded_refuse(const cosim_recorded_column *c, uint64_t row, cosim_diag *diag,
                          const char *format, ...)
{
    cosim_place place = {.line = row < c->count ? c->line[row] : 0};
    char text[600];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    snprintf(place.file, sizeof place.file, "%s", c->path);
    return cosim_diag_set(diag, &place, "%s", text);
}

/* ---- how many ---- */

typedef struct rows {
    const cosim_recorded_column *first; /* the first column with a value a row; NULL: none */
    uint64_t latency;                   /* the most */
} rows;

static int add_column(rows *r, const cosim_recorded_column *c, cosim_diag *diag)
{
    if (c->path == NULL) {
        return 0;
    }
    if (r->first != NULL && c->count != r->first->count) {
        return cosim_recorded_refuse(c, c->count, diag,
                                     "has %" PRIu64 " rows, and %.200s has %" PRIu64
                                     "; give each step a row in both",
                                     c->count, r->first->path, r->first->count);
    }
    r->first = r->first != NULL ? r->first : c;
    r->latency = c->latency > r->latency ? c->latency : r->latency;
    return 0;
}

static int count_rows(const cosim_job *job, rows *r, cosim_diag *diag)
{
    const cosim_recording *t = job->dut->recording;
    const cosim_recorded_column *const columns[] = {&t->input, &t->membrane, &t->time, &t->step};
    *r = (rows){.first = NULL};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        if (add_column(r, columns[i], diag) != 0) {
            return -1;
        }
    }
    for (size_t i = 0; t->outputs != NULL && i < job->dut->equations->equations->output_count;
         i++) {
        if (add_column(r, &t->outputs[i], diag) != 0) {
            return -1;
        }
    }
    return t->list ? 0 : add_column(r, &t->spike, diag);
}

static int check_count(const cosim_job *job, const rows *r, cosim_diag *diag)
{
    const uint64_t steps = job->scenario->steps;
    cosim_place place;
    if (r->first == NULL || r->first->count == steps + r->latency) {
        return 0;
    }
    cosim_scenario_place(job->scenario, "steps", &place);
    if (r->first->count <= r->latency) {
        return cosim_recorded_refuse(r->first, r->first->count, diag,
                                     "has %" PRIu64 " rows, and a step is shown %" PRIu64
                                     " rows later; give it more rows",
                                     r->first->count, r->latency);
    }
    return cosim_diag_set(diag, &place,
                          "steps: the run has %" PRIu64 " steps, and the trace %.200s has %" PRIu64
                          " rows%s; write \"steps: %" PRIu64 "\"",
                          steps, r->first->path, r->first->count,
                          r->latency == 0 ? "" : ", the last of which show the steps before them",
                          r->first->count - r->latency);
}

/* ---- times and numbers ---- */

static int check_times(const cosim_job *job, cosim_diag *diag)
{
    const cosim_recording *t = job->dut->recording;
    const cosim_recorded_column *c = &t->time;
    const double dt_s = job->scenario->params.dt_s;
    char step[COSIM_SI_BYTES];
    for (uint64_t n = 1; c->path != NULL && n < c->count; n++) {
        const double rounded = (cosim_digits_half(&c->digits, c->values[n]) +
                                cosim_digits_half(&c->digits, c->values[0])) *
                               t->time_s;
        const double at = (c->values[n] - c->values[0]) * t->time_s, want = (double)n * dt_s;
        const double most = rounded + dt_s * drift + 1e-9 * want;
        if (!(fabs(at - want) <= (most < 0.25 * dt_s ? most : 0.25 * dt_s))) {
            return cosim_recorded_refuse(c, n, diag,
                                         "the time %.12g is not %" PRIu64
                                         " step%s of %s after that of the first row; give every "
                                         "step a row, or a scenario with the step of the trace",
                                         c->values[n], n, n == 1 ? "" : "s",
                                         cosim_si(dt_s, "s", 9, step));
        }
    }
    return 0;
}

static int check_numbers(const cosim_job *job, cosim_diag *diag)
{
    const cosim_recorded_column *c = &job->dut->recording->step;
    for (uint64_t n = 0; c->path != NULL && n < c->count; n++) {
        if (c->values[n] != rint(c->values[n]) ||
            (n > 0 && c->values[n] != c->values[n - 1] + 1.0)) {
            return cosim_recorded_refuse(c, n, diag,
                                         "step %.12g does not follow %.12g; give every step a row",
                                         c->values[n], n > 0 ? c->values[n - 1] : c->values[n]);
        }
    }
    return 0;
}

int cosim_recorded_rows(const cosim_job *job, cosim_diag *diag)
{
    rows r;
    return count_rows(job, &r, diag) == 0 && check_count(job, &r, diag) == 0 &&
                   check_times(job, diag) == 0
               ? check_numbers(job, diag)
               : -1;
}

/* ---- spikes ---- */

static int spikes_of_rows(const cosim_job *job, uint8_t *spike, cosim_diag *diag)
{
    const cosim_recorded_column *c = &job->dut->recording->spike;
    for (uint64_t row = 0; row < c->count; row++) {
        if (c->values[row] != 0.0 && c->values[row] != 1.0) {
            return cosim_recorded_refuse(c, row, diag,
                                         "a spike of %.12g; write 1 where the neuron spikes and 0 "
                                         "where it does not, or name a file that lists the spikes",
                                         c->values[row]);
        }
        if (row < c->latency && c->values[row] != 0.0) {
            return cosim_recorded_refuse(c, row, diag,
                                         "a spike before the first step, which is shown %" PRIu64
                                         " rows later; write another latency",
                                         c->latency);
        }
        if (row >= c->latency && row - c->latency < job->scenario->steps) {
            spike[row - c->latency] = c->values[row] != 0.0;
        }
    }
    return 0;
}

/* Finds the step of a value of the list; returns a number that is none where it lies between two.
 */
static double step_of(const cosim_job *job, uint64_t i)
{
    const cosim_recording *t = job->dut->recording;
    const double dt_s = job->scenario->params.dt_s, value = t->spike.values[i];
    const double at = t->list_s > 0.0 ? value * t->list_s / dt_s : value - t->list_from;
    const double step = rint(at);
    const double rounded =
        t->list_s > 0.0 ? cosim_digits_half(&t->spike.digits, value) * t->list_s / dt_s : 0.0;
    const double most = t->list_s > 0.0 ? rounded + drift + 1e-9 * fabs(at) : 0.0;
    return fabs(at - step) <= (most < 0.25 ? most : 0.25) ? step - (double)t->spike.latency
                                                          : (double)NAN;
}

static int spikes_of_list(const cosim_job *job, uint8_t *spike, cosim_diag *diag)
{
    const cosim_recorded_column *c = &job->dut->recording->spike;
    const double steps = (double)job->scenario->steps;
    rows r;
    if (count_rows(job, &r, diag) != 0) {
        return -1;
    }
    char dt[COSIM_SI_BYTES];
    for (uint64_t i = 0; i < c->count; i++) {
        const double step = step_of(job, i);
        if (isnan(step)) {
            return cosim_recorded_refuse(
                c, i, diag,
                "the spike at %.12g lies within a step of %s; give spikes "
                "that are on the steps, or a scenario with the step of the "
                "trace",
                c->values[i], cosim_si(job->scenario->params.dt_s, "s", 9, dt));
        }
        if (step >= steps && step < steps + (double)r.latency) {
            continue; /* a step that the rows begin, and do not show */
        }
        if (!(step >= 0.0 && step < steps)) {
            return cosim_recorded_refuse(
                c, i, diag,
                "the spike at %.12g is that of step %.0f, and the run has "
                "the steps 0 to %.0f; give the run more steps, or the list "
                "another latency",
                c->values[i], step, steps - 1.0);
        }
        if (spike[(uint64_t)step] != 0) {
            return cosim_recorded_refuse(c, i, diag,
                                         "step %.0f spikes twice; name the neuron that is meant: "
                                         "\"sender: {column: sender, is: 1}\"",
                                         step);
        }
        spike[(uint64_t)step] = 1;
    }
    return 0;
}

int cosim_recorded_spikes(const cosim_job *job, uint8_t *spike, cosim_diag *diag)
{
    return job->dut->recording->list ? spikes_of_list(job, spike, diag)
                                     : spikes_of_rows(job, spike, diag);
}
