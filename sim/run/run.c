// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "run/run.h"
#include "run/drives.h"

#include "wave/recorder.h"
#include "run/scoreboard.h"

#include <stdlib.h>

/* The arrays of one block and the streams that fill them. */
typedef struct runner {
    const cosim_job *job;
    const cosim_run_options *options;
    cosim_current current;
    cosim_scoreboard scoreboard;
    bool constant_hold;
    uint32_t hold_constant;
    double current_a[COSIM_BLOCK_STEPS];
    uint32_t hold[COSIM_BLOCK_STEPS];
    int32_t drive_fx[COSIM_BLOCK_STEPS], before_fx[COSIM_BLOCK_STEPS], after_fx[COSIM_BLOCK_STEPS];
    uint8_t spike[COSIM_BLOCK_STEPS];
} runner;

static int circuit_failed(const cosim_job *job, const char *what, cosim_diag *diag)
{
    return cosim_diag_set(diag, NULL, "circuit %s: %s: %s", job->dut->name, what,
                          job->dut->ops->message(job->dut->instance));
}

void cosim_run_describe(const cosim_job *job, const cosim_run_options *options, cosim_result *r)
{
    const cosim_scenario *s = job->scenario;
    const struct lif_dut_ops *ops = job->dut->ops;
    *r = (cosim_result){
        .scenario = s->name,
        .file = s->path,
        .sha256 = s->sha256,
        .overrides = (const char *const *)s->overrides,
        .override_count = s->override_count,
        .has_seed = options->has_seed,
        .seed = options->seed,
        .dut = job->dut->name,
        .dut_about = ops->about,
        .rounding = cosim_dut_rounding(ops),
        .format = ops->format,
        .hold_width = ops->hold_width,
        .clocks_per_step = ops->clocks_per_step,
        .words = job->q.words,
        .step_s = s->params.dt_s,
        .scale_v = job->q.scale_v,
        .neuron = {.rest_v = s->params.v_rest_v,
                   .threshold_v = s->params.v_threshold_v,
                   .reset_v = s->params.v_reset_v,
                   .has_spike_peak = s->has_spike_peak,
                   .spike_peak_v = s->spike_peak_v},
        .hidden = (ops->capabilities & (LIF_DUT_SHOWS_MEMBRANE | LIF_DUT_SHOWS_BEFORE)) == 0,
        .tolerance = s->tolerance};
    r->expect.stated = s->expect.stated;
    r->expect.knife_edge = s->expect.knife_edge;
}

static int start(runner *run, cosim_diag *diag)
{
    const cosim_job *job = run->job;
    const struct lif_dut_ops *ops = job->dut->ops;
    lif_words words = {0};

    run->constant_hold = lif_hold_is_constant(&job->scenario->params, &run->hold_constant);
    if (ops->configure(job->dut->instance, &job->q.words) != 0) {
        return circuit_failed(job, "does not take its words", diag);
    }
    if ((ops->capabilities & LIF_DUT_READS_WORDS) != 0) {
        if (ops->read_words(job->dut->instance, &words) != 0) {
            return circuit_failed(job, "does not tell its words", diag);
        }
        cosim_judge_constants(&run->scoreboard.judge, &words);
    }
    if (cosim_current_start(&run->current, job->scenario) != 0) {
        return cosim_diag_set(diag, NULL, "out of memory");
    }
    return 0;
}

/* Runs and judges n steps from `first` on, whose currents and drives are there. */
static int run_block(runner *run, uint64_t first, size_t n, cosim_diag *diag)
{
    const cosim_job *job = run->job;
    const uint32_t *hold = run->constant_hold ? NULL : run->hold;

    if (!run->constant_hold) {
        lif_hold_fill(&job->scenario->params, first, n, run->hold);
    }
    const lif_dut_block steps = {.n = n,
                                 .drive_fx = run->drive_fx,
                                 .hold = hold,
                                 .hold_constant = run->hold_constant,
                                 .before_fx = run->before_fx,
                                 .after_fx = run->after_fx,
                                 .spike = run->spike};
    if (job->dut->ops->run(job->dut->instance, &steps) != 0) {
        return circuit_failed(job, "stopped", diag);
    }
    const cosim_judge_block judged = {.n = n,
                                      .current_a = run->current_a,
                                      .drive_fx = run->drive_fx,
                                      .hold = hold,
                                      .hold_constant = run->hold_constant,
                                      .before_fx = run->before_fx,
                                      .after_fx = run->after_fx,
                                      .spike = run->spike};
    return cosim_scoreboard_take(&run->scoreboard, first, &judged, diag);
}

size_t cosim_run_quantise(const cosim_job *job, cosim_judge *judge, uint64_t done, size_t n,
                          const double *current_a, int32_t *drive_fx, cosim_result *result)
{
    size_t fits = 0;
    if (lif_quantise_drives(&job->q, current_a, n, drive_fx) == 0) {
        return n;
    }
    while (lif_quantise_drives(&job->q, &current_a[fits], 1, &drive_fx[fits]) == 0) {
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

/* All blocks and the verdict; a drive that clips ends the run before its step. */
static int run_steps(runner *run, cosim_result *result, cosim_diag *diag)
{
    const cosim_job *job = run->job;
    const uint64_t steps = job->scenario->steps;
    uint64_t done = 0;
    while (done < steps && result->clipped_steps == 0) {
        const uint64_t left = steps - done;
        size_t n = left < COSIM_BLOCK_STEPS ? (size_t)left : COSIM_BLOCK_STEPS;
        if (run->options->recorder != NULL &&
            cosim_recorder_between(run->options->recorder, &run->scoreboard.judge, &run->current,
                                   diag) != 0) {
            return -1;
        }
        n = cosim_run_drives(job, &run->current, &run->scoreboard.judge, done, n, run->current_a,
                             run->drive_fx, result);
        if (n > 0 && run_block(run, done, n, diag) != 0) {
            return -1;
        }
        done += n;
        if (run->options->progress != NULL) {
            run->options->progress(run->options->context, job, done);
        }
    }
    return cosim_scoreboard_finish(&run->scoreboard, done, result, diag);
}

int cosim_job_run(const cosim_job *job, const cosim_run_options *options, cosim_result *result,
                  cosim_diag *diag)
{
    runner *run = calloc(1, sizeof *run);
    int status;

    if (run == NULL) {
        return cosim_diag_set(diag, NULL, "out of memory");
    }
    run->job = job;
    run->options = options;
    cosim_scoreboard_start(&run->scoreboard, job, options, result);
    status = start(run, diag);
    if (status == 0) {
        status = run_steps(run, result, diag);
    }
    if (status != 0) {
        cosim_result_free(result);
    }
    cosim_current_free(&run->current);
    free(run);
    return status;
}
