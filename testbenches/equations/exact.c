// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "exact.h"

#include "equations/compute.h"
#include "equations/form_parts.h"
#include "rational.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONG_BITS = 6000 };

typedef struct range {
    rational low, high;
} range;

struct exact {
    const cosim_eq_plan *plan;
    const cosim_equations *e;
    size_t symbols, states;
    int64_t *word;
    rational *x, *coefficient; /* a row of symbols a node */
    range *rest, *symbol;
    cosim_eq_truth *truth;
    const cosim_eq_forms *forms; /* in double, of this step */
    bool mistaken;               /* what is certain there is not so here */
    /* of each state before the next step; these outlive a step */
    int64_t *state_word;
    kept_rational *state_x, *state_low, *state_high, *lent;
};

/* ---- intervals ---- */

static range plus(range a, range b) { return (range){add(a.low, b.low), add(a.high, b.high)}; }

static range times(rational c, range a)
{
    const rational p = multiply(c, a.low), q = multiply(c, a.high);
    return (range){lesser(p, q), greater(p, q)};
}

static range product(range a, range b)
{
    const range p = times(a.low, b), q = times(a.high, b);
    return (range){lesser(p.low, q.low), greater(p.high, q.high)};
}

static range point(rational x) { return (range){x, x}; }

static rational *row(const exact *e, const cosim_eq_node *n)
{
    return e->coefficient + n->id * e->symbols;
}

static range error_of(const exact *e, const cosim_eq_node *n)
{
    range total = e->rest[n->id];
    for (size_t k = 0; k < e->symbols; k++) {
        total = plus(total, times(row(e, n)[k], e->symbol[k]));
    }
    return total;
}

static void clear(const exact *e, const cosim_eq_node *n)
{
    for (size_t k = 0; k < e->symbols; k++) {
        row(e, n)[k] = zero();
    }
}

/* Puts a node whose ideal is x as its operands have it: it goes on from the ideal that double has,
 * and what that is off belongs to the error. (A product of two errors depends on where it is
 * taken.) */
static void put(exact *e, const cosim_eq_node *n, rational x, range rest)
{
    const rational anchor = from_double(e->forms->x[n->id]);
    e->x[n->id] = anchor;
    e->rest[n->id] = plus(rest, point(subtract(x, anchor)));
}

/* Puts a word that may be anything in w. */
static void put_hull(exact *e, const cosim_eq_node *n, range w)
{
    const int symbol = e->plan->symbol[n->id];
    const rational anchor = from_double(e->forms->x[n->id]);
    const range i = {subtract(w.low, anchor), subtract(w.high, anchor)};
    clear(e, n);
    put(e, n, anchor, symbol == COSIM_EQ_NO_SYMBOL ? i : point(zero()));
    if (symbol != COSIM_EQ_NO_SYMBOL) {
        e->symbol[symbol] = i;
        row(e, n)[symbol] = integer(1);
    }
}

static void copy(exact *e, const cosim_eq_node *n, const cosim_eq_node *from, rational x)
{
    memcpy(row(e, n), row(e, from), e->symbols * sizeof *e->coefficient);
    put(e, n, x, plus(e->rest[from->id], point(subtract(e->x[from->id], x))));
}

/* ---- conditions ---- */

static range difference(const exact *e, const cosim_eq_node *a, const cosim_eq_node *b)
{
    range d = plus(point(subtract(e->x[a->id], e->x[b->id])),
                   plus(e->rest[a->id], times(integer(-1), e->rest[b->id])));
    for (size_t k = 0; k < e->symbols; k++) {
        d = plus(d, times(subtract(row(e, a)[k], row(e, b)[k]), e->symbol[k]));
    }
    return d;
}

static cosim_eq_truth bit_of(const exact *e, const cosim_eq_node *n)
{
    const range w = plus(point(e->x[n->id]), error_of(e, n));
    return (cosim_eq_truth){sign(e->x[n->id]) != 0, sign(w.low) > 0                   ? 1
                                                    : compare(w.high, integer(1)) < 0 ? 0
                                                                                      : 2};
}

