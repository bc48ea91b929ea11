// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "exact.h"

#include "equations/compute.h"
#include "equations/form_parts.h"
#include "exact_condition.h"
#include "exact_form.h"
#include "exact_operator.h"

#include <stdio.h>
#include <stdlib.h>

enum { LONG_BITS = 6000 };

/* ---- a node ---- */

static void put_known(exact *e, const cosim_eq_node *n, int64_t word, rational x)
{
    e->word[n->id] = word;
    exact_clear(e, n);
    exact_put(e, n, x, point(subtract(integer(word), x)));
}

static void put_leaf(exact *e, const cosim_eq_node *n, const cosim_eq_given *given)
{
    const bool real = e->plan->classes[n->id] == COSIM_EQ_KNOWN;
    const size_t i = n->leaf;
    if (n->op == COSIM_EQ_INPUT) {
        put_known(e, n, given->input[i],
                  real ? from_double(given->input_real[i]) : integer(given->input[i]));
    } else if (n->op == COSIM_EQ_PARAM) {
        put_known(e, n, given->param[i],
                  real ? from_double(given->param_real[i]) : integer(given->param[i]));
    } else if (n->op != COSIM_EQ_STATE) {
        put_known(e, n, n->value, integer(n->value));
    } else if (e->plan->state_symbol[i] == COSIM_EQ_NO_SYMBOL) {
        put_known(e, n, e->state_word[i], integer(e->state_word[i]));
    } else {
        exact_clear(e, n);
        exact_row(e, n)[e->plan->state_symbol[i]] = integer(1);
        for (size_t k = 0; k < e->states; k++) {
            const int other = e->plan->state_symbol[k];
            if (other != COSIM_EQ_NO_SYMBOL) {
                exact_row(e, n)[other] =
                    add(exact_row(e, n)[other], kept(&e->lent[i * e->states + k]));
            }
        }
        exact_put(e, n, kept(&e->state_x[i]), point(zero()));
    }
}

static void put_operation(exact *e, const cosim_eq_node *n)
{
    int64_t of[3] = {0, 0, 0};
    if (e->plan->classes[n->id] == COSIM_EQ_FORM) {
        exact_put_form(e, n);
        return;
    }
    for (unsigned k = 0; k < cosim_eq_operands(n->op); k++) {
        of[k] = e->word[n->of[k]->id];
    }
    const int64_t word = cosim_eq_compute(n->op, n->type, of[0], of[1], of[2]);
    rational x = integer(word);
    if (e->plan->classes[n->id] == COSIM_EQ_KNOWN) {
        const rational a = e->x[n->of[0]->id], b = e->x[n->of[1]->id];
        x = n->op == COSIM_EQ_ADD   ? add(a, b)
            : n->op == COSIM_EQ_SUB ? subtract(a, b)
                                    : multiply(a, b);
    }
    put_known(e, n, word, x);
}

/* ---- a step ---- */

bool exact_can_be(const exact *e, const cosim_eq_node *n, int64_t word)
{
    const range off = exact_error(e, n);
    const rational is = subtract(integer(word), e->x[n->id]);
    return compare(off.low, is) <= 0 && compare(is, off.high) <= 0;
}

/* Compares a node that has a form with what double has. */
static exact_outcome compare_node(const exact *e, const cosim_eq_node *n,
                                  const cosim_eq_bound *bound, char *what, size_t bytes)
{
    const cosim_eq_interval d = cosim_eq_error(&bound->forms, n);
    const rational x = from_double(bound->forms.x[n->id]);
    const range w = exact_word(e, n);
    const rational low = add(x, from_double(d.low)), high = add(x, from_double(d.high));
    /* products of many shifts may be smaller than the smallest double */
    const rational least = divide(integer(1), power_of_two(1022));
    if (compare(low, add(w.low, least)) <= 0 && compare(w.high, add(high, least)) <= 0) {
        return bits_of(w.low) > LONG_BITS || bits_of(w.high) > LONG_BITS ? EXACT_LONG : EXACT_HOLDS;
    }
    snprintf(what, bytes,
             "node %u (operator %d): ideal %.17g, in %.17g to %.17g; in double %.17g, short by "
             "%.3g, %.3g",
             n->id, (int)n->op, to_double(e->x[n->id]), to_double(w.low), to_double(w.high),
             bound->forms.x[n->id], to_double(subtract(low, w.low)),
             to_double(subtract(w.high, high)));
    return EXACT_ENCLOSED;
}

