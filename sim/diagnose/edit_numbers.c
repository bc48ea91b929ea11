// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "diagnose/edit_numbers.h"

enum { LOW_BITS_MOST = 6, NARROWER_MOST = 20, NARROWEST = 3 };

/* These are short for this file alone. */
#define TWO(op, a, b) cosim_maker_two(m, COSIM_EQ_##op, a, b)
#define BY(op, a, b) cosim_maker_by(m, COSIM_EQ_##op, a, b)

/* ---- inputs ---- */

static void put_late(cosim_maker *m, const cosim_eq_node *n, cosim_eq_type type, const char *name)
{
    const cosim_edit late = {
        .site = n, .to = cosim_graft_state(m->graft, type), .keeps = n, .type = type};
    cosim_maker_put(m, &late, "late", "takes %s one step late", name);
}

static void edit_bit(cosim_maker *m, const cosim_eq_node *n, const char *name)
{
    cosim_maker_at(m, n, BY(EQUAL, n, 0), "drive", "takes %s the other way round", name);
    cosim_maker_at(m, n, cosim_graft_number(m->graft, 1), "drive", "takes %s as if it always came",
                   name);
}

void cosim_edit_input(cosim_maker *m, const cosim_eq_node *n)
{
    if (n->op != COSIM_EQ_INPUT) {
        return;
    }
    const cosim_eq_input *input = &m->equations->inputs[n->leaf];
    const cosim_eq_type t = input->type;
    const char *name = n == m->drive ? "its drive" : input->name;
    if (t.bits == 1 && !t.is_signed) {
        edit_bit(m, n, name);
    } else {
        const cosim_eq_node *twice = BY(MUL, n, 2), *minus = cosim_maker_minus(m, n);
        cosim_maker_at(m, n, twice, "drive", "counts %s twice", name);
        cosim_maker_at(m, n, cosim_graft_fit(m->graft, COSIM_EQ_CUT, twice, t), "drive",
                       "counts %s twice", name);
        cosim_maker_at(m, n, BY(FLOOR, n, 1), "drive", "counts %s half", name);
        cosim_maker_at(m, n, BY(TRUNC, n, 1), "drive", "counts %s half", name);
        cosim_maker_at(m, n, BY(MUL, n, 4), "drive", "counts %s four times", name);
        cosim_maker_at(m, n, BY(FLOOR, n, 2), "drive", "counts a quarter of %s", name);
        cosim_maker_at(m, n, minus, "drive", "takes %s with the other sign", name);
        cosim_maker_at(m, n, cosim_graft_fit(m->graft, COSIM_EQ_CUT, minus, t), "drive",
                       "takes %s with the other sign", name);
        cosim_maker_at(m, n, cosim_maker_bits(m, n, !t.is_signed, t.bits), "drive",
                       t.is_signed ? "reads %s without the sign" : "reads %s with a sign", name);
        cosim_maker_at(m, n, BY(MAX, n, 0), "drive", "takes a negative word of %s as 0", name);
        cosim_maker_at(m, n, cosim_graft_make(m->graft, COSIM_EQ_ABS, n, NULL, NULL), "drive",
                       "takes the magnitude of %s", name);
    }
    cosim_maker_at(m, n, cosim_graft_number(m->graft, 0), "drive", "ignores %s", name);
    put_late(m, n, t, name);
    for (unsigned bits = t.bits - 1; bits >= NARROWEST && bits + NARROWER_MOST > t.bits; bits--) {
        cosim_maker_at(m, n, cosim_maker_bits(m, n, t.is_signed, bits), "width",
                       "takes only the low %u bits of %s", bits, name);
    }
}

/* ---- shifts and divisions ---- */

static bool is_shift(const cosim_eq_node *n)
{
    return n->op >= COSIM_EQ_FLOOR && n->op <= COSIM_EQ_CEIL;
}

static const char *direction(cosim_eq_op op)
{
    return op == COSIM_EQ_FLOOR   ? "down"
           : op == COSIM_EQ_ROUND ? "half-up"
           : op == COSIM_EQ_TRUNC ? "toward zero"
                                  : "up";
}

static void edit_rounding(cosim_maker *m, const cosim_eq_node *n, const char *name)
{
    const cosim_eq_node *amount = n->of[1];
    cosim_eq_op declared = n->op;
    if (n->op == COSIM_EQ_DIV) { /* by a power of two, or there is no other rounding for it */
        int64_t power = 0;
        while (power < 62 && ((int64_t)1 << power) < n->of[1]->value) {
            power++;
        }
        amount =
            ((int64_t)1 << power) == n->of[1]->value ? cosim_graft_number(m->graft, power) : NULL;
        declared = COSIM_EQ_TRUNC;
    }
    for (cosim_eq_op op = COSIM_EQ_FLOOR; op <= COSIM_EQ_CEIL; op = (cosim_eq_op)(op + 1)) {
        if (op != declared) {
            cosim_maker_at(m, n, cosim_maker_two(m, op, n->of[0], amount), "rounding",
                           "rounds %s, and not %s: %s", direction(op), direction(declared), name);
        }
    }
}

