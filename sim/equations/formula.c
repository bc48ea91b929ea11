// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/formula.h"

#include "base/decimal.h"

#include <math.h>
#include <string.h>

enum { DEPTH_MOST = 60 };

static const char *const names[COSIM_EQ_QUANTITIES] = {"k",   "theta", "reset", "rest",   "hold",
                                                       "one", "gain",  "event", "initial"};

static const cosim_eq_formula *read_sum(cosim_eq_lexer *lexer, int depth);

static const cosim_eq_formula *make(cosim_eq_lexer *lexer, cosim_eq_formula formula)
{
    cosim_eq_formula *made = cosim_arena_alloc(lexer->arena, sizeof *made);
    if (made == NULL) {
        cosim_diag_memory(lexer->diag, &lexer->place);
        return NULL;
    }
    *made = formula;
    return made;
}

static const cosim_eq_formula *read_number(cosim_eq_lexer *lexer)
{
    double number = 0.0;
    cosim_eq_lexer_number(lexer);
    const char *text = cosim_eq_lexer_text(lexer);
    if (text == NULL) {
        return NULL;
    }
    if (strlen(text) > COSIM_DECIMAL_LIMIT ||
        cosim_decimal_read(text, 0, &number) != COSIM_DECIMAL_OK) {
        cosim_eq_lexer_refuse(lexer, lexer->token.at,
                              "\"%.40s\" is no number of a formula; write it like 256, 0.5 or 1e-3",
                              text);
        return NULL;
    }
    return cosim_eq_lexer_next(lexer) == 0
               ? make(lexer, (cosim_eq_formula){.op = COSIM_EQ_F_NUMBER, .number = number})
               : NULL;
}

static const cosim_eq_formula *read_brackets(cosim_eq_lexer *lexer, int depth)
{
    const cosim_eq_formula *inner;
    if (cosim_eq_lexer_expect(lexer, "(", "\"(\"", "write log2(k)") != 0 ||
        (inner = read_sum(lexer, depth + 1)) == NULL ||
        cosim_eq_lexer_expect(lexer, ")", "\")\"", "close the parenthesis of the formula") != 0) {
        return NULL;
    }
    return inner;
}

static const cosim_eq_formula *read_primary(cosim_eq_lexer *lexer, int depth)
{
    char shown[COSIM_EQ_SHOWN];
    const cosim_eq_formula *inner;
    if (lexer->token.kind == COSIM_EQ_DIGITS) {
        return read_number(lexer);
    }
    if (cosim_eq_lexer_is(lexer, "(")) {
        return read_brackets(lexer, depth);
    }
    if (cosim_eq_lexer_is(lexer, "log2")) {
        return cosim_eq_lexer_next(lexer) == 0 && (inner = read_brackets(lexer, depth)) != NULL
                   ? make(lexer, (cosim_eq_formula){.op = COSIM_EQ_F_LOG2, .of = {inner}})
                   : NULL;
    }
    for (unsigned q = 0; q < COSIM_EQ_QUANTITIES; q++) {
        if (cosim_eq_lexer_is(lexer, names[q])) {
            return cosim_eq_lexer_next(lexer) == 0
                       ? make(lexer, (cosim_eq_formula){.op = COSIM_EQ_F_QUANTITY,
                                                        .quantity = (cosim_eq_quantity)q})
                       : NULL;
        }
    }
    cosim_eq_lexer_refuse(
        lexer, lexer->token.at,
        "a number or a value of the scenario is expected, not %s; write k, theta, "
        "reset, rest, hold, one, gain, event, initial or log2(...)",
        cosim_eq_lexer_shown(lexer, shown));
    return NULL;
}

static const cosim_eq_formula *read_unary(cosim_eq_lexer *lexer, int depth)
{
    const cosim_eq_formula *inner;
    if (!cosim_eq_lexer_is(lexer, "-")) {
        return read_primary(lexer, depth);
    }
    return cosim_eq_lexer_next(lexer) == 0 && (inner = read_primary(lexer, depth)) != NULL
               ? make(lexer, (cosim_eq_formula){.op = COSIM_EQ_F_MINUS, .of = {inner}})
               : NULL;
}

