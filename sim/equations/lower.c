// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/lower.h"

#include "equations/print.h"

#include <stdio.h>

/* The macros of one text may be written out to WORK_MOST operations, and nest DEPTH_MOST deep,
 * which bounds the recursion. */
enum { WORK_MOST = 100000, DEPTH_MOST = 1000, WHY = 400, SHOWN = 120, SIDE_BITS_MOST = 62 };

/* This is a macro that is being expanded: its arguments, and where it is used. */
typedef struct frame {
    const cosim_eq_expression *arguments;
    const cosim_eq_syntax *use;
} frame;

static int lower(cosim_eq_scope *s, const cosim_eq_syntax *x, const frame *f,
                 cosim_eq_expression *out);

/* Writes "" or " (in macro m, which line 7 uses)". */
static const char *used(cosim_eq_scope *s, const frame *f, char text[160])
{
    cosim_place place;
    text[0] = '\0';
    if (f != NULL) {
        cosim_eq_lexer_place(s->lexer, f->use->at, &place);
        snprintf(text, 160, " (in macro %.60s, which line %u uses)", f->use->symbol->name,
                 place.line);
    }
    return text;
}

static int make(cosim_eq_scope *s, size_t at, const frame *f, cosim_eq_node wanted,
                const cosim_eq_node **made)
{
    char why[WHY], shown[SHOWN], where[160];
    *made = cosim_eq_tree_make(s->equations->tree, &wanted, why, sizeof why);
    if (*made != NULL) {
        return 0;
    }
    if (why[0] == '\0') {
        return cosim_diag_memory(s->lexer->diag, &s->lexer->place);
    }
    return cosim_eq_lexer_refuse(
        s->lexer, at, "%s%s %s",
        cosim_eq_text(s->equations, s->equations->symbol_count, &wanted, shown, sizeof shown),
        used(s, f, where), why);
}

static int constant(cosim_eq_scope *s, size_t at, int64_t value, const cosim_eq_node **made)
{
    return make(s, at, NULL,
                (cosim_eq_node){.op = COSIM_EQ_CONST, .value = value, .low = value, .high = value},
                made);
}

/* ---- names ---- */

static int lower_name(cosim_eq_scope *s, const cosim_eq_syntax *x, cosim_eq_expression *out)
{
    const cosim_equations *e = s->equations;
    const unsigned i = x->symbol->index;
    const cosim_eq_param *param = &e->params[i];
    cosim_eq_node leaf = {.leaf = i};
    out->kind = COSIM_EQ_NUMBER;
    switch (x->symbol->kind) {
    case COSIM_EQ_IS_VALUE:
        *out = (cosim_eq_expression){e->values[i].node, e->values[i].kind, e->values[i].type};
        return 0;
    case COSIM_EQ_IS_STATE:
        out->type = e->states[i].type;
        out->node = e->states[i].node;
        if (x->kind == COSIM_EQ_S_NEXT && e->states[i].next != NULL) {
            out->node = e->states[i].next;
        }
        break;
    case COSIM_EQ_IS_INPUT:
        out->type = e->inputs[i].type;
        leaf.op = COSIM_EQ_INPUT;
        break;
    case COSIM_EQ_IS_PARAM:
        out->type = param->type;
        leaf.op = COSIM_EQ_PARAM;
        break;
    case COSIM_EQ_IS_MACRO:
    case COSIM_EQ_IS_NEXT:
    case COSIM_EQ_IS_OUTPUT:
    default:
        break;
    }
    if (out->type.bits == 1 && !out->type.is_signed) {
        out->kind = COSIM_EQ_BIT;
    }
    if (x->symbol->kind == COSIM_EQ_IS_STATE) {
        return 0;
    }
    const bool built_in = leaf.op == COSIM_EQ_PARAM && param->port == NULL;
    leaf.low = built_in ? param->word : cosim_eq_type_low(out->type);
    leaf.high = built_in                                      ? param->word
                : leaf.op == COSIM_EQ_PARAM && param->limited ? param->most
                                                              : cosim_eq_type_high(out->type);
    return make(s, x->at, NULL, leaf, &out->node);
}

/* ---- operators ---- */

