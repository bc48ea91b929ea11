// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "judge/equations_exact.h"

#include <string.h>

/* Computes the integer model's phases; `forced` is the decision of the last of them, or -1 for its
 * own. Returns whether any fires. */
static bool run_model(cosim_judge *j, const cosim_judge_answer *s, int forced)
{
    cosim_eq_case *c = j->q.equations;
    const cosim_eq_declaration *d = c->declaration;
    bool any = false;
    for (size_t phase = 0; phase < d->phase_count; phase++) {
        const bool last = phase + 1 == d->phase_count;
        const cosim_eq_given *given = cosim_judge_eq_give(j, s, phase);
        const bool fires = cosim_eq_model_step(&c->model, given->input, given->param,
                                               forced < 0            ? -1
                                               : last && forced == 1 ? 1
                                                                     : 0);
        c->fires[phase] = forced < 0 ? fires : last && forced == 1;
        any = any || c->fires[phase];
        const cosim_eq_node *cut = cosim_eq_model_clipped(&c->model);
        if (cut != NULL && !j->cut_in_step) {
            j->cut_in_step = true;
            if (j->cut_steps++ == 0) {
                j->cut = cut;
                j->first_cut = j->step;
            }
        }
        if (!last) {
            cosim_eq_model_advance(&c->model);
        }
    }
    return any;
}

/* Compares every output with the model's word, the spike included. */
void cosim_judge_eq_exact(cosim_judge *j, cosim_judge_answer *s)
{
    cosim_eq_case *c = j->q.equations;
    const cosim_eq_declaration *d = c->declaration;
    const cosim_equations *e = d->equations;
    if (!j->exact_applies) { /* the model only counts, as the circuit decides */
        run_model(j, s, s->spike);
        return;
    }
    memcpy(c->before, c->model.state, e->state_count * sizeof *c->before);
    const bool spike = run_model(j, s, -1);
    bool equal = true;
    for (size_t k = 0; k < e->output_count; k++) {
        const bool of_spike = d->views[k].shows == COSIM_EQ_SHOWS_SPIKE;
        const int64_t expected = of_spike ? spike : c->model.word[e->outputs[k].node->id];
        if (s->outputs[k] != expected) {
            cosim_judge_note_words(j, COSIM_LEVEL_EXACT, cosim_judge_eq_name(d, k), s->block, s->i,
                                   expected, s->outputs[k]);
            equal = false;
        }
    }
    j->exact_compared++;
    if (equal) {
        return;
    }
    j->exact_mismatches++;
    if (spike != s->spike) { /* go on as the circuit decided */
        memcpy(c->model.state, c->before, e->state_count * sizeof *c->before);
        run_model(j, s, s->spike);
    }
}

/* Goes on with the states that outputs show as the circuit has them. */
void cosim_judge_eq_adopt(cosim_judge *j, const cosim_judge_answer *s)
{
    cosim_eq_case *c = j->q.equations;
    const cosim_equations *e = c->declaration->equations;
    for (size_t k = 0; k < e->output_count; k++) {
        for (size_t i = 0; i < e->state_count; i++) {
            if (e->outputs[k].node == e->states[i].next) {
                c->model.state[i] = s->outputs[k];
            }
        }
    }
}
