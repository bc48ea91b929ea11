// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/rows.h"

#include "equations/print.h"

#include <inttypes.h>
#include <stdlib.h>

typedef struct rows {
    const cosim_eq_node *product;
    const cosim_eq_node *a, *b; /* a row for each bit of b */
    const cosim_eq_node *added; /* NULL: none */
    unsigned half;              /* 2^(half - 1) is added; 0: nothing */
    unsigned count;
    bool last_negative; /* b has a sign */
} rows;

static bool is_word(const cosim_eq_node *node)
{
    return node->op != COSIM_EQ_CONST && !cosim_eq_is_condition(node->op);
}

static bool is_product(const cosim_eq_node *node)
{
    return node->op == COSIM_EQ_MUL && is_word(node->of[0]) && is_word(node->of[1]);
}

static bool read_product(const cosim_eq_node *node, rows *r)
{
    if (!is_product(node)) {
        return false;
    }
    const bool first = node->of[1]->low < 0 && node->of[0]->low >= 0;
    *r = (rows){.product = node, .a = node->of[first ? 1 : 0], .b = node->of[first ? 0 : 1]};
    r->last_negative = r->b->low < 0;
    r->count = cosim_eq_wire_bits(r->b->low, r->b->high) - (r->last_negative ? 0 : 1);
    return r->count > 0;
}

static bool read_rows(const cosim_eq_node *node, rows *r)
{
    if (node->op == COSIM_EQ_ROUND && node->of[1]->op == COSIM_EQ_CONST &&
        read_product(node->of[0], r)) {
        r->half = node->of[1]->value > 0 ? (unsigned)node->of[1]->value : 0;
        return r->half > 0 && r->half <= r->count;
    }
    for (unsigned i = 0; node->op == COSIM_EQ_ADD && i < 2; i++) {
        const cosim_eq_node *other = node->of[1 - i];
        if (is_word(other) && other->low >= 0 && read_product(node->of[i], r)) {
            r->added = other;
            return true;
        }
    }
    return read_product(node, r);
}

/* Half of what was there, and the factor, and 1: a row needs one bit more than the factor, and
 * another where the last one is taken away. */
static unsigned top_of(const rows *r)
{
    return cosim_eq_wire_bits(r->a->low, r->a->high) + (r->last_negative ? 1 : 0);
}

static void put_row(FILE *file, const cosim_eq_node *node, const rows *r, unsigned row)
{
    const unsigned top = top_of(r);
    fprintf(file,
            "  wire signed [%u:0] eq_r%u_%u = (eq_r%u_%u >>> 1) %c (eq_n%u[%u] ? eq_n%u : 1'sd0)",
            top, node->id, row + 1, node->id, row,
            r->last_negative && row + 1 == r->count ? '-' : '+', r->b->id, row, r->a->id);
    if (r->added != NULL && row < cosim_eq_wire_width(r->added)) {
        fprintf(file, " + $signed({1'b0, eq_n%u[%u]})", r->added->id, row);
    } else if (r->half == row + 1) {
        fputs(" + 2'sd1", file);
    }
    fputs(";\n", file);
}

bool cosim_eq_rows(const cosim_eq_wires *w, const cosim_eq_node *node)
{
    rows r;
    char text[80];
    FILE *file = w->file;
    if (!read_rows(node, &r)) {
        return false;
    }
    fprintf(file, "  // %s\n",
            cosim_eq_text(w->equations, w->equations->symbol_count, node, text, sizeof text));
    const unsigned top = top_of(&r);
    fprintf(file, "  wire signed [%u:0] eq_r%u_0 = 0;\n", top, node->id);
    for (unsigned row = 0; row < r.count; row++) {
        put_row(file, node, &r, row);
    }
    fprintf(file, "  wire signed [%u:0] eq_p%u = {eq_r%u_%u", top + r.count - 1, node->id, node->id,
            r.count);
    for (unsigned row = r.count - 1; row > 0; row--) {
        fprintf(file, ", eq_r%u_%u[0]", node->id, row);
    }
    fprintf(file, "};\n  wire signed [%u:0] eq_n%u = ", cosim_eq_wire_width(node) - 1, node->id);
    if (r.half > 0) {
        fprintf(file, "eq_p%u >>> %u;\n", node->id, r.half);
    } else if (r.added != NULL && cosim_eq_wire_bits(0, r.added->high) - 1 > r.count) {
        fprintf(file, "eq_p%u + ((eq_n%u >>> %u) <<< %u);\n", node->id, r.added->id, r.count,
                r.count);
    } else {
        fprintf(file, "eq_p%u;\n", node->id);
    }
    return true;
}

void cosim_eq_rows_spare(const cosim_equations *e, bool *needed)
{
    const size_t nodes = cosim_eq_tree_count(e->tree);
    const cosim_eq_node **roots = calloc(e->state_count + e->output_count + 1, sizeof *roots);
    bool *alone = calloc(nodes + 1, sizeof *alone);
    const size_t root_count = roots != NULL ? cosim_eq_roots(e, roots) : 0;
    for (size_t i = 0; alone != NULL && i < root_count; i++) {
        alone[roots[i]->id] = true;
    }
    for (size_t id = 0; roots != NULL && alone != NULL && id < nodes; id++) {
        const cosim_eq_node *node = cosim_eq_tree_node(e->tree, id);
        rows r = {.product = NULL};
        const bool within = read_rows(node, &r);
        for (unsigned i = 0; needed[id] && i < cosim_eq_operands(node->op); i++) {
            alone[node->of[i]->id] = alone[node->of[i]->id] || !within ||
                                     r.product != node->of[i] || node->of[i] == r.added;
        }
    }
    for (size_t id = 0; roots != NULL && alone != NULL && id < nodes; id++) {
        const cosim_eq_node *node = cosim_eq_tree_node(e->tree, id);
        needed[id] = needed[id] && (alone[id] || !is_product(node));
    }
    free(roots);
    free(alone);
}
