// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/declare.h"

#include "equations/lower.h"
#include "equations/words.h"

#include <string.h>

static bool is(const cosim_eq_scope *s, const char *text)
{
    return cosim_eq_lexer_is(s->lexer, text);
}

static int next(cosim_eq_scope *s) { return cosim_eq_lexer_next(s->lexer); }

/* ---- names ---- */

void cosim_eq_add(cosim_eq_scope *s, cosim_eq_symbol_kind kind, const char *name, size_t index)
{
    s->equations->symbols[s->equations->symbol_count++] =
        (cosim_eq_symbol){kind, name, (unsigned)index, s->at};
}

const char *cosim_eq_new_name(cosim_eq_scope *s, const char *what)
{
    const size_t at = s->lexer->token.at;
    const char *name = cosim_eq_read_name(s->lexer, what);
    if (name != NULL && cosim_eq_find(s->equations, name) != NULL) {
        cosim_eq_lexer_refuse(s->lexer, at, "%.60s is given twice; give one of them another name",
                              name);
        return NULL;
    }
    if (name != NULL && strcmp(name, "fire") == 0) {
        cosim_eq_lexer_refuse(
            s->lexer, at, "fire is the decision to spike, and no name of %s; write another name",
            what);
        return NULL;
    }
    return name;
}

int cosim_eq_new_port(cosim_eq_scope *s, size_t at, const char *port, cosim_eq_at *place)
{
    const cosim_equations *e = s->equations;
    bool taken = false;
    cosim_place found;
    cosim_eq_lexer_place(s->lexer, at, &found);
    *place = (cosim_eq_at){found.line, found.column};
    for (size_t i = 0; i < e->input_count; i++) {
        taken = taken || strcmp(e->inputs[i].port, port) == 0;
    }
    for (size_t i = 0; i < e->param_count; i++) {
        taken = taken || (e->params[i].port != NULL && strcmp(e->params[i].port, port) == 0);
    }
    for (size_t i = 0; i < e->output_count; i++) {
        taken = taken || strcmp(e->outputs[i].port, port) == 0;
    }
    return !taken ? 0
                  : cosim_eq_lexer_refuse(s->lexer, at,
                                          "port %.60s is named twice; name each port once, and use "
                                          "the name that it was given",
                                          port);
}

/* Reads ["=" port]; without it the port is the name itself. */
static const char *read_own_port(cosim_eq_scope *s, const char *name, size_t at, cosim_eq_at *place)
{
    const char *port = name;
    if (is(s, "=")) {
        at = next(s) == 0 ? s->lexer->token.at : at;
        port = cosim_eq_read_port(s->lexer);
    }
    return port != NULL && cosim_eq_new_port(s, at, port, place) == 0 ? port : NULL;
}

/* ---- input, param, state ---- */

int cosim_eq_read_input(cosim_eq_scope *s)
{
    cosim_eq_input input = {.name = NULL};
    const size_t at = s->lexer->token.at;
    if ((input.name = cosim_eq_new_name(s, "an input")) == NULL ||
        cosim_eq_lexer_expect(s->lexer, ":", "\":\" and a type", "write input i: s16") != 0 ||
        cosim_eq_read_type(s->lexer, &input.type) != 0 ||
        (input.port = read_own_port(s, input.name, at, &input.at)) == NULL) {
        return -1;
    }
    cosim_eq_add(s, COSIM_EQ_IS_INPUT, input.name, s->equations->input_count);
    s->equations->inputs[s->equations->input_count++] = input;
    return cosim_eq_read_end(s->lexer, "an input");
}

/* Reads "<=" and the largest word that is ever told. */
static int read_most(cosim_eq_scope *s, cosim_eq_param *param)
{
    if (next(s) != 0) {
        return -1;
    }
    const size_t at = s->lexer->token.at;
    param->limited = true;
    if (cosim_eq_read_integer(s->lexer, true, &param->most) != 0) {
        return -1;
    }
    return param->most <= cosim_eq_type_high(param->type) &&
                   param->most >= cosim_eq_type_low(param->type)
               ? 0
               : cosim_eq_lexer_refuse(
                     s->lexer, at,
                     "%lld is outside of the type of %.60s, %lld to %lld; write a "
                     "word that it holds",
                     (long long)param->most, param->name, (long long)cosim_eq_type_low(param->type),
                     (long long)cosim_eq_type_high(param->type));
}

/* Reads the word of a param that is built in. */
static int read_word(cosim_eq_scope *s, cosim_eq_param *param)
{
    const size_t at = s->lexer->token.at;
    if (cosim_eq_read_integer(s->lexer, true, &param->word) != 0) {
        return -1;
    }
    return param->type.bits == 0 || (param->word <= cosim_eq_type_high(param->type) &&
                                     param->word >= cosim_eq_type_low(param->type))
               ? 0
               : cosim_eq_lexer_refuse(
                     s->lexer, at,
                     "%lld does not fit the type of %.60s, %lld to %lld; give it a "
                     "wider type",
                     (long long)param->word, param->name, (long long)cosim_eq_type_low(param->type),
                     (long long)cosim_eq_type_high(param->type));
}

