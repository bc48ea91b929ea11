// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "judge/equations_bounded.h"

#include <math.h>

/* Gives the larger of two numbers, and where one of them is none the other, as fmax does; a call of
 * that takes longer than what is judged here. Without this a first operand that is no number would
 * stay for ever, or hide the side of a bound that is there. */
static double larger(double a, double b) { return b > a || isnan(a) ? b : a; }

/* Tells whether the model's own path leads to a node: what it takes where it does not fire is no
 * membrane of a step that takes something else. */
static bool is_taken(const cosim_eq_case *c, const cosim_eq_node *node)
{
    const cosim_equations *e = c->declaration->equations;
    const cosim_eq_node *n = e->states[c->declaration->membrane].next;
    while (n != node && n->op == COSIM_EQ_CHOICE) {
        const bool fires =
            n->of[0] == e->fire || (n->of[0]->op == COSIM_EQ_NOT && n->of[0]->of[0] == e->fire);
        const bool value = fires ? n->of[0] != e->fire : c->model.word[n->of[0]->id] != 0;
        n = n->of[value ? 1 : 2];
    }
    return n == node;
}

static void note_membrane(cosim_judge *j, const cosim_judge_answer *s, const char *name, double x,
                          cosim_eq_interval error, double observed)
{
    const cosim_eq_case *c = j->q.equations;
    cosim_mismatch *m = cosim_judge_note(j, COSIM_LEVEL_BOUNDED, name, s->block, s->i);
    if (m != NULL) {
        m->expected_v = c->words.zero_v + x * c->words.lsb_v;
        m->observed_v = c->words.zero_v + observed * c->words.lsb_v;
        m->bound_v = fmax(-error.low, error.high) * c->words.lsb_v;
    }
    j->bounded_mismatches++;
}

/* Tells whether the bits that an output has of a node can be what it shows. */
static bool bits_can_be(const cosim_eq_view *v, cosim_eq_type type, double low, double high,
                        int64_t observed)
{
    const double below = exp2((double)v->low), all = exp2((double)type.bits);
    const double first = floor(ceil(low) / below), last = floor(floor(high) / below);
    double word = (double)observed;
    if (last - first + 1.0 >= all) {
        return true;
    }
    word += ceil((first - word) / all) * all; /* the first word from `first` on with these bits */
    return word <= last;
}

void cosim_judge_eq_output(cosim_judge *j, const cosim_judge_answer *s, size_t k)
{
    cosim_eq_case *c = j->q.equations;
    const cosim_eq_declaration *d = c->declaration;
    const cosim_eq_view *v = &d->views[k];
    if ((v->shows == COSIM_EQ_SHOWS_BEFORE && !is_taken(c, v->node)) ||
        c->plan->classes[v->node->id] != COSIM_EQ_FORM) {
        return;
    }
    const double x = c->bound.forms.x[v->node->id];
    const cosim_eq_interval error = cosim_eq_bound_error(&c->bound, v->node);
    const double observed = (double)s->outputs[k], off = observed - x;
    j->bounded_compared++;
    if (!v->whole) {
        if (!bits_can_be(v, d->equations->outputs[k].type, x + error.low, x + error.high,
                         s->outputs[k])) {
            note_membrane(j, s, d->equations->outputs[k].port, x, error, observed);
        }
        return;
    }
    const double side = off > 0.0 ? error.high : error.low;
    j->max_error = larger(j->max_error, fabs(off) * j->lsb);
    j->max_usage = larger(j->max_usage, off == 0.0 ? 0.0 : off / side);
    if (!cosim_eq_can_be(&c->bound.forms, v->node, error, observed)) {
        note_membrane(j, s, cosim_judge_eq_name(d, k), x, error, observed);
    }
}

bool cosim_judge_eq_decision(cosim_judge *j, cosim_judge_answer *s)
{
    if (s->spike ? s->must_not : s->must) {
        cosim_judge_note_words(j, COSIM_LEVEL_BOUNDED, "spike", s->block, s->i, s->must, s->spike);
        j->bounded_mismatches++;
        j->unexplained++;
        return false;
    }
    /* a bound that lies to one side of the ideal can decide otherwise than the ideal does */
    const bool ambiguous = (!s->must && !s->must_not) || (s->ideal ? s->must_not : s->must);
    j->decided += s->must && s->spike;
    j->ambiguous += ambiguous;
    return ambiguous;
}

void cosim_judge_eq_widest(cosim_judge *j, bool fired)
{
    cosim_eq_case *c = j->q.equations;
    const cosim_eq_declaration *d = c->declaration;
    const bool old = c->lif.of[COSIM_EQ_OLD_MEMBRANE] != NULL; /* and may update no membrane */
    const cosim_eq_node *n =
        old && fired ? d->equations->states[d->membrane].next : c->plan->update;
    if (c->plan->classes[n->id] == COSIM_EQ_FORM && !j->unbounded && !j->unanchored) {
        const cosim_eq_interval e = cosim_eq_bound_error(&c->bound, n);
        const double width = larger(-e.low, e.high);
        /* a step with no number for its width has no bound, and may not pass for a narrow one */
        j->max_bound = larger(j->max_bound, isnan(width) ? (double)INFINITY : width * j->lsb);
    }
}
