// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/forms.h"

#include "equations/compute.h"

#include <math.h>
#include <string.h>

static const double slack = 0x1p-52;

int cosim_eq_forms_new(cosim_arena *arena, const cosim_eq_plan *plan, cosim_eq_forms *f)
{
    const size_t n = plan->nodes + 1;
    *f = (cosim_eq_forms){.plan = plan};
    f->x = cosim_arena_alloc(arena, n * sizeof *f->x);
    f->word = cosim_arena_alloc(arena, n * sizeof *f->word);
    f->low = cosim_arena_alloc(arena, n * sizeof *f->low);
    f->high = cosim_arena_alloc(arena, n * sizeof *f->high);
    f->truth = cosim_arena_alloc(arena, n * sizeof *f->truth);
    f->coefficient = cosim_arena_alloc(arena, n * (plan->symbols + 1) * sizeof *f->coefficient);
    f->symbol = cosim_arena_alloc(arena, (plan->symbols + 1) * sizeof *f->symbol);
    return f->x != NULL && f->word != NULL && f->low != NULL && f->high != NULL &&
                   f->truth != NULL && f->coefficient != NULL && f->symbol != NULL
               ? 0
               : -1;
}

/* ---- parts ---- */

static double *row(const cosim_eq_forms *f, const cosim_eq_node *n)
{
    return f->coefficient + n->id * f->plan->symbols;
}

static cosim_eq_interval times(double c, cosim_eq_interval i)
{
    return c >= 0.0 ? (cosim_eq_interval){c * i.low, c * i.high}
                    : (cosim_eq_interval){c * i.high, c * i.low};
}

static cosim_eq_interval product(cosim_eq_interval a, cosim_eq_interval b)
{
    const double p[] = {a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high};
    cosim_eq_interval result = {p[0], p[0]};
    for (int i = 1; i < 4; i++) {
        result.low = fmin(result.low, p[i]);
        result.high = fmax(result.high, p[i]);
    }
    return result;
}

/* Adds the symbols with the coefficients ca - cb (cb: NULL for none) to an interval, and widens it by
 * the rounding of the sum. */
static cosim_eq_interval sum_up(const cosim_eq_forms *f, cosim_eq_interval total, const double *ca,
                                const double *cb)
{
    double size = fabs(total.low) + fabs(total.high);
    for (size_t k = 0; k < f->plan->symbols; k++) {
        const double c = cb == NULL ? ca[k] : ca[k] - cb[k];
        const cosim_eq_interval part = times(c, f->symbol[k]);
        total.low += part.low;
        total.high += part.high;
        size += fabs(part.low) + fabs(part.high);
    }
    total.low -= slack * size;
    total.high += slack * size;
    return total;
}

cosim_eq_interval cosim_eq_error(const cosim_eq_forms *f, const cosim_eq_node *n)
{
    return sum_up(f, (cosim_eq_interval){f->low[n->id], f->high[n->id]}, row(f, n), NULL);
}

bool cosim_eq_can_be(const cosim_eq_forms *f, const cosim_eq_node *n, cosim_eq_interval error,
                     double word)
{
    const double x = f->x[n->id], off = word - x, width = slack * (fabs(word) + fabs(x));
    return off >= error.low - width && off <= error.high + width;
}

static void put(cosim_eq_forms *f, const cosim_eq_node *n, double x, cosim_eq_interval rest)
{
    f->x[n->id] = x;
    f->low[n->id] = rest.low;
    f->high[n->id] = rest.high;
}

/* Widens a node by the rounding of double. */
static void widen(cosim_eq_forms *f, const cosim_eq_node *n, double operands)
{
    const double width = slack * (fabs(f->x[n->id]) + operands);
    f->low[n->id] -= width;
    f->high[n->id] += width;
}

static void clear(cosim_eq_forms *f, const cosim_eq_node *n)
{
    memset(row(f, n), 0, f->plan->symbols * sizeof(double));
}

/* Takes over the form of another node, whose x differs by so much. */
static void copy(cosim_eq_forms *f, const cosim_eq_node *n, const cosim_eq_node *from, double x)
{
    const double more = f->x[from->id] - x;
    const double width = slack * fabs(more);
    memcpy(row(f, n), row(f, from), f->plan->symbols * sizeof(double));
    put(f, n, x,
        (cosim_eq_interval){f->low[from->id] + more - width, f->high[from->id] + more + width});
}