static cosim_eq_truth truth_of(const exact *e, const cosim_eq_node *n)
{
    if (e->plan->classes[n->id] == COSIM_EQ_EXACT) {
        return (cosim_eq_truth){e->word[n->id] != 0, e->word[n->id] != 0};
    }
    return cosim_eq_is_condition(n->op) ? e->truth[n->id] : bit_of(e, n);
}

static cosim_eq_truth compared(const exact *e, const cosim_eq_node *n)
{
    const range d = difference(e, n->of[0], n->of[1]); /* of words, which are integers */
    const int ideal = compare(e->x[n->of[0]->id], e->x[n->of[1]->id]);
    const bool below = sign(d.high)<0, above = sign(d.low)> 0;
    const bool at_least = compare(d.low, integer(-1)) > 0,
               at_most = compare(d.high, integer(1)) < 0;
    if (n->op == COSIM_EQ_LESS) {
        return (cosim_eq_truth){ideal < 0, below ? 1 : at_least ? 0 : 2};
    }
    if (n->op == COSIM_EQ_AT_MOST) {
        return (cosim_eq_truth){ideal <= 0, at_most ? 1 : above ? 0 : 2};
    }
    const bool same = n->op == COSIM_EQ_EQUAL;
    return (cosim_eq_truth){(ideal == 0) == same, below || above        ? !same
                                                  : at_least && at_most ? same
                                                                        : 2};
}

static cosim_eq_truth connected(const exact *e, const cosim_eq_node *n)
{
    static const uint8_t no[] = {1, 0, 2};
    const cosim_eq_truth a = truth_of(e, n->of[0]);
    if (n->op == COSIM_EQ_NOT) {
        return (cosim_eq_truth){!a.ideal, no[a.word]};
    }
    const cosim_eq_truth b = truth_of(e, n->of[1]);
    if (n->op == COSIM_EQ_OR) { /* not (not a and not b) */
        const uint8_t p = no[a.word], q = no[b.word];
        return (cosim_eq_truth){a.ideal || b.ideal, no[p == 0 || q == 0 ? 0 : p > q ? p : q]};
    }
    return (cosim_eq_truth){a.ideal && b.ideal, a.word == 0 || b.word == 0 ? 0
                                                : a.word > b.word          ? a.word
                                                                           : b.word};
}

static cosim_eq_truth decide(exact *e, const cosim_eq_node *n)
{
    const bool connects = n->op == COSIM_EQ_AND || n->op == COSIM_EQ_OR || n->op == COSIM_EQ_NOT;
    return connects ? connected(e, n) : compared(e, n);
}

/* ---- sums, products and divisions ---- */

static void put_sum(exact *e, const cosim_eq_node *n, int second)
{
    const cosim_eq_node *a = n->of[0], *b = n->of[1];
    const rational by = integer(second);
    for (size_t k = 0; k < e->symbols; k++) {
        row(e, n)[k] = add(row(e, a)[k], multiply(by, row(e, b)[k]));
    }
    put(e, n, add(e->x[a->id], multiply(by, e->x[b->id])),
        plus(e->rest[a->id], times(by, e->rest[b->id])));
}

/* Multiplies by a factor whose word is known, which stands for a real value. */
static void put_scaled(exact *e, const cosim_eq_node *n, const cosim_eq_node *a, rational word,
                       rational real)
{
    for (size_t k = 0; k < e->symbols; k++) {
        row(e, n)[k] = multiply(word, row(e, a)[k]);
    }
    put(e, n, multiply(real, e->x[a->id]),
        plus(times(word, e->rest[a->id]), point(multiply(subtract(word, real), e->x[a->id]))));
}

static void put_product(exact *e, const cosim_eq_node *n)
{
    const cosim_eq_node *a = n->of[0], *b = n->of[1];
    const rational xa = e->x[a->id], xb = e->x[b->id];
    if (e->plan->classes[b->id] != COSIM_EQ_FORM) {
        put_scaled(e, n, a, integer(e->word[b->id]), xb);
    } else if (e->plan->classes[a->id] != COSIM_EQ_FORM) {
        put_scaled(e, n, b, integer(e->word[a->id]), xa);
    } else {
        const range second = product(error_of(e, a), error_of(e, b));
        for (size_t k = 0; k < e->symbols; k++) {
            row(e, n)[k] = add(multiply(xb, row(e, a)[k]), multiply(xa, row(e, b)[k]));
        }
        put(e, n, multiply(xa, xb),
            plus(second, plus(times(xb, e->rest[a->id]), times(xa, e->rest[b->id]))));
    }
}

