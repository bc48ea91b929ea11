// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "exact_form.h"

#include <string.h>

rational *exact_row(const exact *e, const cosim_eq_node *n)
{
    return e->coefficient + n->id * e->symbols;
}

range exact_error(const exact *e, const cosim_eq_node *n)
{
    range total = e->rest[n->id];
    for (size_t k = 0; k < e->symbols; k++) {
        total = plus(total, times(exact_row(e, n)[k], e->symbol[k]));
    }
    return total;
}

range exact_word(const exact *e, const cosim_eq_node *n)
{
    return plus(point(e->x[n->id]), exact_error(e, n));
}

void exact_clear(const exact *e, const cosim_eq_node *n)
{
    for (size_t k = 0; k < e->symbols; k++) {
        exact_row(e, n)[k] = zero();
    }
}

void exact_put(exact *e, const cosim_eq_node *n, rational x, range rest)
{
    const rational anchor = from_double(e->forms->x[n->id]);
    e->x[n->id] = anchor;
    e->rest[n->id] = plus(rest, point(subtract(x, anchor)));
}

void exact_put_hull(exact *e, const cosim_eq_node *n, range w)
{
    const int symbol = e->plan->symbol[n->id];
    const rational anchor = from_double(e->forms->x[n->id]);
    const range i = {subtract(w.low, anchor), subtract(w.high, anchor)};
    exact_clear(e, n);
    exact_put(e, n, anchor, symbol == COSIM_EQ_NO_SYMBOL ? i : point(zero()));
    if (symbol != COSIM_EQ_NO_SYMBOL) {
        e->symbol[symbol] = i;
        exact_row(e, n)[symbol] = integer(1);
    }
}

void exact_copy(exact *e, const cosim_eq_node *n, const cosim_eq_node *from, rational x)
{
    memcpy(exact_row(e, n), exact_row(e, from), e->symbols * sizeof *e->coefficient);
    exact_put(e, n, x, plus(e->rest[from->id], point(subtract(e->x[from->id], x))));
}

range exact_difference(const exact *e, const cosim_eq_node *a, const cosim_eq_node *b)
{
    range d = plus(point(subtract(e->x[a->id], e->x[b->id])),
                   plus(e->rest[a->id], times(integer(-1), e->rest[b->id])));
    for (size_t k = 0; k < e->symbols; k++) {
        d = plus(d, times(subtract(exact_row(e, a)[k], exact_row(e, b)[k]), e->symbol[k]));
    }
    return d;
}
