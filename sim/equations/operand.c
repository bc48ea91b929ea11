// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/operand.h"

#include "equations/words.h"
#include "input/fields.h"

#include <stdio.h>
#include <string.h>

/* Bounds every recursion over an expression that was read. */
enum { DEPTH_MOST = 300 };

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

/* Makes a node with copies of the operands. */
const cosim_eq_syntax *cosim_eq_syntax_make(cosim_eq_scope *s, cosim_eq_syntax node,
                                            const cosim_eq_syntax *const *of, unsigned count)
{
    cosim_eq_syntax *made = cosim_arena_alloc(s->lexer->arena, sizeof *made);
    const cosim_eq_syntax **copies =
        count == 0 ? NULL : cosim_arena_alloc(s->lexer->arena, count * sizeof *copies);
    if (made == NULL || (count > 0 && copies == NULL)) {
        cosim_diag_memory(s->lexer->diag, &s->lexer->place);
        return NULL;
    }
    *made = node;
    made->depth = 1;
    for (unsigned i = 0; i < count; i++) {
        copies[i] = of[i];
        made->depth = of[i]->depth >= made->depth ? of[i]->depth + 1 : made->depth;
    }
    made->of = copies;
    made->count = count;
    return made->depth <= DEPTH_MOST
               ? made
               : refuse(s, node.at,
                        "an expression of too many operations; give a part of it a name, in a line "
                        "of its own");
}

const cosim_eq_syntax *cosim_eq_syntax_combine(cosim_eq_scope *s, cosim_eq_op op, size_t at,
                                               const cosim_eq_syntax *a, const cosim_eq_syntax *b)
{
    const cosim_eq_syntax *of[2] = {a, b};
    return a == NULL || (b == NULL && cosim_eq_operands(op) > 1)
               ? NULL
               : cosim_eq_syntax_make(
                     s, (cosim_eq_syntax){.kind = COSIM_EQ_S_OPERATOR, .op = op, .at = at}, of,
                     b == NULL ? 1 : 2);
}

/* ---- names ---- */

/* Refuses a name that is not known here: it may come later, or be misspelt. */
static const cosim_eq_syntax *refuse_name(cosim_eq_scope *s, const char *name, size_t at, bool last)
{
    const char *known[512] = {NULL};
    size_t count = 0;
    cosim_place place;
    for (size_t i = 0; i < s->head_count; i++) {
        if (strcmp(s->heads[i].name, name) == 0 && s->heads[i].next == last) {
            cosim_eq_lexer_place(s->lexer, s->heads[i].at, &place);
            cosim_eq_lexer_refuse(s->lexer, at,
                                  "%s%s is used before it is given, which is in line %u; move that "
                                  "line up",
                                  name, last ? "'" : "", place.line);
            return NULL;
        }
    }
    for (size_t i = 0; i < s->equations->symbol_count && count < 512; i++) {
        if (s->equations->symbols[i].kind < COSIM_EQ_IS_NEXT) {
            known[count++] = s->equations->symbols[i].name;
        }
    }
    const char *near = cosim_nearest(name, known, count);
    cosim_eq_lexer_refuse(s->lexer, at, "%.60s is not known%s%s%s; %s", name,
                          near != NULL ? "; did you mean \"" : "", near != NULL ? near : "",
                          near != NULL ? "\"" : "",
                          near != NULL ? "else give it in a line before this one"
                                       : "give it in a line before this one");
    return NULL;
}

static const cosim_eq_syntax *read_next_value(cosim_eq_scope *s, const char *name, size_t at)
{
    const cosim_eq_symbol *symbol = cosim_eq_find(s->equations, name);
    bool later = false;
    if (next(s) != 0) {
        return NULL;
    }
    if (symbol == NULL) {
        return refuse_name(s, name, at, true);
    }
    if (symbol->kind != COSIM_EQ_IS_STATE) {
        cosim_eq_lexer_refuse(s->lexer, at,
                              "%s is no state, and only a state has a value after the step; write "
                              "%s alone",
                              name, name);
        return NULL;
    }
    for (size_t i = 0; i < s->head_count; i++) {
        later = later || (s->heads[i].next && strcmp(s->heads[i].name, name) == 0);
    }
    if (later && s->equations->states[symbol->index].next == NULL) {
        return refuse_name(s, name, at, true);
    }
    return cosim_eq_syntax_make(
        s, (cosim_eq_syntax){.kind = COSIM_EQ_S_NEXT, .at = at, .symbol = symbol}, NULL, 0);
}