/* Gives the exponent of a power of two that divides the word for certain. */
static unsigned twos(const exact *e, const cosim_eq_node *n, unsigned depth)
{
    if (e->plan->classes[n->id] != COSIM_EQ_FORM) {
        unsigned count = 0;
        for (int64_t word = e->word[n->id]; count < 62 && word % 2 == 0; word /= 2) {
            count++;
        }
        return count;
    }
    if (depth == 0 || (n->op != COSIM_EQ_ADD && n->op != COSIM_EQ_SUB && n->op != COSIM_EQ_MUL)) {
        return 0;
    }
    const unsigned a = twos(e, n->of[0], depth - 1), b = twos(e, n->of[1], depth - 1);
    const unsigned both = n->op == COSIM_EQ_MUL ? a + b : a < b ? a : b;
    return both < 62 ? both : 62;
}

static range rounding(const exact *e, const cosim_eq_node *n, rational divisor, rational below)
{
    const cosim_eq_node *a = n->of[0];
    const rational finest =
        divide(n->op == COSIM_EQ_DIV ? integer(1) : power_of_two(twos(e, a, 6)), divisor);
    const rational last = subtract(integer(1), finest);
    if (sign(last) <= 0) {
        return point(divide(below, divisor));
    }
    if (n->op == COSIM_EQ_CEIL) {
        return (range){zero(), last};
    }
    if (n->op == COSIM_EQ_ROUND) {
        const rational half = divide(integer(1), integer(2));
        return (range){subtract(finest, half), half};
    }
    if (n->op == COSIM_EQ_TRUNC || n->op == COSIM_EQ_DIV) {
        const range w = plus(point(e->x[a->id]), error_of(e, a));
        const rational high = lesser(w.high, integer(a->high)),
                       low = greater(w.low, integer(a->low));
        return (range){subtract(zero(), lesser(last, greater(divide(high, divisor), zero()))),
                       lesser(last, greater(subtract(zero(), divide(low, divisor)), zero()))};
    }
    const rational share = divide(below, divisor);
    return (range){subtract(share, last), share};
}

static void put_division(exact *e, const cosim_eq_node *n)
{
    const cosim_eq_node *a = n->of[0];
    const int64_t amount = e->word[n->of[1]->id]; /* a shift by a state has no bound */
    const int symbol = e->plan->symbol[n->id];
    const bool down = n->op == COSIM_EQ_FLOOR || n->op == COSIM_EQ_REST;
    const rational divisor = n->op == COSIM_EQ_DIV ? integer(amount) : power_of_two(amount);
    const rational below =
        integer(down && amount < 63 ? cosim_eq_left_over(e->plan->sum[a->id], amount) : 0);
    const range lost = rounding(e, n, divisor, below);
    e->symbol[symbol] = lost;
    clear(e, n);
    if (n->op == COSIM_EQ_REST) {
        row(e, n)[symbol] = subtract(zero(), divisor);
        put(e, n, zero(), point(below));
        return;
    }
    const rational share = divide(integer(1), divisor);
    for (size_t k = 0; k < e->symbols; k++) {
        row(e, n)[k] = multiply(row(e, a)[k], share);
    }
    row(e, n)[symbol] = add(row(e, n)[symbol], integer(1));
    put(e, n, multiply(subtract(e->x[a->id], below), share), times(share, e->rest[a->id]));
}

/* ---- choices and limits ---- */

/* The branch is that of double: what may go either way there is put as a hull here too, because the
 * forms would not be alike otherwise. What is certain there must be certain here. */
static bool certain(exact *e, bool in_double, bool here)
{
    e->mistaken = e->mistaken || (in_double && !here);
    return in_double;
}

/* Gives what the word is in double. */
static cosim_eq_interval word_in_double(const exact *e, const cosim_eq_node *n)
{
    const cosim_eq_interval i = cosim_eq_error(e->forms, n);
    const double x = e->forms->x[n->id];
    return (cosim_eq_interval){x + i.low, x + i.high};
}

