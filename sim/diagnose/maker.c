// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "diagnose/maker.h"

#include "equations/print.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

__attribute__((format(printf, 4, 0))) static void
put(cosim_maker *m, const cosim_edit *edit, const char *kind, const char *format, va_list arguments)
{
    const bool changes = edit->site != NULL && edit->to != NULL && edit->site != edit->to;
    if (!changes && edit->shown == NULL) {
        return;
    }
    if (m->list->count == COSIM_EDITS) {
        m->list->full = true;
        return;
    }
    cosim_edit *e = &m->list->items[m->list->count++];
    *e = *edit;
    snprintf(e->kind, sizeof e->kind, "%s", kind);
    vsnprintf(e->words, sizeof e->words, format, arguments);
}

void cosim_maker_put(cosim_maker *m, const cosim_edit *edit, const char *kind, const char *format,
                     ...)
{
    va_list arguments;
    va_start(arguments, format);
    put(m, edit, kind, format, arguments);
    va_end(arguments);
}

void cosim_maker_at(cosim_maker *m, const cosim_eq_node *site, const cosim_eq_node *to,
                    const char *kind, const char *format, ...)
{
    const cosim_edit edit = {.site = site, .to = to};
    va_list arguments;
    va_start(arguments, format);
    put(m, &edit, kind, format, arguments);
    va_end(arguments);
}

/* Tells whether a node is written with a sign between its operands. */
static bool is_operator(const cosim_eq_node *n)
{
    const cosim_eq_op op = n->op;
    return (op >= COSIM_EQ_ADD && op <= COSIM_EQ_FLOOR) || op == COSIM_EQ_BITS_AND ||
           op == COSIM_EQ_BITS_OR || op == COSIM_EQ_BITS_XOR || op >= COSIM_EQ_LESS;
}

/* Writes a node by its name, or (`whole`) by what it is made of, where that is short. */
static const char *put_node(const cosim_maker *m, const cosim_eq_node *node, bool whole,
                            char text[COSIM_NAME_BYTES])
{
    const cosim_equations *e = m->equations;
    const int most = COSIM_NAME_BYTES - 6;
    char long_text[400];
    cosim_eq_text(e, e->symbol_count, node, long_text, sizeof long_text);
    const bool named = (!whole || strlen(long_text) > (size_t)most) &&
                       cosim_eq_name_of(e, e->symbol_count, node, false) < e->symbol_count;
    if (named) {
        cosim_eq_printer p = {.equations = e,
                              .symbols = e->symbol_count,
                              .text = long_text,
                              .bytes = sizeof long_text};
        cosim_eq_put(&p, node, false, false);
    }
    if (strlen(long_text) > (size_t)most) {
        snprintf(text, COSIM_NAME_BYTES, "(%.*s...)", most - 1, long_text);
    } else {
        snprintf(text, COSIM_NAME_BYTES, is_operator(node) && !named ? "(%s)" : "%s", long_text);
    }
    return text;
}

const char *cosim_maker_name(const cosim_maker *m, const cosim_eq_node *node,
                             char text[COSIM_NAME_BYTES])
{
    return put_node(m, node, node->op != COSIM_EQ_CHOICE, text);
}

const char *cosim_maker_condition(const cosim_maker *m, const cosim_eq_node *node,
                                  char text[COSIM_NAME_BYTES])
{
    return put_node(m, node, false, text);
}

const cosim_eq_node *cosim_maker_two(cosim_maker *m, cosim_eq_op op, const cosim_eq_node *a,
                                     const cosim_eq_node *b)
{
    return cosim_graft_make(m->graft, op, a, b, NULL);
}

const cosim_eq_node *cosim_maker_by(cosim_maker *m, cosim_eq_op op, const cosim_eq_node *a,
                                    int64_t b)
{
    return cosim_graft_make(m->graft, op, a, cosim_graft_number(m->graft, b), NULL);
}

const cosim_eq_node *cosim_maker_minus(cosim_maker *m, const cosim_eq_node *a)
{
    return cosim_graft_make(m->graft, COSIM_EQ_SUB, cosim_graft_number(m->graft, 0), a, NULL);
}

const cosim_eq_node *cosim_maker_bits(cosim_maker *m, const cosim_eq_node *a, bool is_signed,
                                      unsigned bits)
{
    return bits < 1 || bits > 63
               ? NULL
               : cosim_graft_fit(m->graft, COSIM_EQ_CUT, a, (cosim_eq_type){is_signed, bits});
}

unsigned cosim_maker_width(const cosim_eq_node *n)
{
    unsigned bits = 1;
    while (bits < 63 && !cosim_eq_type_holds((cosim_eq_type){n->low < 0, bits}, n)) {
        bits++;
    }
    return bits;
}

bool cosim_maker_of_membrane(const cosim_maker *m, const cosim_eq_node *node)
{
    return cosim_graft_needs(m->graft, node, m->membrane);
}

bool cosim_maker_of_drive(const cosim_maker *m, const cosim_eq_node *node)
{
    return m->drive != NULL && cosim_graft_needs(m->graft, node, m->drive);
}

const cosim_eq_node *cosim_maker_with_side(cosim_maker *m, const cosim_eq_node *n, int side,
                                           const cosim_eq_node *to)
{
    return cosim_graft_make(m->graft, COSIM_EQ_CHOICE, n->of[0], side == 1 ? to : n->of[1],
                            side == 2 ? to : n->of[2]);
}

bool cosim_maker_is_shared(const cosim_maker *m, const cosim_eq_node *node)
{
    unsigned uses = 0;
    for (size_t id = 0; id < m->graft->nodes; id++) {
        const cosim_eq_node *n = cosim_eq_tree_node(m->graft->tree, id);
        for (unsigned k = 0; k < cosim_eq_operands(n->op); k++) {
            uses += n->of[k] == node;
        }
    }
    return uses > 1;
}
