// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/syntax.h"

#include "equations/operand.h"
#include "equations/words.h"

static const cosim_eq_syntax *read_choice(cosim_eq_scope *s);

static bool is(const cosim_eq_scope *s, const char *text)
{
    return cosim_eq_lexer_is(s->lexer, text);
}

static int next(cosim_eq_scope *s) { return cosim_eq_lexer_next(s->lexer); }

static const cosim_eq_syntax *refuse(cosim_eq_scope *s, size_t at, const char *text)
{
    cosim_eq_lexer_refuse(s->lexer, at, "%s", text);
    return NULL;
}

/* Reads x[high:low] and x[bit]. */
static const cosim_eq_syntax *read_postfix(cosim_eq_scope *s)
{
    const cosim_eq_syntax *x = cosim_eq_read_operand(s);
    while (x != NULL && is(s, "[")) {
        const size_t at = s->lexer->token.at;
        int64_t high, low;
        if (next(s) != 0) {
            return NULL;
        }
        if (s->lexer->token.kind != COSIM_EQ_DIGITS) {
            return refuse(s, s->lexer->token.at,
                          "a bit is chosen by an integer; write u1(x >> n) for bit n");
        }
        if (cosim_eq_read_integer(s->lexer, false, &high) != 0) {
            return NULL;
        }
        low = high;
        if (is(s, ":") && (next(s) != 0 || cosim_eq_read_integer(s->lexer, false, &low) != 0)) {
            return NULL;
        }
        if (low > high || high - low >= 63) {
            cosim_eq_lexer_refuse(s->lexer, at,
                                  low > high
                                      ? "the bits [%lld:%lld] run backwards; write [%lld:%lld]"
                                      : "the bits [%lld:%lld] are more than 63; write fewer",
                                  (long long)high, (long long)low, (long long)low, (long long)high);
            return NULL;
        }
        if (cosim_eq_lexer_expect(s->lexer, "]", "\"]\"", "close the bracket") != 0) {
            return NULL;
        }
        x = cosim_eq_syntax_make(s,
                                 (cosim_eq_syntax){.kind = COSIM_EQ_S_BITS,
                                                   .at = at,
                                                   .value = low,
                                                   .type = {false, (unsigned)(high - low) + 1}},
                                 &x, 1);
    }
    return x;
}

static const cosim_eq_syntax *read_unary(cosim_eq_scope *s, bool *sign)
{
    const size_t at = s->lexer->token.at;
    if (!is(s, "-")) {
        return read_postfix(s);
    }
    *sign = true;
    const cosim_eq_syntax *zero = cosim_eq_syntax_make(
        s, (cosim_eq_syntax){.kind = COSIM_EQ_S_INTEGER, .at = at, .value = 0}, NULL, 0);
    const cosim_eq_syntax *x = next(s) != 0 ? NULL : read_postfix(s);
    return zero == NULL ? NULL : cosim_eq_syntax_combine(s, COSIM_EQ_SUB, at, zero, x);
}

/* Reads a product; *sign is set where a + or - stands in it, outside of brackets. */
static const cosim_eq_syntax *read_product(cosim_eq_scope *s, bool *sign)
{
    const cosim_eq_syntax *left = read_unary(s, sign);
    while (left != NULL && (is(s, "*") || is(s, "/"))) {
        const cosim_eq_op op = is(s, "*") ? COSIM_EQ_MUL : COSIM_EQ_DIV;
        const size_t at = s->lexer->token.at;
        left = next(s) != 0 ? NULL : cosim_eq_syntax_combine(s, op, at, left, read_unary(s, sign));
    }
    return left;
}

static const cosim_eq_syntax *read_terms(cosim_eq_scope *s, bool *sign)
{
    const cosim_eq_syntax *left = read_product(s, sign);
    while (left != NULL && (is(s, "+") || is(s, "-"))) {
        const cosim_eq_op op = is(s, "+") ? COSIM_EQ_ADD : COSIM_EQ_SUB;
        const size_t at = s->lexer->token.at;
        *sign = true;
        left =
            next(s) != 0 ? NULL : cosim_eq_syntax_combine(s, op, at, left, read_product(s, sign));
    }
    return left;
}

static bool at_shift(const cosim_eq_scope *s) { return is(s, ">>") || is(s, ">>>") || is(s, "<<"); }

static const cosim_eq_syntax *read_shift(cosim_eq_scope *s)
{
    bool sign = false;
    const cosim_eq_syntax *left = read_terms(s, &sign), *by;
    const size_t at = s->lexer->token.at;
    if (left == NULL || !at_shift(s)) {
        return left;
    }
    const cosim_eq_op op = is(s, "<<") ? COSIM_EQ_SHIFT_LEFT : COSIM_EQ_FLOOR;
    if (!sign && next(s) != 0) {
        return NULL;
    }
    by = sign ? left : read_terms(s, &sign);
    if (by != NULL && sign) {
        return refuse(s, at,
                      "a shift beside + or -; write parentheses, a + (b >> n) or (a + b) >> n");
    }
    if (by != NULL && at_shift(s)) {
        return refuse(s, s->lexer->token.at, "two shifts; write parentheses, (a >> n) >> m");
    }
    return by == NULL ? NULL : cosim_eq_syntax_combine(s, op, at, left, by);
}

/* ---- comparisons and conditions ---- */

