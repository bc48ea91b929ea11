// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "run/coding.h"

#include "equations/case.h"
#include "scenario/place.h"

size_t cosim_job_drives(const cosim_job *job, const double *current_a, size_t n, int32_t *drive_fx)
{
    const cosim_eq_declaration *d = job->dut->equations;
    size_t clipped = 0;
    if (d == NULL && job->recorded != NULL) { /* there are no words that could clip */
        (void)lif_quantise_drives(&job->q, current_a, n, drive_fx);
        return 0;
    }
    if (d == NULL) {
        return lif_quantise_drives(&job->q, current_a, n, drive_fx);
    }
    for (size_t i = 0; i < n; i++) {
        int64_t word;
        clipped += !cosim_eq_drive_of(d, &job->q.equations->drives, current_a[i], &word);
        drive_fx[i] = word < INT32_MIN ? INT32_MIN : word > INT32_MAX ? INT32_MAX : (int32_t)word;
    }
    return clipped;
}

bool cosim_job_drives_events(const cosim_job *job)
{
    const cosim_eq_declaration *d = job->dut->equations;
    return d != NULL && d->roles[d->drive] == COSIM_EQ_ROLE_EVENT;
}

double cosim_job_current(const cosim_job *job, int32_t drive_fx)
{
    const cosim_eq_declaration *d = job->dut->equations;
    return d != NULL ? cosim_eq_drive_current(d, &job->q.equations->drives, drive_fx)
                     : drive_fx / job->q.drive_fx_per_a;
}

void cosim_job_current_range(const cosim_job *job, double *low_a, double *high_a)
{
    const cosim_eq_declaration *d = job->dut->equations;
    if (d != NULL) {
        cosim_eq_drive_range(d, &job->q.equations->drives, low_a, high_a);
    } else {
        lif_quantise_current_range(&job->q, low_a, high_a);
    }
}

int cosim_job_refuse_clip(const cosim_job *job, uint64_t step, double current_a, cosim_diag *diag)
{
    const cosim_scenario *s = job->scenario;
    double low, high;
    cosim_place place;
    cosim_scenario_place(s, s->stimulus_count == 1 ? "stimulus.0" : "stimulus", &place);
    if (cosim_job_drives_events(job) && job->dut->equations->event_count > 1) {
        return cosim_diag_set(
            diag, &place,
            "the current of step %llu, %.6g A, is that of no set of events of circuit %s; give "
            "pulses of one step with the currents that its manifest states, or sums of these",
            (unsigned long long)step, current_a, job->dut->name);
    }
    if (cosim_job_drives_events(job)) {
        return cosim_diag_set(
            diag, &place,
            "the current of step %llu, %.6g A, cannot be coded: the input of "
            "circuit %s is an event of %.9g A or nothing; give pulses of one step, "
            "or events with \"current: sample\" that decay at once, with that "
            "amplitude",
            (unsigned long long)step, current_a, job->dut->name, job->q.equations->drives.event_a);
    }
    cosim_job_current_range(job, &low, &high);
    return cosim_diag_set(
        diag, &place,
        "the current of step %llu, %.6g A, is outside of what circuit %s can take (%.6g to %.6g "
        "A); give a smaller current or a format with more integer bits",
        (unsigned long long)step, current_a, job->dut->name, low, high);
}
