// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "run/coding.h"
#include "run/recorded_drive.h"

#include "base/si.h"
#include "run/recorded_rows.h"
#include "scenario/place.h"

#include <math.h>

/* Holds the current of a step against the row's. */
static int check_current(const cosim_job *job, uint64_t step, double current_a, cosim_diag *diag)
{
    const cosim_recording *t = job->dut->recording;
    const cosim_recorded_column *c = &t->input;
    const uint64_t row = step + c->latency;
    char here[COSIM_SI_BYTES], there[COSIM_SI_BYTES];
    const double value = c->values[row], found_a = value * t->input_a;
    const double most = cosim_digits_half(&c->digits, value) * t->input_a +
                        (fabs(found_a) + fabs(current_a)) *
                            (t->precision == COSIM_RECORDED_FLOAT64 ? 0x1p-50 : 0x1p-22);
    return fabs(found_a - current_a) <= most
               ? 0
               : cosim_recorded_refuse(
                     c, row, diag,
                     "the trace was driven with %s, and the scenario has %s in step %llu; give the "
                     "scenario the current of the trace, or write \"stimulus: trace\"",
                     cosim_si(found_a, "A", 6, there), cosim_si(current_a, "A", 6, here),
                     (unsigned long long)step);
}

static int check_word(const cosim_job *job, uint64_t step, double current_a, cosim_diag *diag)
{
    const cosim_recorded_column *c = &job->dut->recording->input;
    const uint64_t row = step + c->latency;
    int32_t word;
    cosim_job_drives(job, &current_a, 1, &word);
    return c->values[row] == (double)word
               ? 0
               : cosim_recorded_refuse(c, row, diag,
                                       "the trace was driven with the word %.12g, and the scenario "
                                       "has %ld in step %llu; give the scenario the current of the "
                                       "trace, or write \"stimulus: trace\"",
                                       c->values[row], (long)word, (unsigned long long)step);
}

int cosim_recorded_check(const cosim_job *job, cosim_diag *diag)
{
    const uint64_t steps = job->scenario->steps;
    double current_a[COSIM_BLOCK_STEPS];
    cosim_current current;
    int status = 0;
    if (job->dut->recording->input.path == NULL) {
        return 0;
    }
    if (cosim_current_start(&current, job->scenario) != 0) {
        return cosim_diag_memory(diag, NULL);
    }
    for (uint64_t first = 0; first < steps && status == 0; first += COSIM_BLOCK_STEPS) {
        const uint64_t left = steps - first;
        const size_t n = left < COSIM_BLOCK_STEPS ? (size_t)left : COSIM_BLOCK_STEPS;
        cosim_current_next(&current, n, current_a);
        for (size_t i = 0; i < n && status == 0; i++) {
            status = (job->dut->equations != NULL ? check_word : check_current)(job, first + i,
                                                                                current_a[i], diag);
        }
    }
    cosim_current_free(&current);
    return status;
}

int cosim_recorded_drive(const cosim_job *job, cosim_scenario *scenario, cosim_diag *diag)
{
    const cosim_recording *t = job->dut->recording;
    const cosim_recorded_column *c = &t->input;
    double *current_a = cosim_arena_alloc(cosim_scenario_arena(scenario),
                                          (size_t)scenario->steps * sizeof *current_a);
    if (current_a == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    if (c->path == NULL) {
        cosim_place place;
        cosim_scenario_place(scenario, "stimulus", &place);
        return cosim_diag_set(
            diag, &place,
            "stimulus: the trace %.200s has no input, which its manifest leaves to "
            "the scenario; write the stimulus that drove it",
            t->manifest);
    }
    for (uint64_t n = 0; n < scenario->steps; n++) {
        const double value = c->values[n + c->latency];
        if (job->dut->equations == NULL) {
            current_a[n] = value * t->input_a;
        } else if (value == rint(value) && fabs(value) <= INT32_MAX) {
            current_a[n] = cosim_job_current(job, (int32_t)value);
        } else {
            return cosim_recorded_refuse(c, n + c->latency, diag,
                                         "%.12g is no word of a drive; write a whole number",
                                         value);
        }
    }
    cosim_scenario_give(scenario, current_a);
    return 0;
}
