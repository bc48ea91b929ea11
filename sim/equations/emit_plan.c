// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/emit_plan.h"

#include <inttypes.h>

static void put_integer(FILE *f, const char *before, int64_t value)
{
    if (value == INT64_MIN) {
        fprintf(f, "%sINT64_MIN", before);
    } else {
        fprintf(f, "%sINT64_C(%" PRId64 ")", before, value);
    }
}

static void put_node(FILE *f, const cosim_eq_node *n)
{
    fprintf(f, "    {.op = %d, .id = %u, .leaf = %u, .type = {%d, %u}, .of = {", (int)n->op, n->id,
            n->leaf, n->type.is_signed, n->type.bits);
    for (unsigned k = 0; k < 3 && n->of[k] != NULL; k++) {
        fprintf(f, "%s&nodes[%u]", k > 0 ? ", " : "", n->of[k]->id);
    }
    put_integer(f, n->of[0] == NULL ? "0}, .value = " : "}, .value = ", n->value);
    put_integer(f, ", .low = ", n->low);
    put_integer(f, ", .high = ", n->high);
    fputs("},\n", f);
}

static void put_nodes(FILE *f, const cosim_eq_plan *p)
{
    fprintf(f, "static const cosim_eq_node nodes[%zu];\n", p->nodes); /* they point to each other */
    fprintf(f, "static const cosim_eq_node nodes[%zu] = {\n", p->nodes);
    for (size_t id = 0; id < p->nodes; id++) {
        put_node(f, cosim_eq_tree_node(p->declaration->equations->tree, id));
    }
    fputs("};\n", f);
}

static void put_numbers(FILE *f, const char *name, const int *values, size_t count)
{
    fprintf(f, "static const int %s[] = {", name);
    for (size_t i = 0; i < count; i++) {
        fprintf(f, "%d, ", values[i]);
    }
    fputs("0};\n", f);
}

static void put_of_nodes(FILE *f, const cosim_eq_plan *p)
{
    put_numbers(f, "symbol", p->symbol, p->nodes);
    fputs("static const uint8_t classes[] = {", f);
    for (size_t id = 0; id < p->nodes; id++) {
        fprintf(f, "%d, ", p->classes[id]);
    }
    fputs("0};\nstatic const bool number[] = {", f);
    for (size_t id = 0; id < p->nodes; id++) {
        fprintf(f, "%d, ", p->number[id]);
    }
    fputs("0};\nstatic const int64_t sum[] = {", f);
    for (size_t id = 0; id < p->nodes; id++) {
        put_integer(f, "", p->sum[id]);
        fputs(", ", f);
    }
    fputs("0};\nstatic const unsigned at[] = {", f);
    for (size_t id = 0; id < p->nodes; id++) {
        for (size_t i = 0; i < p->places[id].count; i++) {
            fprintf(f, "%u, ", p->places[id].at[i]);
        }
    }
    fputs("0};\nstatic const cosim_eq_places places[] = {", f);
    for (size_t id = 0, from = 0; id < p->nodes; from += p->places[id].count, id++) {
        fprintf(f, "{%zu, (unsigned *)at + %zu}, ", p->places[id].count, from);
    }
    fputs("{0, 0}};\n", f);
}

static void put_states(FILE *f, const cosim_eq_plan *p)
{
    const cosim_equations *e = p->declaration->equations;
    put_numbers(f, "state_symbol", p->state_symbol, e->state_count);
    put_numbers(f, "lends", p->lends, e->state_count);
    fputs("static const cosim_eq_node *const rest[] = {", f);
    for (size_t i = 0; i < e->state_count; i++) {
        if (p->rest[i] == NULL) {
            fputs("0, ", f);
        } else {
            fprintf(f, "&nodes[%u], ", p->rest[i]->id);
        }
    }
    fputs("0};\nstatic const cosim_eq_state states[] = {\n", f);
    for (size_t i = 0; i < e->state_count; i++) {
        const cosim_eq_state *s = &e->states[i];
        fprintf(f, "    {.type = {%d, %u}, .node = &nodes[%u], .next = &nodes[%u]},\n",
                s->type.is_signed, s->type.bits, s->node->id, s->next->id);
    }
    fputs("    {0}};\n", f);
}

void cosim_eq_emit_plan(FILE *f, const cosim_eq_plan *p)
{
    const cosim_eq_declaration *d = p->declaration;
    put_nodes(f, p);
    put_of_nodes(f, p);
    put_states(f, p);
    fprintf(f,
            "static const cosim_equations equations = {.states = (cosim_eq_state *)states, "
            ".state_count = %zu, .fire = &nodes[%u]};\n",
            d->equations->state_count, d->equations->fire->id);
    fprintf(f,
            "static const cosim_eq_declaration declaration = {.equations = &equations, .membrane = "
            "%u, .unknown_rounding = %d};\n",
            d->membrane, d->unknown_rounding);
    fprintf(f,
            "static const cosim_eq_plan plan = {.declaration = &declaration, .nodes = %zu, "
            ".number = (bool *)number, .classes = (uint8_t *)classes,\n"
            "    .symbol = (int *)symbol, .sum = (int64_t *)sum, .state_symbol = (int "
            "*)state_symbol, .lends = (int *)lends,\n"
            "    .rest = (const cosim_eq_node **)rest, .any_lends = %d, .symbols = %zu, .places = "
            "(cosim_eq_places *)places,\n"
            "    .first_rounding = %zu, .first_hull = %zu};\n\n",
            p->nodes, p->any_lends, p->symbols, p->first_rounding, p->first_hull);
}
