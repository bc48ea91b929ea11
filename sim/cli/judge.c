// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/judge.h"

#include "library/host.h"
#include "run/run.h"

#include <stdlib.h>

/* A bench has the judge, and room for a block. */
typedef struct bench {
    lifcosim *judge;
    const cosim_job *job;
    const cosim_run_options *options;
    int32_t drive_fx[COSIM_BLOCK_STEPS];
    int32_t before_fx[COSIM_BLOCK_STEPS], after_fx[COSIM_BLOCK_STEPS];
    uint8_t spike[COSIM_BLOCK_STEPS];
} bench;

static int refused(const bench *b, cosim_diag *diag)
{
    *diag = *cosim_library_diag(b->judge);
    return -1;
}

/* Resets the circuit, and tells the judge the words that it has. */
static int configure(const bench *b, cosim_diag *diag)
{
    const cosim_session *s = cosim_library_session(b->judge);
    lif_words w = {0};
    bool reads = false;
    if (cosim_run_configure(b->job, &w, &reads, s->words.told, diag) != 0) {
        return -1;
    }
    const lifcosim_port_words words = {.leak = w.leak_fx,
                                       .threshold = (int32_t)w.threshold_fx,
                                       .reset = (int32_t)w.reset_fx,
                                       .initial = (int32_t)w.initial_fx,
                                       .initial_hold = w.initial_hold,
                                       .compare_above = w.compare_above,
                                       .reset_by_subtract = w.reset_by_subtract};
    int status = LIFCOSIM_OK;
    if (b->job->dut->equations != NULL) {
        status = lifcosim_told_are(b->judge, s->words.told, lifcosim_told_count(b->judge));
    } else if (reads) {
        status = lifcosim_words_are(b->judge, &words);
    }
    return status == LIFCOSIM_OK ? 0 : refused(b, diag);
}

/* Gives the circuit the next block, and judges its answers. *over is set where no step is left, or
 * a drive clips. */
static int run_block(bench *b, bool *over, cosim_diag *diag)
{
    const cosim_session *s = cosim_library_session(b->judge);
    const uint64_t left = lifcosim_steps(b->judge) - s->done;
    const size_t n = left < COSIM_BLOCK_STEPS ? (size_t)left : COSIM_BLOCK_STEPS;
    lif_dut_breach breach = {.count = 0};
    lif_dut_block steps = {
        .before_fx = b->before_fx, .after_fx = b->after_fx, .spike = b->spike, .breach = &breach};
    if (b->options->before_block != NULL) {
        b->options->before_block(b->options->before_context, &s->scoreboard.judge, &s->current);
    }
    if (lifcosim_drives(b->judge, n, b->drive_fx, NULL) != LIFCOSIM_OK) {
        return refused(b, diag);
    }
    cosim_session_steps(s, &steps);
    *over = steps.n < n || n == left;
    if (steps.n == 0) {
        return 0;
    }
    if (cosim_run_answer(b->job, s->done, &steps, diag) != 0) {
        return -1;
    }
    if ((b->job->dut->equations != NULL ? lifcosim_judge_outputs(b->judge, steps.n, steps.outputs)
                                        : lifcosim_judge(b->judge, steps.n, NULL, b->before_fx,
                                                         b->after_fx, b->spike)) != LIFCOSIM_OK ||
        (breach.count > 0 && lifcosim_breach(b->judge, breach.count, breach.quantity, breach.step,
                                             breach.expected, breach.observed) != LIFCOSIM_OK)) {
        return refused(b, diag);
    }
    if (b->options->progress != NULL) {
        b->options->progress(b->options->context, b->job, s->done);
    }
    return 0;
}

static int run(bench *b, cosim_result *result, cosim_diag *diag)
{
    bool over = false;
    if (cosim_library_host(b->judge, b->job, b->options) != LIFCOSIM_OK) {
        return refused(b, diag);
    }
    if (configure(b, diag) != 0) {
        return -1;
    }
    while (!over) {
        if (run_block(b, &over, diag) != 0) {
            return -1;
        }
    }
    if (lifcosim_finish(b->judge, NULL) != LIFCOSIM_OK) {
        return refused(b, diag);
    }
    cosim_library_result(b->judge, result);
    return 0;
}

int cosim_cli_judge(const cosim_job *job, const cosim_run_options *options, lifcosim **judge,
                    cosim_result *result, cosim_diag *diag)
{
    bench *b = malloc(sizeof *b);
    *judge = lifcosim_new();
    if (b == NULL || *judge == NULL) {
        free(b);
        return cosim_diag_memory(diag, NULL);
    }
    b->judge = *judge;
    b->job = job;
    b->options = options;
    const int status = run(b, result, diag);
    free(b);
    return status;
}