/* Reads where the word of a param comes from: a port tells it, or the text has it. */
static int read_source(cosim_eq_scope *s, cosim_eq_param *param, size_t at)
{
    const bool given = is(s, "=");
    if (given && next(s) != 0) {
        return -1;
    }
    const size_t source = s->lexer->token.at;
    if (given && (s->lexer->token.kind == COSIM_EQ_DIGITS || is(s, "-"))) {
        return !param->limited ? read_word(s, param)
                               : cosim_eq_lexer_refuse(
                                     s->lexer, source,
                                     "%.60s is built in, and a largest word is for one that a "
                                     "port tells; leave \"<=\" out",
                                     param->name);
    }
    if (param->type.bits == 0) {
        return cosim_eq_lexer_refuse(
            s->lexer, source,
            "%.60s has neither type nor integer; write param %.60s: u8 for "
            "one that a port tells, or param %.60s = 4",
            param->name, param->name, param->name);
    }
    param->port = given ? cosim_eq_read_port(s->lexer) : param->name;
    return param->port == NULL ? -1
                               : cosim_eq_new_port(s, given ? source : at, param->port, &param->at);
}

int cosim_eq_read_param(cosim_eq_scope *s)
{
    cosim_eq_param param = {.name = NULL};
    const size_t at = s->lexer->token.at;
    if ((param.name = cosim_eq_new_name(s, "a param")) == NULL ||
        (is(s, ":") && (next(s) != 0 || cosim_eq_read_type(s->lexer, &param.type) != 0)) ||
        (is(s, "<=") && param.type.bits > 0 && read_most(s, &param) != 0) ||
        read_source(s, &param, at) != 0) {
        return -1;
    }
    if (is(s, "real") && (next(s) != 0 || (param.real = cosim_eq_formula_read(s->lexer)) == NULL)) {
        return -1;
    }
    cosim_eq_add(s, COSIM_EQ_IS_PARAM, param.name, s->equations->param_count);
    s->equations->params[s->equations->param_count++] = param;
    return cosim_eq_read_end(s->lexer, "a param");
}

/* Reads the value after reset: an integer, or a param of a type that the state's type holds. */
static int read_reset(cosim_eq_scope *s, const char *name, cosim_eq_type type,
                      const cosim_eq_node **reset)
{
    cosim_eq_syntax syntax = {.kind = COSIM_EQ_S_INTEGER, .at = s->lexer->token.at};
    cosim_eq_expression value;
    if (is(s, "=")) {
        if (next(s) != 0) {
            return -1;
        }
        syntax.at = s->lexer->token.at;
        if (s->lexer->token.kind == COSIM_EQ_NAME) {
            const char *word = cosim_eq_read_name(s->lexer, "a param");
            syntax.symbol = word == NULL ? NULL : cosim_eq_find(s->equations, word);
            syntax.kind = COSIM_EQ_S_NAME;
            if (word == NULL || syntax.symbol == NULL || syntax.symbol->kind != COSIM_EQ_IS_PARAM) {
                return word == NULL
                           ? -1
                           : cosim_eq_lexer_refuse(
                                 s->lexer, syntax.at,
                                 "%.60s is no param of a line before this one; give a state "
                                 "an integer or a param for its value after reset",
                                 word);
            }
        } else if (cosim_eq_read_integer(s->lexer, true, &syntax.value) != 0) {
            return -1;
        }
    }
    if (cosim_eq_lower(s, &syntax, &value) != 0) {
        return -1;
    }
    *reset = value.node;
    return cosim_eq_type_holds(type, value.node)
               ? 0
               : cosim_eq_lexer_refuse(
                     s->lexer, syntax.at,
                     "the value after reset can be from %lld to %lld, and the type of %.60s holds "
                     "%lld to %lld; give it a wider type",
                     (long long)value.node->low, (long long)value.node->high, name,
                     (long long)cosim_eq_type_low(type), (long long)cosim_eq_type_high(type));
}

int cosim_eq_read_state(cosim_eq_scope *s)
{
    cosim_equations *e = s->equations;
    cosim_eq_state state = {.name = cosim_eq_new_name(s, "a state")};
    char why[200] = "";
    if (state.name == NULL ||
        cosim_eq_lexer_expect(s->lexer, ":", "\":\" and a type", "write state v: s16") != 0 ||
        cosim_eq_read_type(s->lexer, &state.type) != 0 ||
        read_reset(s, state.name, state.type, &state.reset) != 0) {
        return -1;
    }
    state.node = cosim_eq_tree_make(e->tree,
                                    &(cosim_eq_node){.op = COSIM_EQ_STATE,
                                                     .leaf = (unsigned)e->state_count,
                                                     .low = cosim_eq_type_low(state.type),
                                                     .high = cosim_eq_type_high(state.type)},
                                    why, sizeof why);
    if (state.node == NULL) {
        return why[0] == '\0'
                   ? cosim_diag_memory(s->lexer->diag, &s->lexer->place)
                   : cosim_eq_lexer_refuse(s->lexer, s->lexer->token.at, "a state %s", why);
    }
    cosim_eq_add(s, COSIM_EQ_IS_STATE, state.name, e->state_count);
    e->states[e->state_count++] = state;
    return cosim_eq_read_end(s->lexer, "a state");
}