int cosim_eq_condition(cosim_eq_scope *scope, const cosim_eq_syntax *syntax,
                       cosim_eq_expression *expression)
{
    char shown[SHOWN];
    const cosim_eq_node *zero = NULL;
    if (expression->kind == COSIM_EQ_NUMBER) {
        return cosim_eq_lexer_refuse(
            scope->lexer, syntax->at,
            "%s is a number where a condition is expected; write != 0 behind it, with parentheses",
            cosim_eq_text(scope->equations, scope->equations->symbol_count, expression->node, shown,
                          sizeof shown));
    }
    expression->type = (cosim_eq_type){false, 0};
    if (expression->kind == COSIM_EQ_BIT && !cosim_eq_is_condition(expression->node->op)) {
        if (constant(scope, syntax->at, 0, &zero) != 0 ||
            make(scope, syntax->at, NULL,
                 (cosim_eq_node){.op = COSIM_EQ_DIFFERENT, .of = {expression->node, zero}},
                 &expression->node) != 0) {
            return -1;
        }
    }
    expression->kind = COSIM_EQ_CONDITION;
    return 0;
}

/* Gives the bit that says on which side of a limit a number is, as its comparison: the sign of one
 * in [-2^n, 2^n), and bit n of one in [0, 2^(n+1)). Of words it is the same; over the real numbers
 * it decides as the words do, and no cut changes a value. *made: NULL where the bit is another. */
static int lower_side(cosim_eq_scope *s, const cosim_eq_syntax *x, const frame *f,
                      const cosim_eq_node *node, const cosim_eq_node **made)
{
    const bool shifted = node->op == COSIM_EQ_FLOOR && node->of[1]->op == COSIM_EQ_CONST &&
                         node->of[1]->value > 0 && node->of[1]->value < SIDE_BITS_MOST;
    const cosim_eq_node *of = shifted ? node->of[0] : node, *limit = NULL;
    const int64_t size = (int64_t)1 << (shifted ? node->of[1]->value : 0);
    *made = NULL;
    if (of->op == COSIM_EQ_CUT && shifted && of->type.bits == node->of[1]->value + 1 &&
        of->of[0]->low < 0 && of->of[0]->low >= -size && of->of[0]->high < size) {
        of = of->of[0]; /* the cut leaves the bit as it is */
    }
    if (of->low < 0 && of->low >= -size && of->high < size) {
        return constant(s, x->at, 0, &limit) != 0
                   ? -1
                   : make(s, x->at, f, (cosim_eq_node){.op = COSIM_EQ_LESS, .of = {of, limit}},
                          made);
    }
    if (shifted && of->low >= 0 && of->high >= size && of->high < 2 * size) {
        return constant(s, x->at, size, &limit) != 0
                   ? -1
                   : make(
                         s, x->at, f,
                         (cosim_eq_node){.op = COSIM_EQ_AT_MOST, .of = {limit, of}, .turned = true},
                         made);
    }
    return 0;
}

static int fit(cosim_eq_scope *s, const cosim_eq_syntax *x, const frame *f, cosim_eq_type type,
               cosim_eq_expression *out)
{
    const bool bit = type.bits == 1 && !type.is_signed;
    const cosim_eq_node *side = NULL;
    out->kind = bit ? (out->kind == COSIM_EQ_CONDITION ? COSIM_EQ_CONDITION : COSIM_EQ_BIT)
                    : COSIM_EQ_NUMBER;
    out->type = (cosim_eq_type){false, 0};
    if (bit && lower_side(s, x, f, out->node, &side) != 0) {
        return -1;
    }
    if (side != NULL) {
        out->node = side;
        return 0;
    }
    return cosim_eq_type_holds(type, out->node)
               ? 0
               : make(s, x->at, f,
                      (cosim_eq_node){.op = COSIM_EQ_CUT, .of = {out->node}, .type = type},
                      &out->node);
}

int cosim_eq_fit(cosim_eq_scope *scope, const cosim_eq_syntax *syntax, cosim_eq_type type,
                 cosim_eq_expression *expression)
{
    return fit(scope, syntax, NULL, type, expression);
}

static int lower_clamp(cosim_eq_scope *s, const cosim_eq_syntax *x, const frame *f,
                       const cosim_eq_expression *of, cosim_eq_expression *out)
{
    const cosim_eq_node *low = of[1].node, *high = of[2].node, *upper = NULL;
    char where[160];
    if (low->low > high->high) {
        return cosim_eq_lexer_refuse(
            s->lexer, x->at,
            "clamp%s has a lower limit of at least %lld above its upper one of at most %lld; write "
            "clamp(x, low, high)",
            used(s, f, where), (long long)low->low, (long long)high->high);
    }
    return make(s, x->at, f, (cosim_eq_node){.op = COSIM_EQ_MIN, .of = {of[0].node, high}},
                &upper) != 0
               ? -1
               : make(s, x->at, f, (cosim_eq_node){.op = COSIM_EQ_MAX, .of = {upper, low}},
                      &out->node);
}

