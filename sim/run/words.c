// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "run/words.h"

#include "equations/case.h"

#include <stdlib.h>
#include <string.h>

int cosim_words_new(const cosim_job *job, cosim_words *words, cosim_diag *diag)
{
    const cosim_eq_declaration *d = job->dut->equations;
    *words = (cosim_words){.inputs = NULL};
    if (d == NULL) {
        return 0;
    }
    const cosim_equations *e = d->equations;
    words->inputs = calloc(COSIM_BLOCK_STEPS * (e->input_count + 1), sizeof *words->inputs);
    words->told = calloc(COSIM_BLOCK_STEPS * (d->told_count + 1), sizeof *words->told);
    words->outputs = calloc(COSIM_BLOCK_STEPS * (e->output_count + 1), sizeof *words->outputs);
    if (words->inputs == NULL || words->told == NULL || words->outputs == NULL) {
        cosim_words_free(words);
        return cosim_diag_memory(diag, NULL);
    }
    return 0;
}

void cosim_words_free(cosim_words *words)
{
    free(words->inputs);
    free(words->told);
    free(words->outputs);
    *words = (cosim_words){.inputs = NULL};
}

int cosim_words_configure(const cosim_job *job, lif_dut *instance, uint64_t seed)
{
    const struct lif_dut_ops *ops = job->dut->ops;
    const cosim_eq_declaration *d = job->dut->equations;
    if (d == NULL) {
        return ops->configure(instance, &job->q.words, seed);
    }
    int64_t *told = calloc(d->told_count + 1, sizeof *told);
    int status = -1;
    for (size_t i = 0; told != NULL && i < d->told_count; i++) {
        told[i] = job->q.equations->words.word[d->told[i]];
    }
    if (told != NULL && ops->tell(instance, told) == 0) {
        status = ops->configure(instance, NULL, seed);
    }
    free(told);
    return status;
}

void cosim_words_give(const cosim_job *job, cosim_words *words, size_t n, const double *current_a,
                      const uint32_t *hold)
{
    const cosim_eq_declaration *d = job->dut->equations;
    if (d == NULL) {
        return;
    }
    const cosim_eq_case *c = job->q.equations;
    const size_t inputs = d->equations->input_count;
    memset(words->inputs, 0, n * inputs * sizeof *words->inputs);
    for (size_t i = 0; i < n; i++) {
        int64_t drive;
        cosim_eq_drive_of(d, &c->drives, current_a[i], &drive);
        cosim_eq_drive_row(d, &c->drives, drive, &words->inputs[i * inputs]);
        if (hold != NULL) {
            cosim_eq_words_of_hold(d, &c->words, hold[i], c->param);
            for (size_t k = 0; k < d->told_count; k++) {
                words->told[i * d->told_count + k] = c->param[d->told[k]];
            }
        }
    }
}

void cosim_words_add(const cosim_words *words, bool told, lif_dut_block *block)
{
    block->inputs = words->inputs;
    block->told = told ? words->told : NULL;
    block->outputs = words->outputs;
}

static int32_t in_32_bits(int64_t word)
{
    return word < INT32_MIN ? INT32_MIN : word > INT32_MAX ? INT32_MAX : (int32_t)word;
}

void cosim_words_take(const cosim_job *job, const cosim_words *words, size_t n, int32_t *before_fx,
                      int32_t *after_fx, uint8_t *spike)
{
    const cosim_eq_declaration *d = job->dut->equations;
    if (d == NULL) {
        return;
    }
    const size_t outputs = d->equations->output_count;
    for (size_t i = 0; i < n; i++) {
        const int64_t *row = words->outputs + i * outputs;
        const int64_t shown =
            d->shown < 0 ? 0 : (int64_t)((uint64_t)row[d->shown] << d->views[d->shown].low);
        before_fx[i] = after_fx[i] = in_32_bits(shown);
        spike[i] = row[d->spike] != 0;
    }
}