/* Reads "(" expr {"," expr} ")", low to high of them. */
static int read_operands(cosim_eq_scope *s, const char *name, unsigned low, unsigned high,
                         const cosim_eq_syntax *of[COSIM_EQ_ARGUMENTS_MOST], unsigned *count)
{
    const size_t at = s->lexer->token.at;
    char text[120];
    *count = 0;
    snprintf(text, sizeof text, "\"(\" behind %.60s", name);
    if (cosim_eq_lexer_expect(s->lexer, "(", text, "write what it is of, in parentheses") != 0) {
        return -1;
    }
    if (++s->open > COSIM_EQ_OPEN_MOST) {
        refuse(s, at,
               "brackets in too many brackets; give a part of it a name, in a line of its own");
        return -1;
    }
    do {
        if (*count > 0 && next(s) != 0) {
            return -1;
        }
        if (*count == COSIM_EQ_ARGUMENTS_MOST || (of[*count] = s->expression(s)) == NULL) {
            return *count == COSIM_EQ_ARGUMENTS_MOST
                       ? cosim_eq_lexer_refuse(s->lexer, s->lexer->token.at,
                                               "more than %d operands; write two calls",
                                               COSIM_EQ_ARGUMENTS_MOST)
                       : -1;
        }
        (*count)++;
    } while (is(s, ","));
    s->open--;
    if (cosim_eq_lexer_expect(s->lexer, ")", "\")\" or \",\"", "close the parenthesis") != 0) {
        return -1;
    }
    if (*count < low || *count > high) {
        return cosim_eq_lexer_refuse(s->lexer, at, "%.60s has %u operand%s here; give it %u%s",
                                     name, *count, *count == 1 ? "" : "s", low,
                                     high > low ? " or more" : "");
    }
    return 0;
}

/* ---- functions ---- */

static const struct {
    const char *name;
    cosim_eq_op op;
    unsigned low, high;
} functions[] = {{"min", COSIM_EQ_MIN, 2, COSIM_EQ_ARGUMENTS_MOST},
                 {"max", COSIM_EQ_MAX, 2, COSIM_EQ_ARGUMENTS_MOST},
                 {"abs", COSIM_EQ_ABS, 1, 1},
                 {"ones", COSIM_EQ_ONES, 1, 1},
                 {"floor", COSIM_EQ_FLOOR, 2, 2},
                 {"round", COSIM_EQ_ROUND, 2, 2},
                 {"trunc", COSIM_EQ_TRUNC, 2, 2},
                 {"ceil", COSIM_EQ_CEIL, 2, 2},
                 {"rest", COSIM_EQ_REST, 2, 2},
                 {"clamp", COSIM_EQ_OPS, 3, 3}};
enum { FUNCTIONS = sizeof functions / sizeof *functions, REST = FUNCTIONS - 2 };

static const cosim_eq_syntax *read_function(cosim_eq_scope *s, size_t f, size_t at)
{
    const cosim_eq_syntax *of[COSIM_EQ_ARGUMENTS_MOST], *made;
    unsigned count;
    if (read_operands(s, functions[f].name, functions[f].low, functions[f].high, of, &count) != 0) {
        return NULL;
    }
    if (functions[f].op == COSIM_EQ_OPS) {
        return cosim_eq_syntax_make(s, (cosim_eq_syntax){.kind = COSIM_EQ_S_CLAMP, .at = at}, of,
                                    count);
    }
    made = cosim_eq_syntax_combine(s, functions[f].op, at, of[0], count > 1 ? of[1] : NULL);
    for (unsigned i = 2; i < count && made != NULL; i++) {
        made = cosim_eq_syntax_combine(s, functions[f].op, at, made, of[i]);
    }
    return made;
}

static const cosim_eq_syntax *read_macro(cosim_eq_scope *s, const cosim_eq_symbol *symbol,
                                         size_t at)
{
    const cosim_eq_syntax *of[COSIM_EQ_ARGUMENTS_MOST];
    const unsigned wanted = (unsigned)s->macros[symbol->index].count;
    unsigned count;
    return read_operands(s, symbol->name, wanted, wanted, of, &count) != 0
               ? NULL
               : cosim_eq_syntax_make(
                     s, (cosim_eq_syntax){.kind = COSIM_EQ_S_MACRO, .at = at, .symbol = symbol}, of,
                     count);
}

