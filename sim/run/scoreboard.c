// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "run/scoreboard.h"

#include "judge/judge.h"
#include "judge/verdict.h"
#include "result/distances.h"
#include "run/trial.h"

#include <time.h>

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

void cosim_scoreboard_start(cosim_scoreboard *scoreboard, const cosim_job *job,
                            const cosim_run_options *options, cosim_result *result)
{
    scoreboard->job = job;
    scoreboard->options = options;
    scoreboard->begin = seconds_now();
    cosim_run_describe(job, options, result);
    cosim_judge_start(&scoreboard->judge, &job->scenario->params, &job->q,
                      job->dut->ops->capabilities, &result->dut_spikes, &result->reference_spikes);
}

static int tell(const cosim_scoreboard *s, uint64_t first, const cosim_judge_block *b,
                cosim_diag *diag)
{
    const cosim_job *job = s->job;
    const uint32_t shows = job->dut->ops->capabilities;
    const cosim_rows rows = {.first = first,
                             .n = b->n,
                             .step_s = job->scenario->params.dt_s,
                             .rest_v = job->q.zero_v,
                             .lsb_v = job->q.lsb * job->q.scale_v,
                             .current_a = b->current_a,
                             .hold = b->hold,
                             .hold_constant = b->hold_constant,
                             .drive_fx = b->drive_fx,
                             .before_fx = (shows & LIF_DUT_SHOWS_BEFORE) != 0 ? b->before_fx : NULL,
                             .after_fx = (shows & LIF_DUT_SHOWS_MEMBRANE) != 0 ? b->after_fx : NULL,
                             .spike = b->spike,
                             .in_volts = b->view_v != NULL,
                             .observed_v = b->observed_v,
                             .reference_v = b->reference_v,
                             .bound_v = b->bound_v,
                             .reference_spike = b->reference_spike,
                             .ambiguous = b->ambiguous};
    for (size_t i = 0; i < s->options->sink_count; i++) {
        const cosim_sink *sink = &s->options->sinks[i];
        if (sink->take(sink->context, &rows, diag) != 0) {
            return -1;
        }
    }
    return 0;
}

int cosim_scoreboard_take(cosim_scoreboard *s, uint64_t first, const cosim_judge_block *steps,
                          cosim_diag *diag)
{
    const bool rows = s->options->sink_count > 0;
    cosim_judge_block judged = *steps;
    judged.reference_v = rows ? s->reference_v : NULL;
    judged.bound_v = rows ? s->bound_v : NULL;
    judged.reference_spike = rows ? s->reference_spike : NULL;
    judged.ambiguous = rows ? s->ambiguous : NULL;
    judged.failed = rows ? s->failed : NULL;
    cosim_judge_run(&s->judge, &judged);
    if (s->judge.out_of_memory) {
        return cosim_diag_set(diag, NULL, "out of memory for the list of spikes");
    }
    return tell(s, first, &judged, diag);
}

int cosim_scoreboard_finish(cosim_scoreboard *s, uint64_t steps, cosim_result *result,
                            cosim_diag *diag)
{
    const cosim_expect *expect = &s->job->scenario->expect;
    if (cosim_trial_judge(s->job->dut, &s->judge, diag) != 0) {
        return -1;
    }
    result->steps = steps;
    result->seconds = seconds_now() - s->begin;
    cosim_judge_finish(&s->judge, expect->spikes, expect->count, result);
    if (s->options->skip_distances) {
        cosim_trains_skip(result);
        return 0;
    }
    return cosim_trains_compare(result, diag);
}