/* Gives the difference of two words: that of their x, and what it may be off. */
static cosim_eq_interval difference(const cosim_eq_forms *f, const cosim_eq_node *a,
                                    const cosim_eq_node *b)
{
    const double x = f->x[a->id] - f->x[b->id];
    const double width = slack * (fabs(f->x[a->id]) + fabs(f->x[b->id]) + fabs(x));
    const cosim_eq_interval d = {x + f->low[a->id] - f->high[b->id] - width,
                                 x + f->high[a->id] - f->low[b->id] + width};
    return sum_up(f, d, row(f, a), row(f, b));
}

/* ---- sums and products ---- */

static void add(cosim_eq_forms *f, const cosim_eq_node *n, double sign)
{
    const cosim_eq_node *a = n->of[0], *b = n->of[1];
    const double *ca = row(f, a), *cb = row(f, b);
    double *c = row(f, n);
    const cosim_eq_interval second =
        times(sign, (cosim_eq_interval){f->low[b->id], f->high[b->id]});
    for (size_t k = 0; k < f->plan->symbols; k++) {
        c[k] = ca[k] + sign * cb[k];
    }
    put(f, n, f->x[a->id] + sign * f->x[b->id],
        (cosim_eq_interval){f->low[a->id] + second.low, f->high[a->id] + second.high});
    widen(f, n, fabs(f->x[a->id]) + fabs(f->x[b->id]));
}

/* Multiplies by a factor whose word is known: word * form + (word - real) * ideal. */
static void scale(cosim_eq_forms *f, const cosim_eq_node *n, const cosim_eq_node *a, double word,
                  double real)
{
    const double *ca = row(f, a);
    double *c = row(f, n);
    cosim_eq_interval rest = times(word, (cosim_eq_interval){f->low[a->id], f->high[a->id]});
    const double more = (word - real) * f->x[a->id];
    for (size_t k = 0; k < f->plan->symbols; k++) {
        c[k] = word * ca[k];
    }
    put(f, n, real * f->x[a->id], (cosim_eq_interval){rest.low + more, rest.high + more});
    widen(f, n, fabs(word * f->x[a->id]) + fabs(real * f->x[a->id]));
}

static void multiply(cosim_eq_forms *f, const cosim_eq_node *n)
{
    const cosim_eq_node *a = n->of[0], *b = n->of[1];
    const uint8_t *classes = f->plan->classes;
    if (classes[b->id] != COSIM_EQ_FORM) {
        scale(f, n, a, (double)f->word[b->id], f->x[b->id]);
        return;
    }
    if (classes[a->id] != COSIM_EQ_FORM) {
        scale(f, n, b, (double)f->word[a->id], f->x[a->id]);
        return;
    }
    const double xa = f->x[a->id], xb = f->x[b->id];
    const double *ca = row(f, a), *cb = row(f, b);
    double *c = row(f, n);
    const cosim_eq_interval second = product(cosim_eq_error(f, a), cosim_eq_error(f, b));
    const cosim_eq_interval of_a = times(xb, (cosim_eq_interval){f->low[a->id], f->high[a->id]});
    const cosim_eq_interval of_b = times(xa, (cosim_eq_interval){f->low[b->id], f->high[b->id]});
    for (size_t k = 0; k < f->plan->symbols; k++) {
        c[k] = xb * ca[k] + xa * cb[k];
    }
    put(f, n, xa * xb,
        (cosim_eq_interval){of_a.low + of_b.low + second.low, of_a.high + of_b.high + second.high});
    widen(f, n, fabs(xa) + fabs(xb) + fabs(second.low) + fabs(second.high));
}

/* ---- what divides and rounds ---- */

/* Gives the error of rounding alone, word - quotient, for a divisor d; `under` is the constant
 * under the division that belongs to it. */
static cosim_eq_interval rounding(const cosim_eq_forms *f, const cosim_eq_node *n, double d,
                                  double under)
{
    const double last = 1.0 - 1.0 / d;
    if (d == 1.0) {
        return (cosim_eq_interval){0.0, 0.0};
    }
    if (n->op == COSIM_EQ_CEIL) {
        return (cosim_eq_interval){0.0, last};
    }
    if (n->op == COSIM_EQ_ROUND) {
        return (cosim_eq_interval){-(0.5 - 1.0 / d), 0.5};
    }
    if (n->op == COSIM_EQ_TRUNC || n->op == COSIM_EQ_DIV) {
        const cosim_eq_interval e = cosim_eq_error(f, n->of[0]);
        const double x = f->x[n->of[0]->id];
        return (cosim_eq_interval){x + e.high <= 0.0 ? 0.0 : -last, x + e.low >= 0.0 ? 0.0 : last};
    }
    return (cosim_eq_interval){under / d - last, under / d};
}

