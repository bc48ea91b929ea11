// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "run/session.h"

#include "judge/constants.h"
#include "judge/equations_result.h"
#include "run/coding.h"
#include "run/drives.h"
#include "run/recorded.h"

int cosim_session_start(cosim_session *s, const cosim_job *job, const cosim_run_options *options,
                        cosim_result *result, cosim_diag *diag)
{
    s->job = job;
    s->options = options;
    s->result = result;
    cosim_scoreboard_start(&s->scoreboard, job, options, result);
    s->constant_hold = lif_hold_is_constant(&job->scenario->params, &s->hold_constant);
    if (cosim_words_new(job, &s->words, diag) != 0) {
        return -1;
    }
    return cosim_current_start(&s->current, job->scenario) == 0 ? 0 : cosim_diag_memory(diag, NULL);
}

void cosim_session_constants(cosim_session *s, const lif_words *words, const int64_t *told)
{
    if (s->job->dut->equations != NULL) {
        cosim_judge_equations_constants(&s->scoreboard.judge, told);
    }
    if (words != NULL) {
        cosim_judge_constants(&s->scoreboard.judge, words);
    }
}

bool cosim_session_is_over(const cosim_session *s)
{
    return s->done == s->job->scenario->steps || s->result->clipped_steps > 0;
}

/* Fills the holds and the rows of the given steps. */
static void fill(cosim_session *s)
{
    if (!s->constant_hold) {
        lif_hold_fill(&s->job->scenario->params, s->done, s->given, s->hold);
    }
    cosim_words_give(s->job, &s->words, s->given, s->current_a, s->constant_hold ? NULL : s->hold);
}

size_t cosim_session_next(cosim_session *s, size_t most, lif_dut_block *steps)
{
    const cosim_job *job = s->job;
    const uint64_t left = job->scenario->steps - s->done;
    size_t n = most < COSIM_BLOCK_STEPS ? most : COSIM_BLOCK_STEPS;
    n = left < n ? (size_t)left : n;
    s->given = 0;
    if (n == 0 || cosim_session_is_over(s)) {
        return 0;
    }
    s->given = cosim_run_drives(job, &s->current, &s->scoreboard.judge, s->done, n, s->current_a,
                                s->drive_fx, s->result);
    fill(s);
    steps->n = s->given;
    steps->drive_fx = s->drive_fx;
    steps->hold = s->constant_hold ? NULL : s->hold;
    steps->hold_constant = s->hold_constant;
    cosim_words_add(&s->words, steps->hold != NULL, steps);
    return s->given;
}

void cosim_session_give(cosim_session *s, size_t n, const int32_t *drive_fx)
{
    for (size_t i = 0; i < n; i++) {
        s->drive_fx[i] = drive_fx[i];
        s->current_a[i] = cosim_job_current(s->job, drive_fx[i]);
    }
    s->given = n;
    fill(s);
}

int cosim_session_take(cosim_session *s, int32_t *before_fx, int32_t *after_fx, uint8_t *spike,
                       cosim_diag *diag)
{
    cosim_words_take(s->job, &s->words, s->given, before_fx, after_fx, spike);
    cosim_judge_block judged = {.n = s->given,
                                .current_a = s->current_a,
                                .drive_fx = s->drive_fx,
                                .hold = s->constant_hold ? NULL : s->hold,
                                .hold_constant = s->hold_constant,
                                .before_fx = before_fx,
                                .after_fx = after_fx,
                                .spike = spike,
                                .inputs = s->words.inputs,
                                .outputs = s->words.outputs};
    cosim_recorded_add(s->job, s->done, &judged);
    if (cosim_scoreboard_take(&s->scoreboard, s->done, &judged, diag) != 0) {
        return -1;
    }
    s->done += s->given;
    s->given = 0;
    return 0;
}

int cosim_session_finish(cosim_session *s, cosim_diag *diag)
{
    return cosim_scoreboard_finish(&s->scoreboard, s->done, s->result, diag);
}

void cosim_session_free(cosim_session *s)
{
    cosim_current_free(&s->current);
    cosim_words_free(&s->words);
}