/* Rounds down what is written as half-up: (x + 2^(n - 1)) >> n. */
static void edit_half(cosim_maker *m, const cosim_eq_node *n, const char *name)
{
    const cosim_eq_node *a = n->of[0], *by = n->of[1];
    if (n->op == COSIM_EQ_FLOOR && a->op == COSIM_EQ_ADD && a->of[1]->op == COSIM_EQ_CONST &&
        by->op == COSIM_EQ_CONST && by->value > 0 && by->value < 62 &&
        a->of[1]->value == (int64_t)1 << (by->value - 1)) {
        cosim_maker_at(m, n, TWO(FLOOR, a->of[0], by), "rounding",
                       "rounds down, and not half-up: %s", name);
        cosim_maker_at(m, n, TWO(TRUNC, a->of[0], by), "rounding",
                       "rounds toward zero, and not half-up: %s", name);
    }
}

static void edit_rest(cosim_maker *m, const cosim_eq_node *n, const char *name)
{
    cosim_maker_at(m, n, cosim_graft_number(m->graft, 0), "rounding", "does not keep %s", name);
    cosim_maker_at(m, n, TWO(REST, n->of[0], BY(ADD, n->of[1], 1)), "rounding",
                   "keeps one bit more of %s", name);
    cosim_maker_at(m, n, TWO(REST, n->of[0], BY(SUB, n->of[1], 1)), "rounding",
                   "keeps one bit less of %s", name);
}

static void edit_amount(cosim_maker *m, const cosim_eq_node *n, const char *name)
{
    const cosim_eq_node *a = n->of[0], *less = BY(SUB, n->of[1], 1);
    const unsigned width = cosim_maker_width(a);
    less = less != NULL && less->low < 0 ? BY(MAX, less, 0) : less;
    cosim_maker_at(m, n, cosim_maker_two(m, n->op, a, less), "shift",
                   "shifts one less: %s is twice as much", name);
    cosim_maker_at(m, n, cosim_maker_two(m, n->op, a, BY(ADD, n->of[1], 1)), "shift",
                   "shifts one more: %s is half as much", name);
    if (a->low < 0) {
        const cosim_eq_node *bits = cosim_maker_bits(m, a, false, width);
        cosim_maker_at(m, n, cosim_maker_two(m, n->op, bits, n->of[1]), "shift",
                       "shifts without the sign: %s", name);
        cosim_maker_at(m, n,
                       cosim_maker_bits(m, cosim_maker_two(m, n->op, bits, n->of[1]), true, width),
                       "shift", "shifts without the sign: %s", name);
        if (n->op == COSIM_EQ_ROUND && n->of[1]->low > 0) { /* the half is added to the bits */
            const cosim_eq_node *half =
                TWO(SHIFT_LEFT, cosim_graft_number(m->graft, 1), BY(SUB, n->of[1], 1));
            cosim_maker_at(
                m, n, TWO(FLOOR, cosim_maker_bits(m, TWO(ADD, a, half), false, width), n->of[1]),
                "shift", "shifts without the sign: %s", name);
        }
    }
}

/* A factor that is read without its sign makes a large product, of which a register as wide as the
 * membrane takes the low bits. */
static void edit_factors(cosim_maker *m, const cosim_eq_node *n)
{
    char name[COSIM_NAME_BYTES], factor[COSIM_NAME_BYTES];
    const cosim_eq_node *product = n->of[0];
    const cosim_eq_type t = m->equations->states[m->declaration->membrane].type;
    if (product->op != COSIM_EQ_MUL) {
        return;
    }
    cosim_maker_name(m, product, name);
    for (int k = 0; k < 2; k++) {
        const cosim_eq_node *a = product->of[k];
        if (a->low < 0) {
            const cosim_eq_node *bits = cosim_maker_bits(m, a, false, cosim_maker_width(a));
            const cosim_eq_node *shifted =
                cosim_maker_two(m, n->op, TWO(MUL, bits, product->of[!k]), n->of[1]);
            cosim_maker_at(m, n, cosim_maker_bits(m, shifted, t.is_signed, t.bits), "product",
                           "reads %s without the sign in %s", cosim_maker_name(m, a, factor), name);
        }
    }
}

void cosim_edit_shift(cosim_maker *m, const cosim_eq_node *n)
{
    char name[COSIM_NAME_BYTES];
    cosim_maker_name(m, n, name);
    if (n->op == COSIM_EQ_REST) {
        edit_rest(m, n, name);
    }
    if (!is_shift(n) && n->op != COSIM_EQ_DIV) {
        return;
    }
    edit_half(m, n, name);
    edit_rounding(m, n, name);
    if (is_shift(n)) {
        edit_amount(m, n, name);
        edit_factors(m, n);
    }
    cosim_maker_at(m, n, cosim_graft_number(m->graft, 0), "shift", "does not have %s", name);
    for (int64_t bits = 1; bits <= LOW_BITS_MOST; bits++) {
        cosim_maker_at(m, n, BY(SHIFT_LEFT, BY(FLOOR, n, bits), bits), "rounding",
                       "drops the low %d bit%s of %s", (int)bits, bits == 1 ? "" : "s", name);
    }
    cosim_maker_at(m, n, BY(MUL, n, 2), "shift", "counts %s twice", name);
    cosim_maker_at(m, n, cosim_maker_minus(m, n), "shift", "takes %s with the other sign", name);
}

