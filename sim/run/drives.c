// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "run/coding.h"
#include "run/drives.h"

size_t cosim_run_quantise(const cosim_job *job, cosim_judge *judge, uint64_t done, size_t n,
                          const double *current_a, int32_t *drive_fx, cosim_result *result)
{
    size_t fits = 0;
    if (cosim_job_drives(job, current_a, n, drive_fx) == 0) {
        return n;
    }
    while (cosim_job_drives(job, &current_a[fits], 1, &drive_fx[fits]) == 0) {
        fits++;
    }
    cosim_judge_clip(judge, done + fits, current_a[fits], drive_fx[fits]);
    result->clipped_steps = 1;
    return fits;
}

size_t cosim_run_drives(const cosim_job *job, cosim_current *current, cosim_judge *judge,
                        uint64_t done, size_t n, double *current_a, int32_t *drive_fx,
                        cosim_result *result)
{
    cosim_current_next(current, n, current_a);
    return cosim_run_quantise(job, judge, done, n, current_a, drive_fx, result);
}
