// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "exact_operator.h"

#include "equations/compute.h"
#include "equations/form_parts.h"
#include "exact_condition.h"

/* ---- sums, products and divisions ---- */

static void put_sum(exact *e, const cosim_eq_node *n, int second)
{
    const cosim_eq_node *a = n->of[0], *b = n->of[1];
    const rational by = integer(second);
    for (size_t k = 0; k < e->symbols; k++) {
        exact_row(e, n)[k] = add(exact_row(e, a)[k], multiply(by, exact_row(e, b)[k]));
    }
    exact_put(e, n, add(e->x[a->id], multiply(by, e->x[b->id])),
              plus(e->rest[a->id], times(by, e->rest[b->id])));
}

/* Multiplies by a factor whose word is known, which stands for a real value. */
static void put_scaled(exact *e, const cosim_eq_node *n, const cosim_eq_node *a, rational word,
                       rational real)
{
    for (size_t k = 0; k < e->symbols; k++) {
        exact_row(e, n)[k] = multiply(word, exact_row(e, a)[k]);
    }
    exact_put(
        e, n, multiply(real, e->x[a->id]),
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
        const range second = product(exact_error(e, a), exact_error(e, b));
        for (size_t k = 0; k < e->symbols; k++) {
            exact_row(e, n)[k] =
                add(multiply(xb, exact_row(e, a)[k]), multiply(xa, exact_row(e, b)[k]));
        }
        exact_put(e, n, multiply(xa, xb),
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
        const range w = exact_word(e, a);
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
    exact_clear(e, n);
    if (n->op == COSIM_EQ_REST) {
        exact_row(e, n)[symbol] = subtract(zero(), divisor);
        exact_put(e, n, zero(), point(below));
        return;
    }
    const rational share = divide(integer(1), divisor);
    for (size_t k = 0; k < e->symbols; k++) {
        exact_row(e, n)[k] = multiply(exact_row(e, a)[k], share);
    }
    exact_row(e, n)[symbol] = add(exact_row(e, n)[symbol], integer(1));
    exact_put(e, n, multiply(subtract(e->x[a->id], below), share), times(share, e->rest[a->id]));
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

static void put_least(exact *e, const cosim_eq_node *n, bool most)
{
    const cosim_eq_node *a = n->of[0], *b = n->of[1];
    const range d = exact_difference(e, a, b);
    const cosim_eq_interval in_double = cosim_eq_form_difference(e->forms, n);
    const rational xa = e->x[a->id], xb = e->x[b->id], x = most ? greater(xa, xb) : lesser(xa, xb);
    if (certain(e, most ? in_double.low >= 0.0 : in_double.high <= 0.0,
                most ? sign(d.low) >= 0 : sign(d.high) <= 0)) {
        exact_copy(e, n, a, x);
    } else if (certain(e, most ? in_double.high <= 0.0 : in_double.low >= 0.0,
                       most ? sign(d.high) <= 0 : sign(d.low) >= 0)) {
        exact_copy(e, n, b, x);
    } else {
        const range p = exact_word(e, a), q = exact_word(e, b);
        exact_put_hull(e, n,
                       most ? (range){greater(p.low, q.low), greater(p.high, q.high)}
                            : (range){lesser(p.low, q.low), lesser(p.high, q.high)});
    }
}

static void put_magnitude(exact *e, const cosim_eq_node *n)
{
    const cosim_eq_node *a = n->of[0];
    const rational x = e->x[a->id], minus = subtract(zero(), x), size = greater(x, minus);
    const range w = exact_word(e, a);
    const cosim_eq_interval in_double = word_in_double(e, a);
    if (certain(e, in_double.low >= 0.0, sign(w.low) >= 0)) {
        exact_copy(e, n, a, size);
    } else if (certain(e, in_double.high <= 0.0, sign(w.high) <= 0)) {
        for (size_t k = 0; k < e->symbols; k++) {
            exact_row(e, n)[k] = subtract(zero(), exact_row(e, a)[k]);
        }
        exact_put(e, n, size,
                  plus(times(integer(-1), e->rest[a->id]), point(subtract(minus, size))));
    } else {
        exact_put_hull(e, n, (range){zero(), greater(w.high, subtract(zero(), w.low))});
    }
}

static void put_choice(exact *e, const cosim_eq_node *n)
{
    const cosim_eq_truth t = exact_truth(e, n->of[0]);
    const uint8_t in_double = cosim_eq_truth_of(e->forms, n->of[0]).word;
    const cosim_eq_node *a = n->of[1], *b = n->of[2];
    const rational x = e->x[t.ideal ? a->id : b->id];
    if (certain(e, in_double != 2, in_double == t.word)) {
        exact_copy(e, n, in_double == 1 ? a : b, x);
    } else {
        const range p = exact_word(e, a), q = exact_word(e, b);
        exact_put_hull(e, n, (range){lesser(p.low, q.low), greater(p.high, q.high)});
    }
}

static void put_cut(exact *e, const cosim_eq_node *n)
{
    const double low = (double)cosim_eq_type_low(n->type),
                 high = (double)cosim_eq_type_high(n->type);
    const range type = {integer(cosim_eq_type_low(n->type)), integer(cosim_eq_type_high(n->type))};
    const range w = exact_word(e, n->of[0]);
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
        exact_copy(e, n, n->of[0], x);
    } else {
        exact_put_hull(e, n, type);
    }
}

static void put_saturated(exact *e, const cosim_eq_node *n)
{
    const double low = (double)cosim_eq_type_low(n->type),
                 high = (double)cosim_eq_type_high(n->type);
    const range type = {integer(cosim_eq_type_low(n->type)), integer(cosim_eq_type_high(n->type))};
    const range w = exact_word(e, n->of[0]);
    const cosim_eq_interval in_double = word_in_double(e, n->of[0]);
    const rational x = lesser(greater(e->x[n->of[0]->id], type.low), type.high);
    /* a word is an integer: less than one beyond the type is within it */
    if (certain(e, in_double.low >= low && in_double.high <= high,
                compare(w.low, subtract(type.low, integer(1))) > 0 &&
                    compare(w.high, add(type.high, integer(1))) < 0)) {
        exact_copy(e, n, n->of[0], x);
    } else {
        exact_put_hull(e, n,
                       (range){lesser(greater(w.low, type.low), type.high),
                               lesser(greater(w.high, type.low), type.high)});
    }
}

/* ---- every operator ---- */

void exact_put_form(exact *e, const cosim_eq_node *n)
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
            const cosim_eq_truth t = e->truth[n->id] = exact_decide(e, n);
            const uint8_t word = e->forms->truth[n->id].word == 2 ? 2 : t.word;
            exact_put_hull(e, n, (range){integer(word == 1), integer(word != 0)});
        } else {
            put_division(e, n);
        }
        break;
    }
}