/* ---- widths ---- */

void cosim_edit_cut(cosim_maker *m, const cosim_eq_node *n)
{
    char name[COSIM_NAME_BYTES];
    if (n->op != COSIM_EQ_CUT && n->op != COSIM_EQ_SATURATE) {
        return;
    }
    const cosim_eq_node *a = n->of[0];
    const cosim_eq_type t = n->type;
    cosim_maker_name(m, a, name);
    if (n->op == COSIM_EQ_CUT) {
        cosim_maker_at(m, n, cosim_graft_fit(m->graft, COSIM_EQ_SATURATE, a, t), "saturates",
                       "saturates at %lld and %lld, and does not wrap: %s",
                       (long long)cosim_eq_type_low(t), (long long)cosim_eq_type_high(t), name);
        cosim_maker_at(m, n, cosim_maker_bits(m, a, !t.is_signed, t.bits), "width",
                       t.is_signed ? "reads %s without the sign" : "reads %s with a sign", name);
    } else {
        cosim_maker_at(m, n, cosim_graft_fit(m->graft, COSIM_EQ_CUT, a, t), "wraps",
                       "wraps at %lld and %lld, and does not saturate: %s",
                       (long long)cosim_eq_type_low(t), (long long)cosim_eq_type_high(t), name);
    }
}

void cosim_edit_width(cosim_maker *m, const cosim_eq_node *n)
{
    char name[COSIM_NAME_BYTES];
    const bool cut = n->op == COSIM_EQ_CUT || n->op == COSIM_EQ_SATURATE;
    const bool membrane = n == m->next;
    if ((!cut && !membrane && n->op != COSIM_EQ_ADD && n->op != COSIM_EQ_SUB &&
         n->op != COSIM_EQ_MUL) ||
        n->high <= 15) {
        return;
    }
    const cosim_eq_node *a = cut ? n->of[0] : n;
    const unsigned width = cut ? n->type.bits : cosim_maker_width(n);
    cosim_maker_name(m, a, name);
    for (unsigned bits = width - 1; bits > NARROWEST && bits + NARROWER_MOST >= width; bits--) {
        for (int is_signed = 0; is_signed < 2; is_signed++) {
            const cosim_eq_type type = {is_signed != 0, bits};
            const cosim_edit wraps = {.is_width = true,
                                      .site = n,
                                      .to = cosim_graft_fit(m->graft, COSIM_EQ_CUT, a, type)};
            const cosim_edit limits = {.is_width = true,
                                       .site = n,
                                       .to = cosim_graft_fit(m->graft, COSIM_EQ_SATURATE, a, type)};
            cosim_maker_put(m, &wraps, "width", "cuts %s to %u bits%s", name, bits,
                            is_signed ? " with a sign" : "");
            if (cut || membrane) {
                cosim_maker_put(m, &limits, "saturates", "limits %s to %lld and %lld", name,
                                (long long)cosim_eq_type_low(type),
                                (long long)cosim_eq_type_high(type));
            }
        }
    }
}

/* ---- limits and constants ---- */

void cosim_edit_limit(cosim_maker *m, const cosim_eq_node *n)
{
    char name[COSIM_NAME_BYTES], limit[COSIM_NAME_BYTES];
    if (n->op != COSIM_EQ_MIN && n->op != COSIM_EQ_MAX) {
        return;
    }
    for (int k = 0; k < 2; k++) {
        cosim_maker_at(m, n, n->of[k], "limit", "does not limit %s to %s",
                       cosim_maker_name(m, n->of[k], name), cosim_maker_name(m, n->of[!k], limit));
    }
    cosim_maker_at(
        m, n,
        cosim_maker_two(m, n->op == COSIM_EQ_MIN ? COSIM_EQ_MAX : COSIM_EQ_MIN, n->of[0], n->of[1]),
        "limit", "limits at the other side: %s", cosim_maker_name(m, n, name));
}

void cosim_edit_constant(cosim_maker *m, const cosim_eq_node *n)
{
    char name[COSIM_NAME_BYTES];
    if (n->op != COSIM_EQ_PARAM && (n->op != COSIM_EQ_CONST || (n->value >= -2 && n->value <= 2))) {
        return; /* the smallest numbers are no constants of a neuron, but how it is written */
    }
    cosim_maker_name(m, n, name);
    cosim_maker_at(m, n, BY(ADD, n, 1), "constant", "has %s one too high", name);
    cosim_maker_at(m, n, BY(SUB, n, 1), "constant", "has %s one too low", name);
    cosim_maker_at(m, n, BY(MUL, n, 2), "constant", "has %s twice as large", name);
    cosim_maker_at(m, n, BY(FLOOR, n, 1), "constant", "has %s half as large", name);
    cosim_maker_at(m, n, cosim_graft_number(m->graft, 0), "constant", "has 0 for %s", name);
}