/* Gives the constant under a division by 2^n that rounds, c mod 2^n; the rest of c counts. */
static double under(const cosim_eq_forms *f, const cosim_eq_node *n, int64_t amount)
{
    const bool down = n->op == COSIM_EQ_FLOOR || n->op == COSIM_EQ_REST;
    const int64_t c = down ? f->plan->sum[n->of[0]->id] : 0;
    return amount >= 63 || amount < 0
               ? 0.0
               : (double)(int64_t)((uint64_t)c & (((uint64_t)1 << amount) - 1));
}

static void divide(cosim_eq_forms *f, const cosim_eq_node *n)
{
    const cosim_eq_node *a = n->of[0], *by = n->of[1];
    const bool quotient = n->op == COSIM_EQ_DIV;
    const bool known = f->plan->classes[by->id] != COSIM_EQ_FORM;
    const double amount = known ? (double)f->word[by->id] : f->x[by->id];
    const double divisor = quotient ? amount : exp2(amount);
    const double real = quotient ? amount : exp2(f->x[by->id]);
    const int symbol = f->plan->symbol[n->id];
    const double below = known && !quotient ? under(f, n, f->word[by->id]) : 0.0;
    const double x = f->x[a->id];
    double *c = row(f, n);
    f->symbol[symbol] = rounding(f, n, divisor, below);
    if (n->op == COSIM_EQ_REST) { /* what is left of x is below - 2^n * r */
        clear(f, n);
        c[symbol] = -divisor;
        put(f, n, 0.0, (cosim_eq_interval){below, below});
        return;
    }
    const double *ca = row(f, a);
    for (size_t k = 0; k < f->plan->symbols; k++) {
        c[k] = ca[k] / divisor;
    }
    c[symbol] += 1.0;
    const double more = (x - below) / divisor - (x - below) / real;
    put(f, n, (x - below) / real,
        (cosim_eq_interval){f->low[a->id] / divisor + more, f->high[a->id] / divisor + more});
    widen(f, n, fabs(x) / divisor + fabs(below) / divisor + fabs(x - below) / real);
}

static void shift_left(cosim_eq_forms *f, const cosim_eq_node *n)
{
    const cosim_eq_node *by = n->of[1];
    const bool known = f->plan->classes[by->id] != COSIM_EQ_FORM;
    scale(f, n, n->of[0], exp2(known ? (double)f->word[by->id] : f->x[by->id]), exp2(f->x[by->id]));
}

/* ---- choices ---- */

/* Puts the hull of what two words may be; they differ from x by intervals, which were computed with
 * values as large as x and they. */
static void hull(cosim_eq_forms *f, const cosim_eq_node *n, double x, cosim_eq_interval i)
{
    const double width = slack * (fabs(x) + fabs(i.low) + fabs(i.high));
    clear(f, n);
    put(f, n, x, (cosim_eq_interval){i.low - width, i.high + width});
}

static void least(cosim_eq_forms *f, const cosim_eq_node *n, bool most)
{
    const cosim_eq_node *a = n->of[0], *b = n->of[1];
    const double xa = f->x[a->id], xb = f->x[b->id];
    const double x = most ? fmax(xa, xb) : fmin(xa, xb);
    const cosim_eq_interval d = difference(f, a, b);
    if (most ? d.low >= 0.0 : d.high <= 0.0) {
        copy(f, n, a, x);
        return;
    }
    if (most ? d.high <= 0.0 : d.low >= 0.0) {
        copy(f, n, b, x);
        return;
    }
    const cosim_eq_interval ea = cosim_eq_error(f, a), eb = cosim_eq_error(f, b);
    hull(f, n, x,
         most ? (cosim_eq_interval){fmax(xa + ea.low, xb + eb.low) - x,
                                    fmax(xa + ea.high, xb + eb.high) - x}
              : (cosim_eq_interval){fmin(xa + ea.low, xb + eb.low) - x,
                                    fmin(xa + ea.high, xb + eb.high) - x});
}

static void magnitude(cosim_eq_forms *f, const cosim_eq_node *n)
{
    const cosim_eq_node *a = n->of[0];
    const double x = f->x[a->id];
    const cosim_eq_interval e = cosim_eq_error(f, a);
    if (x + e.low >= 0.0) {
        copy(f, n, a, fabs(x));
    } else if (x + e.high <= 0.0) {
        const double *ca = row(f, a);
        double *c = row(f, n);
        for (size_t k = 0; k < f->plan->symbols; k++) {
            c[k] = -ca[k];
        }
        const double more = -x - fabs(x);
        put(f, n, fabs(x), (cosim_eq_interval){more - f->high[a->id], more - f->low[a->id]});
    } else {
        hull(f, n, fabs(x),
             (cosim_eq_interval){-fabs(x), fmax(fabs(x + e.low), fabs(x + e.high)) - fabs(x)});
    }
}

