// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "strength/subject.h"

#include "equations/case.h"
#include "equations/declaration_text.h"
#include "equations/shipped.h"

#include <stdlib.h>
#include <string.h>

static const cosim_eq_declaration *declare_shipped(cosim_arena *arena, const lif_format *format,
                                                   cosim_diag *diag)
{
    char *text = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&text, &length);
    const cosim_eq_declaration *d = NULL;
    if (memory != NULL) {
        cosim_eq_put_shipped_keys(memory, format);
        cosim_eq_put_shipped(memory, format, 32);
    }
    if (memory == NULL || fclose(memory) != 0) {
        cosim_diag_memory(diag, NULL);
    } else {
        d = cosim_eq_declaration_read(arena, text, diag);
    }
    free(text);
    return d;
}

int cosim_subject_of(cosim_arena *arena, cosim_dut *dut, cosim_subject *subject, cosim_diag *diag)
{
    *subject = (cosim_subject){.dut = dut, .declaration = dut->equations};
    if (dut->equations != NULL) {
        return 0;
    }
    if ((dut->ops->capabilities & LIF_DUT_INTEGER_MODEL) == 0) {
        return cosim_diag_set(diag, NULL,
                              "circuit %s: has no equations of its own; give its manifest, whose "
                              "keys become equations",
                              dut->name);
    }
    subject->shipped = true;
    subject->declaration = declare_shipped(arena, &dut->ops->format, diag);
    return subject->declaration != NULL ? 0 : -1;
}

void cosim_subject_params(const cosim_subject *subject, const cosim_job *job, uint32_t hold,
                          int64_t *param)
{
    const lif_words *w = &job->q.words;
    if (!subject->shipped) {
        const cosim_eq_case *c = job->q.equations;
        cosim_eq_words_of_hold(subject->declaration, &c->words, hold, param);
        return;
    }
    const int64_t words[COSIM_EQ_SHIPPED_PARAMS] = {[COSIM_EQ_SHIPPED_LEAK] = w->leak_fx,
                                                    [COSIM_EQ_SHIPPED_THRESHOLD] = w->threshold_fx,
                                                    [COSIM_EQ_SHIPPED_RESET] = w->reset_fx,
                                                    [COSIM_EQ_SHIPPED_INITIAL] = w->initial_fx,
                                                    [COSIM_EQ_SHIPPED_WAIT] = w->initial_hold,
                                                    [COSIM_EQ_SHIPPED_ABOVE] = w->compare_above,
                                                    [COSIM_EQ_SHIPPED_SUBTRACT] =
                                                        w->reset_by_subtract,
                                                    [COSIM_EQ_SHIPPED_HOLD] = hold};
    memcpy(param, words, sizeof words);
}
