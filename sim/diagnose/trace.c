// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "diagnose/trace.h"

#include "circuit/dut.h"
#include "judge/judge.h"
#include "judge/state.h"
#include "run/job.h"
#include "scenario/current.h"
#include "lif_fixed.h"

#include <stdlib.h>
#include <string.h>

int cosim_trace_new(cosim_trace *t, size_t n)
{
    *t = (cosim_trace){.n = n,
                       .room = n,
                       .drive_fx = calloc(n + 1, sizeof *t->drive_fx),
                       .hold = calloc(n + 1, sizeof *t->hold),
                       .before_fx = calloc(n + 1, sizeof *t->before_fx),
                       .after_fx = calloc(n + 1, sizeof *t->after_fx),
                       .spike = calloc(n + 1, sizeof *t->spike)};
    return t->drive_fx != NULL && t->hold != NULL && t->before_fx != NULL && t->after_fx != NULL &&
                   t->spike != NULL
               ? 0
               : -1;
}

void cosim_trace_free(cosim_trace *t)
{
    free(t->drive_fx);
    free(t->hold);
    free(t->before_fx);
    free(t->after_fx);
    free(t->spike);
    *t = (cosim_trace){.n = 0};
}

int cosim_trace_drives(cosim_trace *t, const cosim_job *job)
{
    const cosim_scenario *s = job->scenario;
    cosim_current current;
    double current_a[COSIM_BLOCK_STEPS];
    t->n = s->steps < t->room ? (size_t)s->steps : t->room;
    if (cosim_current_start(&current, s) != 0) {
        return -1;
    }
    for (size_t at = 0; at < t->n;) {
        const size_t left = t->n - at, n = left < COSIM_BLOCK_STEPS ? left : COSIM_BLOCK_STEPS;
        cosim_current_next(&current, n, current_a);
        if (lif_quantise_drives(&job->q, current_a, n, t->drive_fx + at) != 0) {
            t->n = at; /* a drive that clips ended the run */
            break;
        }
        at += n;
    }
    cosim_current_free(&current);
    lif_hold_fill(&s->params, 0, t->n, t->hold);
    return 0;
}

int cosim_trace_run(cosim_trace *t, cosim_dut *dut, const lif_words *words, uint64_t seed,
                    cosim_diag *diag)
{
    const struct lif_dut_ops *ops = dut->ops;
    const lif_dut_block block = {.n = t->n,
                                 .drive_fx = t->drive_fx,
                                 .hold = t->hold,
                                 .before_fx = t->before_fx,
                                 .after_fx = t->after_fx,
                                 .spike = t->spike};
    t->shows = ops->capabilities & (LIF_DUT_SHOWS_MEMBRANE | LIF_DUT_SHOWS_BEFORE);
    if (ops->configure(dut->instance, words, seed) != 0 ||
        (t->n > 0 && ops->run(dut->instance, &block) != 0)) {
        return cosim_diag_set(diag, NULL, "circuit %s: stopped: %s", dut->name,
                              ops->message(dut->instance));
    }
    return 0;
}

bool cosim_trace_fails(const cosim_trace *t, const cosim_job *job)
{
    cosim_judge judge;
    double current_a[COSIM_BLOCK_STEPS];
    cosim_judge_start(&judge, &job->scenario->params, &job->q, job->dut->ops->capabilities, NULL,
                      NULL);
    for (size_t at = 0; at < t->n;) {
        const size_t left = t->n - at, n = left < COSIM_BLOCK_STEPS ? left : COSIM_BLOCK_STEPS;
        for (size_t i = 0; i < n; i++) {
            current_a[i] = (double)t->drive_fx[at + i] / job->q.drive_fx_per_a;
        }
        const cosim_judge_block block = {.n = n,
                                         .current_a = current_a,
                                         .drive_fx = t->drive_fx + at,
                                         .hold = t->hold + at,
                                         .before_fx = t->before_fx + at,
                                         .after_fx = t->after_fx + at,
                                         .spike = t->spike + at};
        cosim_judge_run(&judge, &block);
        if (judge.exact_mismatches + judge.bounded_mismatches > 0) {
            return true;
        }
        at += n;
    }
    return judge.free_differs && judge.ambiguous == 0;
}