static void choose(cosim_eq_forms *f, const cosim_eq_node *n)
{
    const cosim_eq_node *a = n->of[1], *b = n->of[2];
    const cosim_eq_truth t = cosim_eq_truth_of(f, n->of[0]);
    const double x = f->x[t.ideal ? a->id : b->id];
    if (t.word != 2) {
        copy(f, n, t.word == 1 ? a : b, x);
        return;
    }
    const cosim_eq_interval ea = cosim_eq_error(f, a), eb = cosim_eq_error(f, b);
    const double xa = f->x[a->id], xb = f->x[b->id];
    hull(f, n, x,
         (cosim_eq_interval){fmin(xa + ea.low, xb + eb.low) - x,
                             fmax(xa + ea.high, xb + eb.high) - x});
}

/* A cut is the identity of the ideal. Where it may change the word, that is anything of the type.
 */
static void cut(cosim_eq_forms *f, const cosim_eq_node *n)
{
    const cosim_eq_node *a = n->of[0];
    const double low = (double)cosim_eq_type_low(n->type),
                 high = (double)cosim_eq_type_high(n->type);
    const double x = f->x[a->id];
    const cosim_eq_interval e = cosim_eq_error(f, a);
    /* words are integers: below low means low - 1 at the most */
    if (x + e.low > low - 1.0 && x + e.high < high + 1.0) {
        copy(f, n, a, x);
        return;
    }
    f->may_wrap = true;
    hull(f, n, x, (cosim_eq_interval){low - x, high - x});
}

static void saturate(cosim_eq_forms *f, const cosim_eq_node *n)
{
    const cosim_eq_node *a = n->of[0];
    const double low = (double)cosim_eq_type_low(n->type),
                 high = (double)cosim_eq_type_high(n->type);
    const double xa = f->x[a->id], x = fmin(fmax(xa, low), high);
    const cosim_eq_interval e = cosim_eq_error(f, a);
    if (xa + e.low >= low && xa + e.high <= high) {
        copy(f, n, a, x);
    } else {
        hull(f, n, x,
             (cosim_eq_interval){fmin(fmax(xa + e.low, low), high) - x,
                                 fmin(fmax(xa + e.high, low), high) - x});
    }
}

/* ---- conditions ---- */

static cosim_eq_truth bit_of(const cosim_eq_forms *f, const cosim_eq_node *n)
{
    const cosim_eq_interval e = cosim_eq_error(f, n);
    const double x = f->x[n->id];
    return (cosim_eq_truth){x != 0.0, x + e.low > 0.0 ? 1 : x + e.high < 1.0 ? 0 : 2};
}

cosim_eq_truth cosim_eq_truth_of(const cosim_eq_forms *f, const cosim_eq_node *n)
{
    if (f->plan->classes[n->id] == COSIM_EQ_EXACT) {
        return (cosim_eq_truth){f->word[n->id] != 0, f->word[n->id] != 0};
    }
    if (cosim_eq_is_condition(n->op)) {
        return f->truth[n->id];
    }
    return bit_of(f, n);
}

static cosim_eq_truth compare(const cosim_eq_forms *f, const cosim_eq_node *n)
{
    const cosim_eq_interval d =
        difference(f, n->of[0], n->of[1]); /* of words, which are integers */
    const double xa = f->x[n->of[0]->id], xb = f->x[n->of[1]->id];
    if (n->op == COSIM_EQ_LESS) {
        return (cosim_eq_truth){xa < xb, d.high < 0.0 ? 1 : d.low > -1.0 ? 0 : 2};
    }
    if (n->op == COSIM_EQ_AT_MOST) {
        return (cosim_eq_truth){xa <= xb, d.high < 1.0 ? 1 : d.low > 0.0 ? 0 : 2};
    }
    const bool same = n->op == COSIM_EQ_EQUAL;
    const uint8_t word = d.low > 0.0 || d.high < 0.0    ? !same
                         : d.low > -1.0 && d.high < 1.0 ? same
                                                        : 2;
    return (cosim_eq_truth){(xa == xb) == same, word};
}

static cosim_eq_truth connect(const cosim_eq_forms *f, const cosim_eq_node *n)
{
    const cosim_eq_truth a = cosim_eq_truth_of(f, n->of[0]);
    if (n->op == COSIM_EQ_NOT) {
        return (cosim_eq_truth){!a.ideal, a.word == 2 ? 2 : !a.word};
    }
    const cosim_eq_truth b = cosim_eq_truth_of(f, n->of[1]);
    const uint8_t decides = n->op == COSIM_EQ_OR; /* the value that one of them is enough for */
    return (cosim_eq_truth){decides ? a.ideal || b.ideal : a.ideal && b.ideal,
                            a.word == decides || b.word == decides ? decides
                            : a.word == 2 || b.word == 2           ? 2
                                                                   : !decides};
}

