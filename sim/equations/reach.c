// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/reach.h"

#include <stddef.h>

enum { DEPTH_MOST = 10 };

typedef struct range {
    int64_t low, high;
} range;

/* A condition that holds, or does not, where a node is looked at. */
typedef struct guard {
    const struct guard *outer;
    const cosim_eq_node *condition;
    bool holds;
} guard;

static int64_t lower(int64_t a, int64_t b) { return a < b ? a : b; }
static int64_t higher(int64_t a, int64_t b) { return a > b ? a : b; }

/* Narrows the range of `n` by a < b, or by a <= b. */
static void order(const cosim_eq_node *n, const cosim_eq_node *a, const cosim_eq_node *b,
                  int64_t apart, range *r)
{
    if (n == a && b->high >= INT64_MIN + apart) {
        r->high = lower(r->high, b->high - apart);
    }
    if (n == b && a->low <= INT64_MAX - apart) {
        r->low = higher(r->low, a->low + apart);
    }
}

static void equal(const cosim_eq_node *n, const cosim_eq_node *c, bool holds, range *r)
{
    for (int k = 0; k < 2; k++) {
        const cosim_eq_node *other = c->of[!k];
        if (n != c->of[k]) {
            continue;
        }
        if (holds) {
            r->low = higher(r->low, other->low);
            r->high = lower(r->high, other->high);
        } else if (other->low == other->high) {
            r->low += r->low == other->low && r->low < INT64_MAX;
            r->high -= r->high == other->low && r->high > INT64_MIN;
        }
    }
}

static void narrow(const cosim_eq_node *n, const cosim_eq_node *c, bool holds, int depth, range *r)
{
    const cosim_eq_node *a = c->of[0], *b = c->of[1];
    if (depth == DEPTH_MOST) {
        return;
    }
    if (c->op == COSIM_EQ_NOT) {
        narrow(n, a, !holds, depth + 1, r);
    } else if (c->op == (holds ? COSIM_EQ_AND : COSIM_EQ_OR)) {
        narrow(n, a, holds, depth + 1, r);
        narrow(n, b, holds, depth + 1, r);
    } else if (c->op == COSIM_EQ_LESS) {
        order(n, holds ? a : b, holds ? b : a, holds, r);
    } else if (c->op == COSIM_EQ_AT_MOST) {
        order(n, holds ? a : b, holds ? b : a, !holds, r);
    } else if (c->op == COSIM_EQ_EQUAL || c->op == COSIM_EQ_DIFFERENT) {
        equal(n, c, holds == (c->op == COSIM_EQ_EQUAL), r);
    }
}

static range reach(const cosim_eq_node *n, const guard *g, int depth)
{
    range r = {n->low, n->high};
    if (depth < DEPTH_MOST && n->op == COSIM_EQ_CHOICE) {
        const guard is = {g, n->of[0], true}, is_not = {g, n->of[0], false};
        const range a = reach(n->of[1], &is, depth + 1), b = reach(n->of[2], &is_not, depth + 1);
        r = (range){lower(a.low, b.low), higher(a.high, b.high)};
    } else if (depth < DEPTH_MOST && (n->op == COSIM_EQ_ADD || n->op == COSIM_EQ_SUB)) {
        const range a = reach(n->of[0], g, depth + 1), b = reach(n->of[1], g, depth + 1);
        int64_t low, high;
        const bool sum = n->op == COSIM_EQ_ADD;
        if (!(sum ? __builtin_add_overflow(a.low, b.low, &low)
                  : __builtin_sub_overflow(a.low, b.high, &low)) &&
            !(sum ? __builtin_add_overflow(a.high, b.high, &high)
                  : __builtin_sub_overflow(a.high, b.low, &high))) {
            r = (range){low, high};
        }
    }
    for (; g != NULL; g = g->outer) {
        narrow(n, g->condition, g->holds, 0, &r);
    }
    return r.low <= r.high ? r : (range){n->low, n->high}; /* a side that is never taken */
}

bool cosim_eq_can_wrap(const cosim_eq_node *cut)
{
    const range r = reach(cut->of[0], NULL, 0);
    return r.low < cosim_eq_type_low(cut->type) || r.high > cosim_eq_type_high(cut->type);
}