/* Where `swapped`, the sign compares the second operand with the first. */
static const struct {
    const char *sign;
    cosim_eq_op op;
    bool swapped, bits;
} comparisons[] = {{"<", COSIM_EQ_LESS, false, false},    {"<=", COSIM_EQ_AT_MOST, false, false},
                   {">", COSIM_EQ_LESS, true, false},     {">=", COSIM_EQ_AT_MOST, true, false},
                   {"==", COSIM_EQ_EQUAL, false, false},  {"!=", COSIM_EQ_DIFFERENT, false, false},
                   {"&", COSIM_EQ_BITS_AND, false, true}, {"|", COSIM_EQ_BITS_OR, false, true},
                   {"^", COSIM_EQ_BITS_XOR, false, true}};
enum { COMPARISONS = sizeof comparisons / sizeof *comparisons };

static size_t at_comparison(const cosim_eq_scope *s)
{
    size_t i = 0;
    while (i < COMPARISONS && !is(s, comparisons[i].sign)) {
        i++;
    }
    return i;
}

static const cosim_eq_syntax *read_compare(cosim_eq_scope *s)
{
    const cosim_eq_syntax *left = read_shift(s), *right;
    const size_t first = at_comparison(s);
    for (size_t c = first; left != NULL && c < COMPARISONS; c = at_comparison(s)) {
        const size_t at = s->lexer->token.at;
        if (c != first) {
            return refuse(s, at,
                          comparisons[c].bits && comparisons[first].bits
                              ? "two different ones of & | ^; write parentheses, (a & b) | c"
                          : comparisons[c].bits || comparisons[first].bits
                              ? "a comparison beside & | ^; write parentheses, (a & b) == c"
                              : "two comparisons in a row; write a < b and b < c");
        }
        right = next(s) != 0 ? NULL : read_shift(s);
        if (right == NULL) {
            return NULL;
        }
        const cosim_eq_syntax *of[2] = {left, right};
        if (comparisons[c].swapped) {
            of[0] = right;
            of[1] = left;
        }
        left = cosim_eq_syntax_make(s,
                                    (cosim_eq_syntax){.kind = COSIM_EQ_S_OPERATOR,
                                                      .op = comparisons[c].op,
                                                      .turned = comparisons[c].swapped,
                                                      .at = at},
                                    of, 2);
        if (left != NULL && !comparisons[c].bits && at_comparison(s) == first) {
            return refuse(s, s->lexer->token.at, "two comparisons in a row; write a < b and b < c");
        }
    }
    return left;
}

static const cosim_eq_syntax *read_not(cosim_eq_scope *s)
{
    const size_t at = s->lexer->token.at;
    if (!is(s, "not")) {
        return read_compare(s);
    }
    if (next(s) != 0) {
        return NULL;
    }
    return is(s, "not") ? refuse(s, s->lexer->token.at, "two times not; leave both out")
                        : cosim_eq_syntax_combine(s, COSIM_EQ_NOT, at, read_compare(s), NULL);
}

static const cosim_eq_syntax *read_and(cosim_eq_scope *s)
{
    const cosim_eq_syntax *left = read_not(s);
    while (left != NULL && is(s, "and")) {
        const size_t at = s->lexer->token.at;
        left =
            next(s) != 0 ? NULL : cosim_eq_syntax_combine(s, COSIM_EQ_AND, at, left, read_not(s));
    }
    return left;
}

static const cosim_eq_syntax *read_or(cosim_eq_scope *s)
{
    const cosim_eq_syntax *left = read_and(s);
    while (left != NULL && is(s, "or")) {
        const size_t at = s->lexer->token.at;
        left = next(s) != 0 ? NULL : cosim_eq_syntax_combine(s, COSIM_EQ_OR, at, left, read_and(s));
    }
    return left;
}

static const cosim_eq_syntax *read_choice(cosim_eq_scope *s)
{
    const cosim_eq_syntax *of[3] = {read_or(s), NULL, NULL};
    const size_t at = s->lexer->token.at;
    if (of[0] == NULL || !is(s, "?")) {
        return of[0];
    }
    if (++s->open > COSIM_EQ_OPEN_MOST) {
        return refuse(
            s, at, "choices in too many choices; give a part of it a name, in a line of its own");
    }
    if (next(s) != 0 || (of[1] = read_choice(s)) == NULL ||
        cosim_eq_lexer_expect(s->lexer, ":", "\":\"", "write condition ? a : b") != 0 ||
        (of[2] = read_choice(s)) == NULL) {
        return NULL;
    }
    s->open--;
    return cosim_eq_syntax_make(
        s, (cosim_eq_syntax){.kind = COSIM_EQ_S_OPERATOR, .op = COSIM_EQ_CHOICE, .at = at}, of, 3);
}

const cosim_eq_syntax *cosim_eq_syntax_read(cosim_eq_scope *scope)
{
    scope->expression = read_choice;
    scope->open = 0;
    const cosim_eq_syntax *whole = read_choice(scope);
    if (whole != NULL && is(scope, ")")) {
        return refuse(scope, scope->lexer->token.at,
                      "a \")\" closes nothing; delete it, or write its \"(\"");
    }
    if (whole != NULL && is(scope, "=")) {
        return refuse(scope, scope->lexer->token.at,
                      "\"=\" gives a value; write == to compare, and one statement a line");
    }
    return whole != NULL && cosim_eq_read_end(scope->lexer, "a whole expression") == 0 ? whole
                                                                                       : NULL;
}