/* In double, a condition may be open that is certain here, and not the other way round. */
static bool truths_agree(cosim_eq_truth here, cosim_eq_truth in_double)
{
    return here.ideal == in_double.ideal && (in_double.word == 2 || in_double.word == here.word);
}

exact_outcome exact_step(exact *e, const cosim_eq_given *given, bool fired,
                         const cosim_eq_bound *bound, char *what, size_t bytes)
{
    exact_outcome outcome = EXACT_HOLDS;
    rationals_begin();
    e->forms = &bound->forms;
    e->mistaken = false;
    for (size_t k = 0; k < e->symbols; k++) {
        e->symbol[k] = point(zero());
    }
    for (size_t i = 0; i < e->states; i++) {
        if (e->plan->state_symbol[i] != COSIM_EQ_NO_SYMBOL) {
            e->symbol[e->plan->state_symbol[i]] =
                (range){kept(&e->state_low[i]), kept(&e->state_high[i])};
        }
    }
    for (size_t id = 0; id < e->plan->nodes && (outcome == EXACT_HOLDS || outcome == EXACT_LONG);
         id++) {
        const cosim_eq_node *n = cosim_eq_tree_node(e->e->tree, id);
        if (!e->plan->needed[id]) {
            continue;
        }
        if (n == e->e->fire) { /* decided, and then adopted */
            const bool forms = cosim_eq_operands(n->op) > 0 && cosim_eq_is_condition(n->op);
            const cosim_eq_truth t = forms ? exact_decide(e, n) : bound->decision;
            if (!truths_agree(t, bound->decision)) {
                snprintf(what, bytes, "the decision: %d, in double %d", t.word,
                         bound->decision.word);
                outcome = EXACT_DECIDED;
            }
            put_known(e, n, fired, integer(fired));
            continue;
        }
        if (cosim_eq_operands(n->op) == 0) {
            put_leaf(e, n, given);
        } else {
            put_operation(e, n);
        }
        if (e->plan->classes[id] == COSIM_EQ_FORM) {
            /* of a condition that nothing takes as a number double has the truth alone */
            const exact_outcome of_node = cosim_eq_is_condition(n->op) && !e->plan->number[id]
                                              ? EXACT_HOLDS
                                              : compare_node(e, n, bound, what, bytes);
            outcome = of_node == EXACT_HOLDS ? outcome : of_node;
            e->mistaken = e->mistaken || (cosim_eq_is_condition(n->op) &&
                                          !truths_agree(e->truth[id], bound->forms.truth[id]));
        }
    }
    return e->mistaken && outcome != EXACT_ENCLOSED ? EXACT_DECIDED : outcome;
}

/* ---- from step to step ---- */

static cosim_eq_kept side_of(const exact *e, size_t state)
{
    const cosim_eq_node *n = e->e->states[state].next;
    while (n->op == COSIM_EQ_CHOICE && e->plan->classes[n->id] != COSIM_EQ_EXACT) {
        const cosim_eq_truth t = cosim_eq_truth_of(e->forms, n->of[0]);
        if (t.word == 2) {
            return COSIM_EQ_KEEPS_OTHER;
        }
        n = n->of[t.word == 1 ? 1 : 2];
    }
    return n == e->plan->rest[state]       ? COSIM_EQ_KEEPS_REST
           : n == e->e->states[state].node ? COSIM_EQ_KEEPS_SELF
                                           : COSIM_EQ_KEEPS_OTHER;
}

/* Finds a state that keeps what a symbol stands for, and gives how much of it that has; the
 * constant beside it is added to the total. NULL: there is none. */
static rational share_of(const exact *e, size_t i, size_t symbol, const cosim_eq_kept *side,
                         size_t *state, range *total)
{
    const rational c = exact_row(e, e->e->states[i].next)[symbol];
    for (size_t k = 0; k < e->states && sign(c) != 0; k++) {
        if (k == i || e->plan->lends[k] == COSIM_EQ_NO_SYMBOL) {
            continue;
        }
        *state = k;
        if (side[k] == COSIM_EQ_KEEPS_REST && e->plan->lends[k] == (int)symbol) {
            const cosim_eq_node *rest = e->plan->rest[k];
            const rational share = divide(c, power_of_two(e->word[rest->of[1]->id]));
            *total = plus(*total, point(multiply(share, e->rest[rest->id].low)));
            return subtract(zero(), share);
        }
        if (side[k] == COSIM_EQ_KEEPS_SELF && e->plan->state_symbol[k] == (int)symbol) {
            return c;
        }
    }
    return NULL;
}

