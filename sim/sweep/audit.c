// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "sweep/audit.h"

#include "circuit/format.h"
#include "run/run.h"

#include <inttypes.h>
#include <string.h>

enum { EVERY = 64 };

bool cosim_sweep_is_audited(uint64_t index) { return index % EVERY == 0; }

static bool same_train(const cosim_train *a, const cosim_train *b)
{
    return a->count == b->count &&
           (a->count == 0 || memcmp(a->steps, b->steps, a->count * sizeof *a->steps) == 0);
}

/* Compares what two runs of one job found; gives NULL, or the first thing that differs. */
static const char *difference(const cosim_result *a, const cosim_result *b)
{
    return a->steps != b->steps || a->clipped_steps != b->clipped_steps ? "the number of steps"
           : !same_train(&a->dut_spikes, &b->dut_spikes)                ? "the spikes"
           : !same_train(&a->reference_spikes, &b->reference_spikes)    ? "the reference's spikes"
           : a->constants.verdict != b->constants.verdict               ? "constants"
           : a->exact.verdict != b->exact.verdict || a->exact.compared != b->exact.compared ||
                   a->exact.mismatches != b->exact.mismatches
               ? "exact"
           : a->bounded.verdict != b->bounded.verdict ||
                   a->bounded.mismatches != b->bounded.mismatches ||
                   a->bounded.ambiguous_steps != b->bounded.ambiguous_steps ||
                   a->bounded.max_error_v != b->bounded.max_error_v ||
                   a->bounded.max_bound_v != b->bounded.max_bound_v
               ? "bounded"
           : a->free_running.outcome != b->free_running.outcome ? "free_running"
           : a->verdict != b->verdict                           ? "the verdict"
                                                                : NULL;
}

int cosim_sweep_audit(const cosim_job *job, uint64_t index, const cosim_result *in_lane,
                      cosim_diag *diag)
{
    const cosim_run_options options = {.skip_distances = true};
    cosim_result alone;
    char command[100];
    if (cosim_job_run(job, &options, &alone, diag) != 0) {
        return -1;
    }
    const char *what = difference(&alone, in_lane);
    cosim_result_free(&alone);
    return what == NULL
               ? 0
               : cosim_diag_set(
                     diag, NULL,
                     "circuit %s: set %" PRIu64 " has other results in a lane than on the "
                     "circuit itself (%s); type `%s`",
                     job->dut->name, index, what,
                     cosim_dut_command(&job->dut->ops->format, true, command, sizeof command));
}