static void put_condition(cosim_eq_forms *f, const cosim_eq_node *n)
{
    const bool connects = n->op == COSIM_EQ_AND || n->op == COSIM_EQ_OR || n->op == COSIM_EQ_NOT;
    const cosim_eq_truth t = connects ? connect(f, n) : compare(f, n);
    const double x = t.ideal;
    f->truth[n->id] = t;
    hull(f, n, x,
         (cosim_eq_interval){(t.word == 2 ? 0.0 : t.word) - x, (t.word == 2 ? 1.0 : t.word) - x});
}

/* ---- a node ---- */

/* The word follows from the words, and, where they stand for reals, so does what they stand for. */
static void compute_known(cosim_eq_forms *f, const cosim_eq_node *n)
{
    int64_t of[3] = {0, 0, 0};
    for (unsigned k = 0; k < cosim_eq_operands(n->op); k++) {
        of[k] = f->word[n->of[k]->id];
    }
    f->word[n->id] = cosim_eq_compute(n->op, n->type, of[0], of[1], of[2]);
    if (f->plan->classes[n->id] == COSIM_EQ_EXACT) {
        f->x[n->id] = (double)f->word[n->id];
        return;
    }
    const double a = f->x[n->of[0]->id], b = f->x[n->of[1]->id];
    const double x = n->op == COSIM_EQ_ADD ? a + b : n->op == COSIM_EQ_SUB ? a - b : a * b;
    const double off = (double)f->word[n->id] - x;
    put(f, n, x, (cosim_eq_interval){off, off});
    widen(f, n, fabs(a) + fabs(b) + fabs((double)f->word[n->id]));
}

static void compute_form(cosim_eq_forms *f, const cosim_eq_node *n)
{
    switch ((int)n->op) {
    case COSIM_EQ_ADD:
        add(f, n, 1.0);
        break;
    case COSIM_EQ_SUB:
        add(f, n, -1.0);
        break;
    case COSIM_EQ_MUL:
        multiply(f, n);
        break;
    case COSIM_EQ_SHIFT_LEFT:
        shift_left(f, n);
        break;
    case COSIM_EQ_DIV:
    case COSIM_EQ_FLOOR:
    case COSIM_EQ_ROUND:
    case COSIM_EQ_TRUNC:
    case COSIM_EQ_CEIL:
    case COSIM_EQ_REST:
        divide(f, n);
        break;
    case COSIM_EQ_MIN:
        least(f, n, false);
        break;
    case COSIM_EQ_MAX:
        least(f, n, true);
        break;
    case COSIM_EQ_ABS:
        magnitude(f, n);
        break;
    case COSIM_EQ_CUT:
        cut(f, n);
        break;
    case COSIM_EQ_SATURATE:
        saturate(f, n);
        break;
    case COSIM_EQ_CHOICE:
        choose(f, n);
        break;
    case COSIM_EQ_LESS:
    case COSIM_EQ_AT_MOST:
    case COSIM_EQ_EQUAL:
    case COSIM_EQ_DIFFERENT:
    case COSIM_EQ_AND:
    case COSIM_EQ_OR:
    case COSIM_EQ_NOT:
        put_condition(f, n);
        break;
    default: /* bits of a word that is not exact: no bound (plan->unbounded) */
        hull(f, n, 0.0, (cosim_eq_interval){(double)n->low, (double)n->high});
        break;
    }
}

void cosim_eq_form(cosim_eq_forms *f, const cosim_eq_node *n)
{
    if (f->plan->classes[n->id] == COSIM_EQ_FORM) {
        compute_form(f, n);
    } else {
        compute_known(f, n);
    }
}

cosim_eq_truth cosim_eq_decide(cosim_eq_forms *f, const cosim_eq_node *n)
{
    bool exact = true;
    for (unsigned k = 0; k < cosim_eq_operands(n->op); k++) {
        exact = exact && f->plan->classes[n->of[k]->id] == COSIM_EQ_EXACT;
    }
    if (exact && cosim_eq_operands(n->op) > 0) {
        compute_known(f, n);
    }
    if (exact) {
        return (cosim_eq_truth){f->word[n->id] != 0, f->word[n->id] != 0};
    }
    compute_form(f, n);
    return cosim_eq_is_condition(n->op) ? f->truth[n->id] : bit_of(f, n);
}