static int lower_bits(cosim_eq_scope *s, const cosim_eq_syntax *x, const frame *f,
                      cosim_eq_expression *out)
{
    const cosim_eq_node *by = NULL;
    if (x->value != 0 &&
        (constant(s, x->at, x->value, &by) != 0 ||
         make(s, x->at, f, (cosim_eq_node){.op = COSIM_EQ_FLOOR, .of = {out->node, by}},
              &out->node) != 0)) {
        return -1;
    }
    return fit(s, x, f, x->type, out);
}

static int lower_operator(cosim_eq_scope *s, const cosim_eq_syntax *x, const frame *f,
                          cosim_eq_expression *of, cosim_eq_expression *out)
{
    const bool logic = x->op == COSIM_EQ_AND || x->op == COSIM_EQ_OR || x->op == COSIM_EQ_NOT;
    cosim_eq_node wanted = {.op = x->op, .turned = x->turned};
    for (unsigned i = 0; i < x->count; i++) {
        if ((logic || (x->op == COSIM_EQ_CHOICE && i == 0)) &&
            cosim_eq_condition(s, x->of[i], &of[i]) != 0) {
            return -1;
        }
        wanted.of[i] = of[i].node;
    }
    out->kind = cosim_eq_is_condition(x->op) ? COSIM_EQ_CONDITION : COSIM_EQ_NUMBER;
    return make(s, x->at, f, wanted, &out->node);
}

static int lower_macro(cosim_eq_scope *s, const cosim_eq_syntax *x,
                       const cosim_eq_expression *arguments, cosim_eq_expression *out)
{
    const frame inner = {arguments, x};
    return lower(s, s->macros[x->symbol->index].body, &inner, out);
}

static int lower_of(cosim_eq_scope *s, const cosim_eq_syntax *x, const frame *f,
                    cosim_eq_expression *out)
{
    cosim_eq_expression of[COSIM_EQ_ARGUMENTS_MOST];
    for (unsigned i = 0; i < x->count; i++) {
        if (lower(s, x->of[i], f, &of[i]) != 0) {
            return -1;
        }
    }
    switch (x->kind) {
    case COSIM_EQ_S_MACRO:
        return lower_macro(s, x, of, out);
    case COSIM_EQ_S_CLAMP:
        return lower_clamp(s, x, f, of, out);
    case COSIM_EQ_S_BITS:
        *out = of[0];
        return lower_bits(s, x, f, out);
    case COSIM_EQ_S_CUT:
        *out = of[0];
        return fit(s, x, f, x->type, out);
    case COSIM_EQ_S_SATURATE:
        return make(s, x->at, f,
                    (cosim_eq_node){.op = COSIM_EQ_SATURATE, .of = {of[0].node}, .type = x->type},
                    &out->node);
    case COSIM_EQ_S_OPERATOR:
        return lower_operator(s, x, f, of, out);
    case COSIM_EQ_S_INTEGER:
    case COSIM_EQ_S_NAME:
    case COSIM_EQ_S_NEXT:
    case COSIM_EQ_S_ARGUMENT:
    default:
        return lower_name(s, x, out);
    }
}

static int lower(cosim_eq_scope *s, const cosim_eq_syntax *x, const frame *f,
                 cosim_eq_expression *out)
{
    char where[160];
    *out = (cosim_eq_expression){.kind = COSIM_EQ_NUMBER};
    if (++s->work > WORK_MOST) {
        return cosim_eq_lexer_refuse(s->lexer, x->at,
                                     "more than %d operations%s; use fewer macros in macros",
                                     WORK_MOST, used(s, f, where));
    }
    if (x->kind == COSIM_EQ_S_INTEGER) {
        return constant(s, x->at, x->value, &out->node);
    }
    if (x->kind == COSIM_EQ_S_ARGUMENT) {
        *out = f->arguments[x->value];
        return 0;
    }
    if (s->depth == DEPTH_MOST) {
        return cosim_eq_lexer_refuse(s->lexer, x->at,
                                     "macros in macros nest deeper than %d operations%s; write a "
                                     "part of them out",
                                     DEPTH_MOST, used(s, f, where));
    }
    s->depth++;
    const int status = lower_of(s, x, f, out);
    s->depth--;
    return status;
}

int cosim_eq_lower(cosim_eq_scope *scope, const cosim_eq_syntax *syntax,
                   cosim_eq_expression *expression)
{
    return lower(scope, syntax, NULL, expression);
}
