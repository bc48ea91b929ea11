// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "judge/equations_answer.h"

cosim_eq_given *cosim_judge_eq_give(cosim_judge *j, const cosim_judge_answer *s, size_t phase)
{
    cosim_eq_case *c = j->q.equations;
    const cosim_eq_declaration *d = c->declaration;
    const cosim_equations *e = d->equations;
    const int64_t *row = s->block->inputs + s->i * e->input_count;
    if (d->phase_count == 1 && c->given_steps == j->step + 1) {
        return &c->given; /* as to the level before */
    }
    cosim_eq_phase_inputs(d, phase, row, c->input);
    for (size_t i = 0; i < e->input_count; i++) {
        const bool takes_part = !d->phases[phase].fixed[i];
        const double current_a = s->block->current_a[s->i] * d->share[i];
        c->input_real[i] = (double)c->input[i];
        c->added[i] = 0.0;
        c->event[i] = c->input[i] != 0;
        if (d->roles[i] == COSIM_EQ_ROLE_CURRENT && takes_part) {
            c->input_real[i] = current_a * c->drives.per_a[i];
        }
        if (d->roles[i] == COSIM_EQ_ROLE_CURRENT) {
            c->added[i] = current_a * c->drives.added_per_a;
        } else if (d->roles[i] == COSIM_EQ_ROLE_EVENT) {
            c->added[i] = (double)row[i] * cosim_eq_event_current(d, &c->drives, (unsigned)i) *
                          c->drives.added_per_a;
        }
    }
    if (s->block->hold != NULL) { /* the hold changes from step to cosim_judge_answer */
        cosim_eq_words_of_hold(d, &c->words, s->hold, c->param);
    }
    c->model.settled = j->step > 0 && s->block->hold == NULL;
    c->given.input = c->input;
    c->given.settled = c->model.settled;
    c->given.input_real = c->input_real;
    c->given.param = c->param;
    c->given.param_real = c->words.real;
    c->given.words = NULL;
    c->given.exact = false;
    c->given_steps = j->step + 1;
    return &c->given;
}

const char *cosim_judge_eq_name(const cosim_eq_declaration *d, size_t output)
{
    const cosim_eq_view *v = &d->views[output];
    return v->shows == COSIM_EQ_SHOWS_SPIKE                ? "spike"
           : v->shows == COSIM_EQ_SHOWS_AFTER && v->whole  ? "membrane"
           : v->shows == COSIM_EQ_SHOWS_BEFORE && v->whole ? "membrane before reset"
                                                           : d->equations->outputs[output].port;
}
