// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/statement.h"

#include "equations/declare.h"
#include "equations/lower.h"
#include "equations/words.h"

#include <string.h>

enum { CLOCKS_MOST = 7 };

static bool is(const cosim_eq_scope *s, const char *text)
{
    return cosim_eq_lexer_is(s->lexer, text);
}

static int next(cosim_eq_scope *s) { return cosim_eq_lexer_next(s->lexer); }

static int read_expression(cosim_eq_scope *s, const char *remedy, const cosim_eq_syntax **syntax,
                           cosim_eq_expression *value)
{
    return cosim_eq_lexer_expect(s->lexer, "=", "\"=\"", remedy) == 0 &&
                   (*syntax = cosim_eq_syntax_read(s)) != NULL &&
                   cosim_eq_lower(s, *syntax, value) == 0
               ? 0
               : -1;
}

/* ---- macro ---- */

static int read_arguments(cosim_eq_scope *s, const char *names[COSIM_EQ_ARGUMENTS_MOST],
                          size_t *count)
{
    *count = 0;
    do {
        const size_t at = next(s) == 0 ? s->lexer->token.at : 0;
        if (*count == COSIM_EQ_ARGUMENTS_MOST) {
            return cosim_eq_lexer_refuse(s->lexer, at,
                                         "a macro of more than %d arguments; write two macros",
                                         COSIM_EQ_ARGUMENTS_MOST);
        }
        if ((names[*count] = cosim_eq_read_name(s->lexer, "an argument")) == NULL) {
            return -1;
        }
        for (size_t i = 0; i < *count; i++) {
            if (strcmp(names[i], names[*count]) == 0) {
                return cosim_eq_lexer_refuse(s->lexer, at,
                                             "%.60s is an argument twice; give one of them another "
                                             "name",
                                             names[i]);
            }
        }
        ++*count;
    } while (is(s, ","));
    return cosim_eq_lexer_expect(s->lexer, ")", "\")\" or \",\"", "write name(a, b) = a + b");
}

static int read_macro(cosim_eq_scope *s, cosim_eq_macro *macros, const char *name, size_t at)
{
    size_t number = 0;
    cosim_eq_macro macro;
    const char **names =
        cosim_arena_alloc(s->lexer->arena, COSIM_EQ_ARGUMENTS_MOST * sizeof *names);
    if (names == NULL) {
        return cosim_diag_memory(s->lexer->diag, &s->lexer->place);
    }
    if (strcmp(name, "rest") == 0 || strcmp(name, "fire") == 0) {
        return cosim_eq_lexer_refuse(
            s->lexer, at, "%s has a meaning of its own; give the macro another name", name);
    }
    if (read_arguments(s, names, &macro.count) != 0 ||
        cosim_eq_lexer_expect(s->lexer, "=", "\"=\"", "write name(a, b) = a + b") != 0) {
        return -1;
    }
    macro.arguments = names;
    macro.body = NULL;
    s->macro = &macro;
    macro.body = cosim_eq_syntax_read(s);
    s->macro = NULL;
    if (macro.body == NULL) {
        return -1;
    }
    for (size_t i = 0; i < s->equations->symbol_count; i++) {
        number += s->equations->symbols[i].kind == COSIM_EQ_IS_MACRO;
    }
    macros[number] = macro;
    cosim_eq_add(s, COSIM_EQ_IS_MACRO, name, number);
    return 0;
}

/* ---- value, next value, output ---- */

static int read_value(cosim_eq_scope *s, const char *name, size_t at)
{
    cosim_equations *e = s->equations;
    const bool fire = strcmp(name, "fire") == 0;
    const cosim_eq_syntax *syntax;
    cosim_eq_expression value;
    cosim_eq_type type = {false, 0};
    if (is(s, ":") && (next(s) != 0 || cosim_eq_read_type(s->lexer, &type) != 0)) {
        return -1;
    }
    if (fire && type.bits > 0 && (type.bits > 1 || type.is_signed)) {
        return cosim_eq_lexer_refuse(s->lexer, at, "fire is a condition; leave its type out");
    }
    if (read_expression(s, "write name = and what it is", &syntax, &value) != 0 ||
        (type.bits > 0 && cosim_eq_fit(s, syntax, type, &value) != 0) ||
        (fire && cosim_eq_condition(s, syntax, &value) != 0)) {
        return -1;
    }
    if (fire) {
        e->fire = value.node;
    }
    cosim_eq_add(s, COSIM_EQ_IS_VALUE, name, e->value_count);
    e->values[e->value_count++] = (cosim_eq_value){name, type, value.kind, value.node};
    return 0;
}