/* Reads s16(x), or sat(s16, x). */
static const cosim_eq_syntax *read_cut(cosim_eq_scope *s, size_t at, bool saturate)
{
    const cosim_eq_syntax *of[COSIM_EQ_ARGUMENTS_MOST];
    cosim_eq_type type;
    unsigned count;
    if (!saturate) {
        return cosim_eq_read_type(s->lexer, &type) != 0 ||
                       read_operands(s, "a type", 1, 1, of, &count) != 0
                   ? NULL
                   : cosim_eq_syntax_make(
                         s, (cosim_eq_syntax){.kind = COSIM_EQ_S_CUT, .at = at, .type = type}, of,
                         1);
    }
    if (next(s) != 0 ||
        cosim_eq_lexer_expect(s->lexer, "(", "\"(\" behind sat", "write sat(s16, x)") != 0 ||
        cosim_eq_read_type(s->lexer, &type) != 0 || ++s->open > COSIM_EQ_OPEN_MOST ||
        cosim_eq_lexer_expect(s->lexer, ",", "\",\"", "write sat(s16, x)") != 0) {
        return s->open > COSIM_EQ_OPEN_MOST
                   ? refuse(s, at,
                            "brackets in too many brackets; give a part of it a "
                            "name, in a line of its own")
                   : NULL;
    }
    of[0] = s->expression(s);
    s->open--;
    return of[0] == NULL ||
                   cosim_eq_lexer_expect(s->lexer, ")", "\")\"", "close the parenthesis") != 0
               ? NULL
               : cosim_eq_syntax_make(
                     s, (cosim_eq_syntax){.kind = COSIM_EQ_S_SATURATE, .at = at, .type = type}, of,
                     1);
}

/* ---- from the inside out ---- */

static const cosim_eq_syntax *read_word(cosim_eq_scope *s)
{
    const size_t at = s->lexer->token.at;
    for (size_t f = 0; f < FUNCTIONS; f++) {
        if (is(s, functions[f].name) && f != REST) {
            return next(s) == 0 ? read_function(s, f, at) : NULL;
        }
    }
    const char *name;
    if (is(s, "rest")) { /* the function only where "(" follows */
        name = "rest";
        if (next(s) != 0 || is(s, "(")) {
            return is(s, "(") ? read_function(s, REST, at) : NULL;
        }
    } else if ((name = cosim_eq_read_name(s->lexer, "a value")) == NULL) {
        return NULL;
    }
    if (is(s, "'")) {
        return read_next_value(s, name, at);
    }
    for (size_t i = 0; s->macro != NULL && i < s->macro->count; i++) {
        if (strcmp(s->macro->arguments[i], name) == 0) {
            return cosim_eq_syntax_make(
                s, (cosim_eq_syntax){.kind = COSIM_EQ_S_ARGUMENT, .at = at, .value = (int64_t)i},
                NULL, 0);
        }
    }
    const cosim_eq_symbol *symbol = cosim_eq_find(s->equations, name);
    if (symbol == NULL) {
        return refuse_name(s, name, at, false);
    }
    if (symbol->kind == COSIM_EQ_IS_MACRO) {
        return read_macro(s, symbol, at);
    }
    if (is(s, "(")) {
        cosim_eq_lexer_refuse(s->lexer, s->lexer->token.at,
                              "%.60s is no function; write an operator before the parenthesis",
                              name);
        return NULL;
    }
    return cosim_eq_syntax_make(
        s, (cosim_eq_syntax){.kind = COSIM_EQ_S_NAME, .at = at, .symbol = symbol}, NULL, 0);
}

const cosim_eq_syntax *cosim_eq_read_operand(cosim_eq_scope *s)
{
    const size_t at = s->lexer->token.at;
    const cosim_eq_syntax *inner;
    int64_t value;
    char shown[COSIM_EQ_SHOWN];
    if (s->lexer->token.kind == COSIM_EQ_DIGITS) {
        return cosim_eq_read_integer(s->lexer, false, &value) != 0
                   ? NULL
                   : cosim_eq_syntax_make(
                         s, (cosim_eq_syntax){.kind = COSIM_EQ_S_INTEGER, .at = at, .value = value},
                         NULL, 0);
    }
    if (is(s, "(")) {
        if (++s->open > COSIM_EQ_OPEN_MOST) {
            return refuse(s, at,
                          "brackets in too many brackets; give a part of it a name, in a line of "
                          "its own");
        }
        inner = next(s) == 0 ? s->expression(s) : NULL;
        s->open--;
        return inner == NULL || cosim_eq_lexer_expect(s->lexer, ")", "\")\" or an operator",
                                                      "close the parenthesis") != 0
                   ? NULL
                   : inner;
    }
    if (cosim_eq_is_type(s->lexer)) {
        return read_cut(s, at, false);
    }
    if (is(s, "sat")) {
        return read_cut(s, at, true);
    }
    if (is(s, "-")) {
        return refuse(s, at, "a second \"-\" stands before it; write parentheses, -(-x)");
    }
    if (s->lexer->token.kind != COSIM_EQ_NAME) {
        cosim_eq_lexer_refuse(s->lexer, at,
                              "an operand is expected, not %s; write a name, an integer or \"(\"",
                              cosim_eq_lexer_shown(s->lexer, shown));
        return NULL;
    }
    return read_word(s);
}
