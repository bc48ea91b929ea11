// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "strength/possible.h"

static bool may_be(cosim_range r, int64_t word) { return word >= r.low && word <= r.high; }

static bool may_tie(const cosim_reach *r, const cosim_eq_node *n)
{
    const cosim_range by = cosim_reach_range(r, n->of[1]);
    if (by.high < 1) {
        return false;
    }
    if (by.low != by.high || by.low > 62) {
        return true;
    }
    const int64_t half = (int64_t)1 << (by.low - 1);
    const bool rounds = n->op == COSIM_EQ_ROUND;
    const cosim_eq_node *x = rounds                                  ? n->of[0]
                             : n->of[0]->of[0]->op == COSIM_EQ_CONST ? n->of[0]->of[1]
                                                                     : n->of[0]->of[0];
    const cosim_range own = cosim_reach_range(r, x);
    return own.zeros < (unsigned)by.low && (own.low <= -half || own.high >= half);
}

static bool may_hold(cosim_range r) { return r.low != 0 || r.high != 0; }
static bool may_fail(cosim_range r) { return may_be(r, 0); }

/* Of min, max, and, or: the operand `which` alone can decide. */
static bool may_decide(const cosim_reach *r, const cosim_eq_node *n, int which)
{
    const cosim_range a = cosim_reach_range(r, n->of[which]),
                      b = cosim_reach_range(r, n->of[1 - which]);
    switch ((int)n->op) {
    case COSIM_EQ_MIN:
        return a.low < b.high;
    case COSIM_EQ_MAX:
        return a.high > b.low;
    case COSIM_EQ_AND:
        return may_fail(a) && may_hold(b);
    default:
        return may_hold(a) && may_fail(b);
    }
}

static bool may_at_threshold(const cosim_reach *r, const cosim_corner *c)
{
    const cosim_range a = cosim_reach_range(r, c->side), b = cosim_reach_range(r, c->limit);
    int64_t low, high;
    return __builtin_add_overflow(b.low, c->value, &low) ||
           __builtin_add_overflow(b.high, c->value, &high) || (high >= a.low && low <= a.high);
}

bool cosim_corner_may(const cosim_reach *r, const cosim_eq_node *fire, const cosim_corner *c)
{
    const cosim_eq_node *n = c->node;
    const cosim_range own = n != NULL ? cosim_reach_range(r, n) : (cosim_range){0};
    const cosim_range first =
        n != NULL && cosim_eq_operands(n->op) > 0 ? cosim_reach_range(r, n->of[0]) : own;
    switch ((int)c->kind) {
    case COSIM_CORNER_SPIKE:
    case COSIM_CORNER_SPIKE_AT_ONCE:
    case COSIM_CORNER_HOLD_ENTERED:
    case COSIM_CORNER_HOLD_LEFT:
        return may_hold(cosim_reach_range(r, fire));
    case COSIM_CORNER_THRESHOLD:
        return may_at_threshold(r, c);
    case COSIM_CORNER_HELD_DRIVEN:
        return true;
    case COSIM_CORNER_HELD_REACHED:
    case COSIM_CORNER_TRUE:
        return may_hold(own);
    case COSIM_CORNER_FALSE:
        return may_fail(own);
    case COSIM_CORNER_ABOVE_ZERO:
        return own.high > 0;
    case COSIM_CORNER_BELOW_ZERO:
        return own.low < 0;
    case COSIM_CORNER_LOWEST:
    case COSIM_CORNER_HIGHEST:
        return may_be(own, c->value);
    case COSIM_CORNER_TIE:
        return may_tie(r, n);
    case COSIM_CORNER_REST:
        return first.low < 0;
    case COSIM_CORNER_FIRST:
        return may_decide(r, n, 0);
    case COSIM_CORNER_SECOND:
        return may_decide(r, n, 1);
    case COSIM_CORNER_NEITHER: {
        const cosim_range second = cosim_reach_range(r, n->of[1]);
        return n->op == COSIM_EQ_AND ? may_hold(first) && may_hold(second)
                                     : may_fail(first) && may_fail(second);
    }
    case COSIM_CORNER_SATURATED_LOW:
    case COSIM_CORNER_WRAPPED_LOW:
        return first.low < cosim_eq_type_low(n->type);
    case COSIM_CORNER_SATURATED_HIGH:
    case COSIM_CORNER_WRAPPED_HIGH:
        return first.high > cosim_eq_type_high(n->type);
    default:
        return true;
    }
}