static int read_next_value(cosim_eq_scope *s, const char *name, size_t at)
{
    cosim_equations *e = s->equations;
    const cosim_eq_symbol *symbol = cosim_eq_find(e, name);
    const cosim_eq_syntax *syntax;
    cosim_eq_expression value;
    if (symbol == NULL || symbol->kind != COSIM_EQ_IS_STATE) {
        return cosim_eq_lexer_refuse(
            s->lexer, at,
            "%.60s is no state, and only a state has a next value; give it "
            "in a line before this one, as state %.60s: s16",
            name, name);
    }
    cosim_eq_state *state = &e->states[symbol->index];
    if (state->next != NULL) {
        return cosim_eq_lexer_refuse(
            s->lexer, at, "the next value of %.60s is given twice; keep one of them", name);
    }
    if (next(s) != 0 || read_expression(s, "write v' = and its next value", &syntax, &value) != 0 ||
        cosim_eq_fit(s, syntax, state->type, &value) != 0) {
        return -1;
    }
    state->next = value.node;
    cosim_eq_add(s, COSIM_EQ_IS_NEXT, name, symbol->index);
    return 0;
}

static int read_output(cosim_eq_scope *s)
{
    cosim_equations *e = s->equations;
    cosim_eq_output output = {.port = NULL};
    const size_t at = s->lexer->token.at;
    const cosim_eq_syntax *syntax;
    cosim_eq_expression value;
    int64_t clocks = 0;
    if ((output.port = cosim_eq_read_port(s->lexer)) == NULL ||
        cosim_eq_new_port(s, at, output.port, &output.at) != 0 ||
        (is(s, ":") && (next(s) != 0 || cosim_eq_read_type(s->lexer, &output.type) != 0)) ||
        cosim_eq_lexer_expect(s->lexer, "@", "\"@\" and clocks",
                              "write @1 for a register after the step, @0 for its own clock") !=
            0) {
        return -1;
    }
    const size_t at_clocks = s->lexer->token.at;
    if (cosim_eq_read_integer(s->lexer, false, &clocks) != 0) {
        return -1;
    }
    if (clocks > CLOCKS_MOST) {
        return cosim_eq_lexer_refuse(s->lexer, at_clocks,
                                     "an output %lld clocks late; give it 0 to %d",
                                     (long long)clocks, CLOCKS_MOST);
    }
    if (read_expression(s, "write output port @1 = and what it shows", &syntax, &value) != 0) {
        return -1;
    }
    const cosim_eq_type own =
        value.kind == COSIM_EQ_CONDITION ? (cosim_eq_type){false, 1} : value.type;
    output.type = output.type.bits > 0 ? output.type : own;
    if (output.type.bits == 0) {
        return cosim_eq_lexer_refuse(s->lexer, at,
                                     "%.60s shows what has no type of its own; write its type, as "
                                     "output %.60s: s16 @1",
                                     output.port, output.port);
    }
    if (cosim_eq_fit(s, syntax, output.type, &value) != 0) {
        return -1;
    }
    output.clocks = (unsigned)clocks;
    output.node = value.node;
    cosim_eq_add(s, COSIM_EQ_IS_OUTPUT, output.port, e->output_count);
    e->outputs[e->output_count++] = output;
    return 0;
}

/* ---- any ---- */

/* Reads name(a) =, name = or name' =. */
static int read_named(cosim_eq_scope *s, cosim_eq_macro *macros)
{
    char shown[COSIM_EQ_SHOWN];
    const size_t at = s->lexer->token.at;
    if (s->lexer->token.kind != COSIM_EQ_NAME) {
        return cosim_eq_lexer_refuse(
            s->lexer, at,
            "%s begins no statement; write input, param, state, output, or "
            "a name with =",
            cosim_eq_lexer_shown(s->lexer, shown));
    }
    const char *name = cosim_eq_read_name(s->lexer, "a value");
    if (name == NULL) {
        return -1;
    }
    if (is(s, "'")) {
        return read_next_value(s, name, at);
    }
    if (cosim_eq_find(s->equations, name) != NULL) {
        return cosim_eq_lexer_refuse(s->lexer, at,
                                     "%.60s is given twice; give one of them another name", name);
    }
    return is(s, "(") ? read_macro(s, macros, name, at) : read_value(s, name, at);
}

int cosim_eq_statement(cosim_eq_scope *scope, cosim_eq_macro *macros)
{
    static const struct {
        const char *word;
        int (*read)(cosim_eq_scope *scope);
    } kinds[] = {{"input", cosim_eq_read_input},
                 {"param", cosim_eq_read_param},
                 {"state", cosim_eq_read_state},
                 {"output", read_output}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (is(scope, kinds[i].word)) {
            return next(scope) == 0 ? kinds[i].read(scope) : -1;
        }
    }
    return read_named(scope, macros);
}
