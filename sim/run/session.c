// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "run/session.h"

#include "equations/declaration.h"
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
    return cosim_session_waiting(s) == 0 &&
           (s->done == s->job->scenario->steps || s->result->clipped_steps > 0);
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
    s->given = s->taken = 0;
    if (n == 0 || cosim_session_is_over(s)) {
        return 0;
    }
    s->given = cosim_run_drives(job, &s->current, &s->scoreboard.judge, s->done, n, s->current_a,
                                s->drive_fx, s->result);
    fill(s);
    cosim_session_steps(s, steps);
    return s->given;
}

void cosim_session_steps(const cosim_session *s, lif_dut_block *steps)
{
    const cosim_eq_declaration *d = s->job->dut->equations;
    steps->n = cosim_session_waiting(s);
    steps->drive_fx = s->drive_fx + s->taken;
    steps->hold = s->constant_hold ? NULL : s->hold + s->taken;
    steps->hold_constant = s->hold_constant;
    cosim_words_add(&s->words, steps->hold != NULL, steps);
    if (d != NULL && s->taken > 0) {
        steps->inputs += s->taken * d->equations->input_count;
        steps->outputs += s->taken * d->equations->output_count;
        steps->told += steps->told != NULL ? s->taken * d->told_count : 0;
    }
}

void cosim_session_give(cosim_session *s, size_t n, const int32_t *drive_fx)
{
    for (size_t i = 0; i < n; i++) {
        s->drive_fx[i] = drive_fx[i];
        s->current_a[i] = cosim_job_current(s->job, drive_fx[i]);
    }
    s->given = n;
    s->taken = 0;
    fill(s);
}

int64_t *cosim_session_outputs(const cosim_session *s)
{
    const cosim_eq_declaration *d = s->job->dut->equations;
    return d != NULL ? s->words.outputs + s->taken * d->equations->output_count : NULL;
}

int cosim_session_take(cosim_session *s, size_t n, const int32_t *before_fx,
                       const int32_t *after_fx, const uint8_t *spike, cosim_diag *diag)
{
    const cosim_eq_declaration *d = s->job->dut->equations;
    const size_t at = s->taken;
    cosim_judge_block judged = {.n = n,
                                .current_a = s->current_a + at,
                                .drive_fx = s->drive_fx + at,
                                .hold = s->constant_hold ? NULL : s->hold + at,
                                .hold_constant = s->hold_constant,
                                .before_fx = before_fx,
                                .after_fx = after_fx,
                                .spike = spike};
    if (d != NULL) {
        judged.inputs = s->words.inputs + at * d->equations->input_count;
        judged.outputs = cosim_session_outputs(s);
        const cosim_words rows = {.outputs = cosim_session_outputs(s)};
        cosim_words_take(s->job, &rows, n, s->before_fx, s->after_fx, s->spike);
        judged.before_fx = s->before_fx;
        judged.after_fx = s->after_fx;
        judged.spike = s->spike;
    }
    cosim_recorded_add(s->job, s->done, &judged);
    if (cosim_scoreboard_take(&s->scoreboard, s->done, &judged, diag) != 0) {
        return -1;
    }
    s->done += n;
    s->taken += n;
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
