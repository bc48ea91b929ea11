// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "calibrate/rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int cosim_rows_each(const cosim_bench *b, cosim_theory *t, const cosim_experiment *e,
                    cosim_row_taker *take, void *context)
{
    const size_t bytes = t->equations->state_count * sizeof *t->state;
    int64_t *before = malloc(bytes + 1);
    if (before == NULL) {
        return -1;
    }
    cosim_theory_reset(b, t, &e->words);
    for (size_t i = 0; i < e->n; i++) {
        cosim_row row = {.step = i, .drive = e->drive[i], .before = before};
        memcpy(before, t->state, bytes);
        cosim_theory_step(t, e->drive[i]);
        row.spike = cosim_answer(b, e, b->spike, i, t->spike_latency);
        row.text_spike = t->output[b->spike];
        row.text_membrane = b->membrane >= 0 ? t->output[b->membrane] : t->state[t->membrane];
        row.membrane =
            b->membrane >= 0 ? cosim_answer(b, e, b->membrane, i, t->membrane_latency) : 0;
        row.differs =
            row.spike != row.text_spike || (b->membrane >= 0 && row.membrane != row.text_membrane);
        take(context, &row);
    }
    free(before);
    return 0;
}

const char *cosim_read_words(const cosim_manifest *m, unsigned latency, char text[COSIM_READ_BYTES])
{
    if (m->result.node != NULL) {
        snprintf(text, COSIM_READ_BYTES, "with the result of the step");
    } else if (latency == 0) {
        snprintf(text, COSIM_READ_BYTES, "before the clock edge of the step");
    } else if (latency == 1) {
        snprintf(text, COSIM_READ_BYTES, "after the clock edge of the step");
    } else {
        snprintf(text, COSIM_READ_BYTES, "%u clock%s after the clock edge of the step", latency - 1,
                 latency == 2 ? "" : "s");
    }
    return text;
}