static range word_of(const exact *e, const cosim_eq_node *n)
{
    return plus(point(e->x[n->id]), error_of(e, n));
}

static void put_least(exact *e, const cosim_eq_node *n, bool most)
{
    const cosim_eq_node *a = n->of[0], *b = n->of[1];
    const range d = difference(e, a, b);
    const cosim_eq_interval in_double = cosim_eq_form_difference(e->forms, n);
    const rational xa = e->x[a->id], xb = e->x[b->id], x = most ? greater(xa, xb) : lesser(xa, xb);
    if (certain(e, most ? in_double.low >= 0.0 : in_double.high <= 0.0,
                most ? sign(d.low) >= 0 : sign(d.high) <= 0)) {
        copy(e, n, a, x);
    } else if (certain(e, most ? in_double.high <= 0.0 : in_double.low >= 0.0,
                       most ? sign(d.high) <= 0 : sign(d.low) >= 0)) {
        copy(e, n, b, x);
    } else {
        const range p = word_of(e, a), q = word_of(e, b);
        put_hull(e, n,
                 most ? (range){greater(p.low, q.low), greater(p.high, q.high)}
                      : (range){lesser(p.low, q.low), lesser(p.high, q.high)});
    }
}

static void put_magnitude(exact *e, const cosim_eq_node *n)
{
    const cosim_eq_node *a = n->of[0];
    const rational x = e->x[a->id], minus = subtract(zero(), x), size = greater(x, minus);
    const range w = word_of(e, a);
    const cosim_eq_interval in_double = word_in_double(e, a);
    if (certain(e, in_double.low >= 0.0, sign(w.low) >= 0)) {
        copy(e, n, a, size);
    } else if (certain(e, in_double.high <= 0.0, sign(w.high) <= 0)) {
        for (size_t k = 0; k < e->symbols; k++) {
            row(e, n)[k] = subtract(zero(), row(e, a)[k]);
        }
        put(e, n, size, plus(times(integer(-1), e->rest[a->id]), point(subtract(minus, size))));
    } else {
        put_hull(e, n, (range){zero(), greater(w.high, subtract(zero(), w.low))});
    }
}

static void put_choice(exact *e, const cosim_eq_node *n)
{
    const cosim_eq_truth t = truth_of(e, n->of[0]);
    const uint8_t in_double = cosim_eq_truth_of(e->forms, n->of[0]).word;
    const cosim_eq_node *a = n->of[1], *b = n->of[2];
    const rational x = e->x[t.ideal ? a->id : b->id];
    if (certain(e, in_double != 2, in_double == t.word)) {
        copy(e, n, in_double == 1 ? a : b, x);
    } else {
        const range p = word_of(e, a), q = word_of(e, b);
        put_hull(e, n, (range){lesser(p.low, q.low), greater(p.high, q.high)});
    }
}

static void put_cut(exact *e, const cosim_eq_node *n)
{
    const double low = (double)cosim_eq_type_low(n->type),
                 high = (double)cosim_eq_type_high(n->type);
    const range type = {integer(cosim_eq_type_low(n->type)), integer(cosim_eq_type_high(n->type))};
    const range w = word_of(e, n->of[0]);
    const cosim_eq_interval in_double = word_in_double(e, n->of[0]);
    const rational x = e->x[n->of[0]->id];
    /* where the words of the step are known, a cut that left one as it was is none; in such a step
     * what follows from params alone stays as it was */
    const int64_t *words = e->plan->settled[n->id] ? NULL : e->forms->words;
    const bool is_same = words != NULL && words[n->id] == words[n->of[0]->id];
    const bool fits_in_double = in_double.low > low - 1.0 && in_double.high < high + 1.0;
    const bool fits = compare(w.low, subtract(type.low, integer(1))) > 0 &&
                      compare(w.high, add(type.high, integer(1))) < 0;
    if (is_same || certain(e, fits_in_double, fits)) {
        copy(e, n, n->of[0], x);
    } else {
        put_hull(e, n, type);
    }
}

