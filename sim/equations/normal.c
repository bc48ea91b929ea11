// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/normal.h"

#include "equations/print.h"
#include "equations/reach.h"

#include <inttypes.h>
#include <stdlib.h>

/* One line has at most LINE_MOST operations; a larger part gets a line of its own. */
enum { LINE_MOST = 40 };

typedef struct writer {
    cosim_eq_printer p;
    bool *needed; /* by the present line */
    bool ranges;
    unsigned parts;
} writer;

static void put_type(FILE *file, const char *before, cosim_eq_type type)
{
    if (type.bits > 0) {
        fprintf(file, "%s%c%u", before, type.is_signed ? 's' : 'u', type.bits);
    }
}

/* ---- expressions ---- */

/* Gives lines of their own to what is long below a node and has no name. */
static void put_parts(writer *w, const cosim_eq_node *root)
{
    const cosim_equations *e = w->p.equations;
    char name[24];
    cosim_eq_tree_needed(e->tree, &root, 1, w->needed);
    for (size_t id = 0; id < root->id; id++) {
        const cosim_eq_node *node = cosim_eq_tree_node(e->tree, id);
        cosim_eq_known *known = &w->p.known[id];
        if (!w->needed[id]) {
            continue;
        }
        known->size = 1;
        for (unsigned k = 0;
             known->name == 0 && known->part == 0 && k < cosim_eq_operands(node->op); k++) {
            known->size += w->p.known[node->of[k]->id].size;
        }
        if (known->size > LINE_MOST) {
            do {
                snprintf(name, sizeof name, "part%u", ++w->parts);
            } while (cosim_eq_find(e, name) != NULL);
            fprintf(w->p.file, "%s = ", name);
            cosim_eq_put(&w->p, node, cosim_eq_is_condition(node->op), true);
            fputc('\n', w->p.file);
            known->part = w->parts;
            known->size = 1;
        }
    }
}

/* Writes " = " and a node, without the cut to the type that stands before it. */
static void put_node(writer *w, const cosim_eq_node *node, cosim_eq_type type, bool condition)
{
    const cosim_eq_known *known = &w->p.known[node->id];
    const bool cut = known->name == 0 && known->part == 0 && node->op == COSIM_EQ_CUT &&
                     type.bits == node->type.bits && type.is_signed == node->type.is_signed;
    fputs(" = ", w->p.file);
    cosim_eq_put(&w->p, cut ? node->of[0] : node, condition, false);
    if (w->ranges && !condition && (type.bits > 0 || !cosim_eq_is_condition(node->op))) {
        fprintf(w->p.file, "  # %" PRId64 " to %" PRId64, node->low, node->high);
    }
}

/* ---- statements ---- */

static void put_param(FILE *file, const cosim_eq_param *param)
{
    fprintf(file, "param %s", param->name);
    put_type(file, ": ", param->type);
    if (param->limited) {
        fprintf(file, " <= %" PRId64, param->most);
    }
    if (param->port != NULL) {
        fprintf(file, " = %s", param->port);
    } else {
        fprintf(file, " = %" PRId64, param->word);
    }
    if (param->real != NULL) {
        fputs(" real ", file);
        cosim_eq_formula_put(file, param->real);
    }
}

static void put_state(FILE *file, const cosim_equations *e, const cosim_eq_state *state)
{
    fprintf(file, "state %s", state->name);
    put_type(file, ": ", state->type);
    if (state->reset->op == COSIM_EQ_PARAM) {
        fprintf(file, " = %s", e->params[state->reset->leaf].name);
    } else if (state->reset->value != 0) {
        fprintf(file, " = %" PRId64, state->reset->value);
    }
}