static void advance_state(exact *e, size_t i, const cosim_eq_kept *side)
{
    const cosim_eq_state *s = &e->e->states[i];
    range total = e->rest[s->next->id];
    bool lends = false;
    for (size_t k = 0; k < e->states; k++) {
        keep(&e->lent[i * e->states + k], zero());
    }
    for (size_t symbol = 0; symbol < e->symbols; symbol++) {
        size_t state = 0;
        const rational share = share_of(e, i, symbol, side, &state, &total);
        if (share == NULL) {
            total = plus(total, times(exact_row(e, s->next)[symbol], e->symbol[symbol]));
        } else {
            kept_rational *lent = &e->lent[i * e->states + state];
            keep(lent, add(kept(lent), share));
        }
    }
    for (size_t k = 0; k < e->states; k++) {
        lends = lends || sign(kept(&e->lent[i * e->states + k])) != 0;
    }
    if (!lends) { /* a word is within its type, whatever happened */
        const rational x = e->x[s->next->id];
        total.low = greater(total.low, subtract(integer(cosim_eq_type_low(s->type)), x));
        total.high = lesser(total.high, subtract(integer(cosim_eq_type_high(s->type)), x));
    }
    keep(&e->state_low[i], total.low);
    keep(&e->state_high[i], total.high);
}

void exact_advance(exact *e)
{
    cosim_eq_kept *side = calloc(e->states + 1, sizeof *side);
    for (size_t k = 0; k < e->states && side != NULL; k++) {
        side[k] = e->plan->lends[k] == COSIM_EQ_NO_SYMBOL ? COSIM_EQ_KEEPS_OTHER : side_of(e, k);
    }
    for (size_t i = 0; i < e->states && side != NULL; i++) {
        if (e->plan->state_symbol[i] == COSIM_EQ_NO_SYMBOL) {
            e->state_word[i] = e->word[e->e->states[i].next->id];
        } else {
            advance_state(e, i, side);
        }
    }
    for (size_t i = 0; i < e->states; i++) {
        keep(&e->state_x[i], e->x[e->e->states[i].next->id]);
    }
    free(side);
}

exact *exact_new(const cosim_eq_plan *plan)
{
    const cosim_equations *equations = plan->declaration->equations;
    const size_t states = equations->state_count, nodes = plan->nodes + 1;
    exact *e = calloc(1, sizeof *e);
    if (e == NULL) {
        abort();
    }
    *e = (exact){.plan = plan, .e = equations, .symbols = plan->symbols, .states = states};
    e->word = calloc(nodes, sizeof *e->word);
    e->x = calloc(nodes, sizeof *e->x);
    e->coefficient = calloc(nodes * (plan->symbols + 1), sizeof *e->coefficient);
    e->rest = calloc(nodes, sizeof *e->rest);
    e->symbol = calloc(plan->symbols + 1, sizeof *e->symbol);
    e->truth = calloc(nodes, sizeof *e->truth);
    e->state_word = calloc(states + 1, sizeof *e->state_word);
    e->state_x = kept_new(states);
    e->state_low = kept_new(states);
    e->state_high = kept_new(states);
    e->lent = kept_new(states * states);
    rationals_begin();
    for (size_t i = 0; i < states; i++) {
        const cosim_eq_node *reset = equations->states[i].reset;
        const bool param = reset->op == COSIM_EQ_PARAM;
        e->state_word[i] = param ? plan->words->word[reset->leaf] : reset->value;
        keep(&e->state_x[i],
             param ? from_double(plan->words->real[reset->leaf]) : integer(reset->value));
        keep(&e->state_low[i], subtract(integer(e->state_word[i]), kept(&e->state_x[i])));
        keep(&e->state_high[i], kept(&e->state_low[i]));
    }
    return e;
}

void exact_free(exact *e)
{
    if (e == NULL) {
        return;
    }
    kept_free(e->state_x, e->states);
    kept_free(e->state_low, e->states);
    kept_free(e->state_high, e->states);
    kept_free(e->lent, e->states * e->states);
    free(e->word);
    free(e->x);
    free(e->coefficient);
    free(e->rest);
    free(e->symbol);
    free(e->truth);
    free(e->state_word);
    free(e);
}