static const cosim_eq_formula *read_chain(cosim_eq_lexer *lexer, int depth, bool sum)
{
    const cosim_eq_formula *left = sum ? read_chain(lexer, depth, false) : read_unary(lexer, depth),
                           *right;
    int length = 0;
    while (left != NULL && (cosim_eq_lexer_is(lexer, sum ? "+" : "*") ||
                            cosim_eq_lexer_is(lexer, sum ? "-" : "/"))) {
        const bool second = cosim_eq_lexer_is(lexer, sum ? "-" : "/");
        const cosim_eq_formula_op op = sum      ? second ? COSIM_EQ_F_SUB : COSIM_EQ_F_ADD
                                       : second ? COSIM_EQ_F_DIV
                                                : COSIM_EQ_F_MUL;
        if (++length > DEPTH_MOST) {
            cosim_eq_lexer_refuse(lexer, lexer->token.at,
                                  "a formula of more than %d terms; write a shorter one",
                                  DEPTH_MOST);
            return NULL;
        }
        if (cosim_eq_lexer_next(lexer) != 0 ||
            (right = sum ? read_chain(lexer, depth, false) : read_unary(lexer, depth)) == NULL) {
            return NULL;
        }
        left = make(lexer, (cosim_eq_formula){.op = op, .of = {left, right}});
    }
    return left;
}

static const cosim_eq_formula *read_sum(cosim_eq_lexer *lexer, int depth)
{
    if (depth > DEPTH_MOST) {
        cosim_eq_lexer_refuse(lexer, lexer->token.at,
                              "a formula nested deeper than %d; write a simpler one", DEPTH_MOST);
        return NULL;
    }
    return read_chain(lexer, depth, true);
}

const cosim_eq_formula *cosim_eq_formula_read(cosim_eq_lexer *lexer) { return read_sum(lexer, 0); }

double cosim_eq_formula_value(const cosim_eq_formula *formula,
                              const double values[COSIM_EQ_QUANTITIES])
{
    double of[2] = {0.0, 0.0};
    for (int i = 0; i < 2 && formula->of[i] != NULL; i++) {
        of[i] = cosim_eq_formula_value(formula->of[i], values);
    }
    switch (formula->op) {
    case COSIM_EQ_F_QUANTITY:
        return values[formula->quantity];
    case COSIM_EQ_F_ADD:
        return of[0] + of[1];
    case COSIM_EQ_F_SUB:
        return of[0] - of[1];
    case COSIM_EQ_F_MUL:
        return of[0] * of[1];
    case COSIM_EQ_F_DIV:
        return of[0] / of[1];
    case COSIM_EQ_F_MINUS:
        return -of[0];
    case COSIM_EQ_F_LOG2:
        return log2(of[0]);
    case COSIM_EQ_F_NUMBER:
    default:
        return formula->number;
    }
}

/* Operators bind as the reader takes them: 0 a sum, 1 a product, 2 a minus, 3 a primary. */
static int tightness(const cosim_eq_formula *f)
{
    return f->op == COSIM_EQ_F_ADD || f->op == COSIM_EQ_F_SUB   ? 0
           : f->op == COSIM_EQ_F_MUL || f->op == COSIM_EQ_F_DIV ? 1
           : f->op == COSIM_EQ_F_MINUS                          ? 2
                                                                : 3;
}

static void put(FILE *file, const cosim_eq_formula *f, int least)
{
    static const char *const signs[] = {" + ", " - ", " * ", " / "};
    char text[32];
    const int mine = tightness(f);
    const bool brackets = mine < least;
    fputs(brackets ? "(" : "", file);
    if (f->op == COSIM_EQ_F_NUMBER) {
        fputs(cosim_number(f->number, text), file);
    } else if (f->op == COSIM_EQ_F_QUANTITY) {
        fputs(names[f->quantity], file);
    } else if (f->op == COSIM_EQ_F_MINUS) {
        fputs("-", file);
        put(file, f->of[0], 3);
    } else if (f->op == COSIM_EQ_F_LOG2) {
        fputs("log2(", file);
        put(file, f->of[0], 0);
        fputs(")", file);
    } else {
        put(file, f->of[0], mine);
        fputs(signs[f->op - COSIM_EQ_F_ADD], file);
        put(file, f->of[1], mine + 1);
    }
    fputs(brackets ? ")" : "", file);
}

void cosim_eq_formula_put(FILE *file, const cosim_eq_formula *formula) { put(file, formula, 0); }