static void put_saturated(exact *e, const cosim_eq_node *n)
{
    const double low = (double)cosim_eq_type_low(n->type),
                 high = (double)cosim_eq_type_high(n->type);
    const range type = {integer(cosim_eq_type_low(n->type)), integer(cosim_eq_type_high(n->type))};
    const range w = word_of(e, n->of[0]);
    const cosim_eq_interval in_double = word_in_double(e, n->of[0]);
    const rational x = lesser(greater(e->x[n->of[0]->id], type.low), type.high);
    /* a word is an integer: less than one beyond the type is within it */
    if (certain(e, in_double.low >= low && in_double.high <= high,
                compare(w.low, subtract(type.low, integer(1))) > 0 &&
                    compare(w.high, add(type.high, integer(1))) < 0)) {
        copy(e, n, n->of[0], x);
    } else {
        put_hull(e, n,
                 (range){lesser(greater(w.low, type.low), type.high),
                         lesser(greater(w.high, type.low), type.high)});
    }
}

/* ---- a node ---- */

static void put_form(exact *e, const cosim_eq_node *n)
{
    switch ((int)n->op) {
    case COSIM_EQ_ADD:
        put_sum(e, n, 1);
        break;
    case COSIM_EQ_SUB:
        put_sum(e, n, -1);
        break;
    case COSIM_EQ_MUL:
        put_product(e, n);
        break;
    case COSIM_EQ_SHIFT_LEFT: {
        const rational by = power_of_two(e->word[n->of[1]->id]);
        put_scaled(e, n, n->of[0], by, by);
        break;
    }
    case COSIM_EQ_MIN:
        put_least(e, n, false);
        break;
    case COSIM_EQ_MAX:
        put_least(e, n, true);
        break;
    case COSIM_EQ_ABS:
        put_magnitude(e, n);
        break;
    case COSIM_EQ_CUT:
        put_cut(e, n);
        break;
    case COSIM_EQ_SATURATE:
        put_saturated(e, n);
        break;
    case COSIM_EQ_CHOICE:
        put_choice(e, n);
        break;
    default:
        if (cosim_eq_is_condition(n->op)) {
            const cosim_eq_truth t = e->truth[n->id] = decide(e, n);
            const uint8_t word = e->forms->truth[n->id].word == 2 ? 2 : t.word;
            put_hull(e, n, (range){integer(word == 1), integer(word != 0)});
        } else {
            put_division(e, n);
        }
        break;
    }
}

static void put_known(exact *e, const cosim_eq_node *n, int64_t word, rational x)
{
    e->word[n->id] = word;
    clear(e, n);
    put(e, n, x, point(subtract(integer(word), x)));
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
        clear(e, n);
        row(e, n)[e->plan->state_symbol[i]] = integer(1);
        for (size_t k = 0; k < e->states; k++) {
            const int other = e->plan->state_symbol[k];
            if (other != COSIM_EQ_NO_SYMBOL) {
                row(e, n)[other] = add(row(e, n)[other], kept(&e->lent[i * e->states + k]));
            }
        }
        put(e, n, kept(&e->state_x[i]), point(zero()));
    }
}

static void put_operation(exact *e, const cosim_eq_node *n)
{
    int64_t of[3] = {0, 0, 0};
    if (e->plan->classes[n->id] == COSIM_EQ_FORM) {
        put_form(e, n);
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
    const range off = error_of(e, n);
    const rational is = subtract(integer(word), e->x[n->id]);
    return compare(off.low, is) <= 0 && compare(is, off.high) <= 0;
}

/* Compares a node that has a form with what double has. */
static exact_outcome compare_node(const exact *e, const cosim_eq_node *n,
                                  const cosim_eq_bound *bound, char *what, size_t bytes)
{
    const cosim_eq_interval d = cosim_eq_error(&bound->forms, n);
    const rational x = from_double(bound->forms.x[n->id]);
    const range w = plus(point(e->x[n->id]), error_of(e, n));
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
            const cosim_eq_truth t = forms ? decide(e, n) : bound->decision;
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
    const rational c = row(e, e->e->states[i].next)[symbol];
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
            total = plus(total, times(row(e, s->next)[symbol], e->symbol[symbol]));
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
