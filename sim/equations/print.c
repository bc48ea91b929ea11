// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/print.h"

#include <stdarg.h>
#include <string.h>

/* These are the levels of the reader, from loose to tight; they decide about brackets. */
enum { CHOICE, OR, AND, NOT, COMPARE, SHIFT, SUM, PRODUCT, UNARY, PRIMARY };

/* A message shows a node at most DEPTH_MOST deep, as no names of parts keep it short there. */
enum { DEPTH_MOST = 30 };

static void put(cosim_eq_printer *p, const cosim_eq_node *node, int least, bool condition);

#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
static void
say(cosim_eq_printer *p, const char *format, ...)
{
    char word[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(word, sizeof word, format, arguments);
    va_end(arguments);
    if (p->file != NULL) {
        fputs(word, p->file);
    } else if (p->length < p->bytes) {
        const int written = snprintf(p->text + p->length, p->bytes - p->length, "%s", word);
        p->length += (size_t)written;
    }
}

/* ---- names ---- */

/* Tells whether a symbol is the name of a node: of a value, or of a state with its '. Where a
 * condition is expected, only a name that the reader takes for a condition will do. */
static bool names(const cosim_equations *e, const cosim_eq_symbol *s, const cosim_eq_node *node,
                  bool condition)
{
    return s->kind == COSIM_EQ_IS_VALUE
               ? e->values[s->index].node == node &&
                     (!condition || e->values[s->index].kind != COSIM_EQ_NUMBER)
           : s->kind == COSIM_EQ_IS_NEXT ? e->states[s->index].next == node &&
                                               (!condition || (e->states[s->index].type.bits == 1 &&
                                                               !e->states[s->index].type.is_signed))
                                         : false;
}

size_t cosim_eq_name_of(const cosim_equations *equations, size_t symbols, const cosim_eq_node *node,
                        bool condition)
{
    size_t i = 0;
    while (i < symbols && !names(equations, &equations->symbols[i], node, condition)) {
        i++;
    }
    return i;
}

static bool put_name(cosim_eq_printer *p, const cosim_eq_node *node, bool condition)
{
    size_t i;
    if (cosim_eq_operands(node->op) == 0) {
        return false;
    }
    if (p->known == NULL) {
        i = cosim_eq_name_of(p->equations, p->symbols, node, condition);
    } else if (p->known[node->id].part != 0) {
        say(p, "part%u", p->known[node->id].part);
        return true;
    } else {
        i = condition ? p->known[node->id].condition : p->known[node->id].name;
        i = i == 0 ? p->symbols : i - 1;
    }
    if (i < p->symbols) {
        const cosim_eq_symbol *s = &p->equations->symbols[i];
        say(p, "%.200s%s", s->name, s->kind == COSIM_EQ_IS_NEXT ? "'" : "");
    }
    return i < p->symbols;
}

static void put_type(cosim_eq_printer *p, cosim_eq_type type)
{
    say(p, "%c%u", type.is_signed ? 's' : 'u', type.bits);
}

/* Writes an integer, in parentheses where it is below 0, for "- -3" is refused. */
static void put_integer(cosim_eq_printer *p, int64_t value, bool brackets)
{
    if (value == INT64_MIN) {
        say(p, "(-9223372036854775807 - 1)");
    } else {
        say(p, brackets && value < 0 ? "(%lld)" : "%lld", (long long)value);
    }
}

static void put_leaf(cosim_eq_printer *p, const cosim_eq_node *node)
{
    if (node->op == COSIM_EQ_CONST) {
        put_integer(p, node->value, true);
    } else {
        say(p, "%.200s",
            node->op == COSIM_EQ_INPUT   ? p->equations->inputs[node->leaf].name
            : node->op == COSIM_EQ_PARAM ? p->equations->params[node->leaf].name
                                         : p->equations->states[node->leaf].name);
    }
}

/* ---- operators ---- */

static const struct {
    const char *sign; /* of two operands, or the name of a function before "(" */
    int level, left, right;
} signs[COSIM_EQ_OPS] = {[COSIM_EQ_ADD] = {" + ", SUM, SUM, PRODUCT},
                         [COSIM_EQ_SUB] = {" - ", SUM, SUM, PRODUCT},
                         [COSIM_EQ_MUL] = {" * ", PRODUCT, PRODUCT, UNARY},
                         [COSIM_EQ_DIV] = {" / ", PRODUCT, PRODUCT, UNARY},
                         [COSIM_EQ_SHIFT_LEFT] = {" << ", SHIFT, PRODUCT, PRODUCT},
                         [COSIM_EQ_FLOOR] = {" >> ", SHIFT, PRODUCT, PRODUCT},
                         [COSIM_EQ_ROUND] = {"round", PRIMARY, CHOICE, CHOICE},
                         [COSIM_EQ_TRUNC] = {"trunc", PRIMARY, CHOICE, CHOICE},
                         [COSIM_EQ_CEIL] = {"ceil", PRIMARY, CHOICE, CHOICE},
                         [COSIM_EQ_REST] = {"rest", PRIMARY, CHOICE, CHOICE},
                         [COSIM_EQ_MIN] = {"min", PRIMARY, CHOICE, CHOICE},
                         [COSIM_EQ_MAX] = {"max", PRIMARY, CHOICE, CHOICE},
                         [COSIM_EQ_ABS] = {"abs", PRIMARY, CHOICE, CHOICE},
                         [COSIM_EQ_ONES] = {"ones", PRIMARY, CHOICE, CHOICE},
                         [COSIM_EQ_BITS_AND] = {" & ", COMPARE, SHIFT, SHIFT},
                         [COSIM_EQ_BITS_OR] = {" | ", COMPARE, SHIFT, SHIFT},
                         [COSIM_EQ_BITS_XOR] = {" ^ ", COMPARE, SHIFT, SHIFT},
                         [COSIM_EQ_LESS] = {" < ", COMPARE, SHIFT, SHIFT},
                         [COSIM_EQ_AT_MOST] = {" <= ", COMPARE, SHIFT, SHIFT},
                         [COSIM_EQ_EQUAL] = {" == ", COMPARE, SHIFT, SHIFT},
                         [COSIM_EQ_DIFFERENT] = {" != ", COMPARE, SHIFT, SHIFT},
                         [COSIM_EQ_AND] = {" and ", AND, AND, NOT},
                         [COSIM_EQ_OR] = {" or ", OR, OR, AND}};

static void put_function(cosim_eq_printer *p, const cosim_eq_node *node)
{
    say(p, "%s(", signs[node->op].sign);
    put(p, node->of[0], CHOICE, false);
    if (cosim_eq_operands(node->op) > 1) {
        say(p, ", ");
        put(p, node->of[1], CHOICE, false);
    }
    say(p, ")");
}

static void put_operator(cosim_eq_printer *p, const cosim_eq_node *node)
{
    const bool conditions = node->op == COSIM_EQ_AND || node->op == COSIM_EQ_OR;
    const bool turned = node->turned;
    put(p, node->of[turned], signs[node->op].left, conditions);
    say(p, "%s", !turned ? signs[node->op].sign : node->op == COSIM_EQ_LESS ? " > " : " >= ");
    put(p, node->of[!turned], signs[node->op].right, conditions);
}

/* Writes the node itself, without a name. */
static void put_whole(cosim_eq_printer *p, const cosim_eq_node *node, int least)
{
    const int mine = node->op == COSIM_EQ_CHOICE    ? CHOICE
                     : node->op == COSIM_EQ_NOT     ? NOT
                     : signs[node->op].sign != NULL ? signs[node->op].level
                                                    : PRIMARY;
    say(p, mine < least ? "(" : "");
    if (cosim_eq_operands(node->op) == 0) {
        put_leaf(p, node);
    } else if (node->op == COSIM_EQ_CHOICE) {
        put(p, node->of[0], OR, true);
        say(p, " ? ");
        put(p, node->of[1], CHOICE, false);
        say(p, " : ");
        put(p, node->of[2], CHOICE, false);
    } else if (node->op == COSIM_EQ_NOT) {
        say(p, "not ");
        put(p, node->of[0], COMPARE, true);
    } else if (node->op == COSIM_EQ_CUT || node->op == COSIM_EQ_SATURATE) {
        say(p, node->op == COSIM_EQ_CUT ? "" : "sat(");
        put_type(p, node->type);
        say(p, node->op == COSIM_EQ_CUT ? "(" : ", ");
        put(p, node->of[0], CHOICE, false);
        say(p, ")");
    } else if (mine == PRIMARY) {
        put_function(p, node);
    } else {
        put_operator(p, node);
    }
    say(p, mine < least ? ")" : "");
}

static void put(cosim_eq_printer *p, const cosim_eq_node *node, int least, bool condition)
{
    if (p->file == NULL && p->length >= p->bytes) {
        return; /* the message is full; a node may be very long, since parts of it are shared */
    }
    if (put_name(p, node, condition)) {
        return;
    }
    if (p->known == NULL && p->depth == DEPTH_MOST && cosim_eq_operands(node->op) > 0) {
        say(p, "...");
        return;
    }
    p->depth++;
    put_whole(p, node, least);
    p->depth--;
}

void cosim_eq_put(cosim_eq_printer *printer, const cosim_eq_node *node, bool condition, bool whole)
{
    if (whole) {
        put_whole(printer, node, CHOICE);
    } else {
        put(printer, node, CHOICE, condition);
    }
}

const char *cosim_eq_text(const cosim_equations *equations, size_t symbols,
                          const cosim_eq_node *node, char *text, size_t bytes)
{
    cosim_eq_printer p = {.equations = equations, .symbols = symbols, .text = text, .bytes = bytes};
    text[0] = '\0';
    put_whole(&p, node, CHOICE);
    if (p.length >= bytes && bytes > 4) {
        strcpy(text + bytes - 4, "...");
    }
    return text;
}