static void put_statement(writer *w, const cosim_eq_symbol *symbol)
{
    const cosim_equations *e = w->p.equations;
    FILE *file = w->p.file;
    const cosim_eq_value *value =
        symbol->kind == COSIM_EQ_IS_VALUE ? &e->values[symbol->index] : NULL;
    const cosim_eq_output *output = &e->outputs[symbol->index];
    const cosim_eq_state *state = &e->states[symbol->index];
    switch (symbol->kind) {
    case COSIM_EQ_IS_INPUT:
        fprintf(file, "input %s", symbol->name);
        put_type(file, ": ", e->inputs[symbol->index].type);
        fprintf(file, " = %s", e->inputs[symbol->index].port);
        break;
    case COSIM_EQ_IS_PARAM:
        put_param(file, &e->params[symbol->index]);
        break;
    case COSIM_EQ_IS_STATE:
        put_state(file, e, state);
        break;
    case COSIM_EQ_IS_VALUE:
        put_parts(w, value->node);
        fputs(symbol->name, file);
        put_type(file, ": ", value->type);
        put_node(w, value->node, value->type, value->kind == COSIM_EQ_CONDITION);
        break;
    case COSIM_EQ_IS_NEXT:
        put_parts(w, state->next);
        fprintf(file, "%s'", symbol->name);
        put_node(w, state->next, state->type, false);
        break;
    case COSIM_EQ_IS_OUTPUT:
        put_parts(w, output->node);
        fprintf(file, "output %s", symbol->name);
        put_type(file, ": ", output->type);
        fprintf(file, " @%u", output->clocks);
        put_node(w, output->node, output->type, false);
        break;
    case COSIM_EQ_IS_MACRO:
    default:
        return;
    }
    fputc('\n', file);
}

/* From here on the line's name may be used. */
static void learn(writer *w, size_t number)
{
    const cosim_equations *e = w->p.equations;
    const cosim_eq_symbol *s = &e->symbols[number];
    const cosim_eq_node *node = s->kind == COSIM_EQ_IS_VALUE  ? e->values[s->index].node
                                : s->kind == COSIM_EQ_IS_NEXT ? e->states[s->index].next
                                                              : NULL;
    w->p.symbols = number + 1;
    if (node != NULL) {
        cosim_eq_known *known = &w->p.known[node->id];
        const bool condition = cosim_eq_name_of(e, number + 1, node, true) <= number;
        known->name = known->name == 0 ? (unsigned)number + 1 : known->name;
        known->condition =
            known->condition == 0 && condition ? (unsigned)number + 1 : known->condition;
    }
}

int cosim_eq_print(FILE *file, const cosim_equations *equations, bool ranges)
{
    const size_t count = cosim_eq_tree_count(equations->tree);
    writer w = {.p = {.equations = equations, .file = file}, .ranges = ranges};
    w.p.known = calloc(count, sizeof *w.p.known);
    w.needed = calloc(count, sizeof *w.needed);
    const bool memory = w.p.known != NULL && w.needed != NULL;
    for (size_t i = 0; memory && i < equations->symbol_count; i++) {
        put_statement(&w, &equations->symbols[i]);
        learn(&w, i);
    }
    free(w.p.known);
    free(w.needed);
    return memory ? 0 : -1;
}

/* ---- what can wrap ---- */

int cosim_eq_print_wraps(FILE *file, const cosim_equations *equations, const char *before,
                         size_t *count)
{
    const size_t nodes = cosim_eq_tree_count(equations->tree);
    bool *needed = cosim_eq_needed(equations);
    char text[160];
    *count = 0;
    for (size_t id = 0; needed != NULL && id < nodes; id++) {
        const cosim_eq_node *node = cosim_eq_tree_node(equations->tree, id);
        if (needed[id] && node->op == COSIM_EQ_CUT && cosim_eq_can_wrap(node)) {
            fprintf(
                file, "%s%s, from %" PRId64 " to %" PRId64 ", is cut to ", before,
                cosim_eq_text(equations, equations->symbol_count, node->of[0], text, sizeof text),
                node->of[0]->low, node->of[0]->high);
            put_type(file, "", node->type);
            fputc('\n', file);
            ++*count;
        }
    }
    const int status = needed != NULL ? 0 : -1;
    free(needed);
    return status;
}
