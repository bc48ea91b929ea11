// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "strength/reach.h"

#include "equations/compute.h"
#include "strength/blend.h"

#include <string.h>

/* Rounds of plain joining before a state that still grows is taken to have any word of its type,
 * and evaluations of nodes that one expression may take before its choices are no longer told
 * apart. */
enum { ROUNDS = 64, PATIENCE = 20000, FACTS = 24 };

/* A condition is known to be so in the way of a choice that is looked at. */
typedef struct fact {
    const cosim_eq_node *node;
    bool holds;
} fact;

struct cosim_reach {
    const cosim_corners *corners;
    const int64_t *low, *high; /* of each param, or NULL */
    cosim_range *state;
    cosim_range *node; /* of each node, whatever choices are taken */
    fact facts[FACTS];
    size_t fact_count;
    unsigned patience;
};

/* ---- sums that stay between their parts ---- */

static cosim_range range_of(cosim_reach *r, const cosim_eq_node *n);

/* With 0 <= k <= 2^n such a sum lies between a and b, however it is rounded, since both are
 * integers; and where k is one word, it falls neither with a nor with b. */
static bool between(cosim_reach *r, const cosim_eq_node *n, cosim_range *found)
{
    cosim_blend of;
    for (int which = 0; which < 2; which++) {
        if (!cosim_is_blend(n, which, &of)) {
            continue;
        }
        const cosim_range a = range_of(r, of.a), b = range_of(r, of.b), k = range_of(r, of.k);
        if (k.low < 0 || k.high > (int64_t)1 << of.shift) {
            continue;
        }
        *found = cosim_range_hull(a, b);
        if (k.low == k.high) {
            found->low =
                a.low + cosim_eq_divided(of.part->op, (b.low - a.low) * k.low + of.half, of.shift);
            found->high = a.high + cosim_eq_divided(of.part->op,
                                                    (b.high - a.high) * k.low + of.half, of.shift);
        }
        found->zeros = 0;
        return true;
    }
    return false;
}

/* a - a / 2^n lies between 0 and a; and where n is one word, it does not fall with a. */
static bool shrinks(cosim_reach *r, const cosim_eq_node *n, cosim_range *found)
{
    const cosim_eq_node *a = n->of[0], *part = n->of[1];
    if (!cosim_blend_divides(part->op) || part->of[0] != a) {
        return false;
    }
    const cosim_range own = range_of(r, a), by = range_of(r, part->of[1]);
    if (by.low < 0) {
        return false;
    }
    *found = (cosim_range){cosim_least(own.low, 0), cosim_most(own.high, 0), 0};
    if (by.low == by.high) {
        found->low = own.low - cosim_eq_divided(part->op, own.low, by.low);
        found->high = own.high - cosim_eq_divided(part->op, own.high, by.low);
    }
    return true;
}

/* ---- facts ---- */

static bool is_known(const cosim_reach *r, const cosim_eq_node *n, bool *holds)
{
    for (size_t i = 0; i < r->fact_count; i++) {
        if (r->facts[i].node == n) {
            *holds = r->facts[i].holds;
            return true;
        }
    }
    return false;
}

static void learn(cosim_reach *r, const cosim_eq_node *n, bool holds)
{
    bool known;
    if (r->fact_count == FACTS || is_known(r, n, &known)) {
        return;
    }
    r->facts[r->fact_count++] = (fact){n, holds};
    if (n->op == COSIM_EQ_NOT) {
        learn(r, n->of[0], !holds);
    } else if ((n->op == COSIM_EQ_AND && holds) || (n->op == COSIM_EQ_OR && !holds)) {
        learn(r, n->of[0], holds);
        learn(r, n->of[1], holds);
    } else if (n->op == COSIM_EQ_AND || n->op == COSIM_EQ_OR) {
        /* one of both decides: it is the other one where one is known not to, or cannot */
        for (int k = 0; k < 2; k++) {
            const cosim_range one = range_of(r, n->of[k]);
            const bool cannot = holds ? one.high == 0 && one.low == 0 : one.low > 0;
            if (cannot) {
                learn(r, n->of[1 - k], holds);
            }
        }
    }
}

/* Narrows a cosim_range by a comparison with another one: `n` is its operand number k. */
static cosim_range narrowed(cosim_range own, fact f, int k, cosim_range other)
{
    const cosim_eq_op op = f.node->op;
    if (op == COSIM_EQ_LESS || op == COSIM_EQ_AT_MOST) {
        const int64_t strict = (op == COSIM_EQ_LESS) == f.holds;
        if ((k == 0) == f.holds) {
            own.high = cosim_least(own.high, other.high - strict);
        } else {
            own.low = cosim_most(own.low, other.low + strict);
        }
    } else if ((op == COSIM_EQ_EQUAL) == f.holds) {
        own.low = cosim_most(own.low, other.low);
        own.high = cosim_least(own.high, other.high);
    } else if (other.low == other.high) { /* another word than this one */
        own.low += own.low == other.low;
        own.high -= own.high == other.low;
    }
    return own;
}

/* Narrows a cosim_range by all comparisons that are known. */
static cosim_range narrow(const cosim_reach *r, const cosim_eq_node *n, cosim_range own)
{
    for (size_t i = 0; i < r->fact_count; i++) {
        const fact f = r->facts[i];
        const cosim_eq_op op = f.node->op;
        if (op != COSIM_EQ_LESS && op != COSIM_EQ_AT_MOST && op != COSIM_EQ_EQUAL &&
            op != COSIM_EQ_DIFFERENT) {
            continue;
        }
        for (int k = 0; k < 2; k++) {
            if (f.node->of[k] == n && f.node->of[1 - k] != n) {
                own = narrowed(own, f, k, r->node[f.node->of[1 - k]->id]);
            }
        }
    }
    return own;
}

/* ---- a node ---- */

static cosim_range chosen(cosim_reach *r, const cosim_eq_node *n)
{
    const cosim_range condition = range_of(r, n->of[0]);
    const size_t before = r->fact_count;
    const bool first = condition.low != 0 || condition.high != 0;
    const bool second = condition.low <= 0 && condition.high >= 0;
    cosim_range a = {0}, b = {0};
    if (first) {
        learn(r, n->of[0], true);
        a = range_of(r, n->of[1]);
        r->fact_count = before;
    }
    if (second) {
        learn(r, n->of[0], false);
        b = range_of(r, n->of[2]);
        r->fact_count = before;
    }
    return first && second ? cosim_range_hull(a, b) : first ? a : b;
}

static cosim_range leaf(const cosim_reach *r, const cosim_eq_node *n)
{
    switch ((int)n->op) {
    case COSIM_EQ_CONST:
        return cosim_range_exactly(n->value);
    case COSIM_EQ_STATE:
        return r->state[n->leaf];
    case COSIM_EQ_PARAM:
        if (r->low == NULL) {
            return (cosim_range){n->low, n->high, 0};
        }
        return r->low[n->leaf] == r->high[n->leaf]
                   ? cosim_range_exactly(r->low[n->leaf])
                   : (cosim_range){r->low[n->leaf], r->high[n->leaf], 0};
    default:
        return (cosim_range){n->low, n->high, 0};
    }
}

static cosim_range divided(const cosim_eq_node *n, cosim_range a, cosim_range b)
{
    cosim_range r = cosim_range_corners(n->op, n->type, a, b);
    r.zeros = b.low == b.high && b.low >= 0 && a.zeros > b.low ? a.zeros - (unsigned)b.low : 0;
    return r;
}

static cosim_range computed(cosim_reach *r, const cosim_eq_node *n)
{
    cosim_range found;
    if (n->op == COSIM_EQ_CHOICE) {
        return chosen(r, n);
    }
    if ((n->op == COSIM_EQ_ADD && between(r, n, &found)) ||
        (n->op == COSIM_EQ_SUB && shrinks(r, n, &found))) {
        return found;
    }
    const unsigned count = cosim_eq_operands(n->op);
    const cosim_range a = range_of(r, n->of[0]);
    const cosim_range b = count > 1 ? range_of(r, n->of[1]) : a;
    switch ((int)n->op) {
    case COSIM_EQ_ADD:
        return (cosim_range){a.low + b.low, a.high + b.high, cosim_fewer(a.zeros, b.zeros)};
    case COSIM_EQ_SUB:
        return (cosim_range){a.low - b.high, a.high - b.low, cosim_fewer(a.zeros, b.zeros)};
    case COSIM_EQ_MUL:
        return cosim_range_product(a, b);
    case COSIM_EQ_FLOOR:
    case COSIM_EQ_ROUND:
    case COSIM_EQ_TRUNC:
    case COSIM_EQ_CEIL:
        return divided(n, a, b);
    case COSIM_EQ_SHIFT_LEFT:
    case COSIM_EQ_DIV:
    case COSIM_EQ_MIN:
    case COSIM_EQ_MAX:
        return cosim_range_corners(n->op, n->type, a, b);
    case COSIM_EQ_ABS:
        return cosim_range_absolute(a);
    case COSIM_EQ_CUT:
        return cosim_range_cut(n->type, a);
    case COSIM_EQ_SATURATE:
        return cosim_range_corners(n->op, n->type, a, a);
    case COSIM_EQ_LESS:
    case COSIM_EQ_AT_MOST:
    case COSIM_EQ_EQUAL:
    case COSIM_EQ_DIFFERENT:
        return cosim_range_compared(n->op, a, b);
    case COSIM_EQ_AND:
    case COSIM_EQ_OR:
    case COSIM_EQ_NOT:
        return cosim_range_joined(n->op, a, b);
    default: /* rest and what is made of bits */
        return (cosim_range){n->low, n->high, 0};
    }
}

static cosim_range range_of(cosim_reach *r, const cosim_eq_node *n)
{
    bool holds;
    if (is_known(r, n, &holds) && cosim_eq_is_condition(n->op)) {
        return cosim_range_truth(!holds, holds);
    }
    if (cosim_eq_operands(n->op) == 0) {
        return narrow(r, n, leaf(r, n));
    }
    if (r->patience == 0 || r->fact_count == 0) {
        return narrow(r, n, r->node[n->id]);
    }
    r->patience--;
    cosim_range own = computed(r, n);
    const cosim_range all = r->node[n->id];
    own.low = cosim_most(own.low, all.low);
    own.high = cosim_least(own.high, all.high);
    own.zeros = own.zeros > all.zeros ? own.zeros : all.zeros;
    own = narrow(r, n, own);
    /* facts that exclude each other stand for a way that is never taken */
    return own.low <= own.high ? own : all;
}

/* Computes every node from the states, without facts at first. */
static void pass(cosim_reach *r)
{
    const cosim_equations *e = r->corners->declaration->equations;
    for (size_t id = 0; id < cosim_eq_tree_count(e->tree); id++) {
        const cosim_eq_node *n = cosim_eq_tree_node(e->tree, id);
        r->patience = PATIENCE;
        r->fact_count = 0;
        cosim_range own = cosim_eq_operands(n->op) == 0 ? leaf(r, n) : computed(r, n);
        own.low = cosim_most(own.low, n->low);
        own.high = cosim_least(own.high, n->high);
        r->node[id] = own;
    }
}

/* Joins the next values to the states; returns whether any grew. `wide`: what grows becomes all. */
static bool grow(cosim_reach *r, bool wide)
{
    const cosim_equations *e = r->corners->declaration->equations;
    bool grew = false;
    pass(r);
    for (size_t i = 0; i < e->state_count; i++) {
        const cosim_eq_state *s = &e->states[i];
        const cosim_range old = r->state[i], all = cosim_range_hull(old, r->node[s->next->id]);
        if (all.low != old.low || all.high != old.high || all.zeros != old.zeros) {
            grew = true;
            r->state[i] =
                wide ? (cosim_range){cosim_eq_type_low(s->type), cosim_eq_type_high(s->type), 0}
                     : all;
        }
    }
    return grew;
}

/* Tells whether the states, as they are, enclose all that comes after them. */
static bool is_closed(cosim_reach *r)
{
    const cosim_equations *e = r->corners->declaration->equations;
    pass(r);
    for (size_t i = 0; i < e->state_count; i++) {
        const cosim_range next = r->node[e->states[i].next->id];
        if (next.low < r->state[i].low || next.high > r->state[i].high) {
            return false;
        }
    }
    return true;
}

/* Moves one end of a state towards its reset value, as far as what it encloses stays closed. */
static void pull(cosim_reach *r, size_t state, bool low)
{
    const cosim_range reset = leaf(r, r->corners->declaration->equations->states[state].reset);
    cosim_range *own = &r->state[state];
    int64_t *end = low ? &own->low : &own->high;
    int64_t good = *end, bad = low ? reset.low + 1 : reset.high - 1;
    while (low ? bad - good > 1 : good - bad > 1) {
        *end = good + (bad - good) / 2;
        if (is_closed(r)) {
            good = *end;
        } else {
            bad = *end;
        }
    }
    *end = good;
}

const cosim_reach *cosim_reach_of(cosim_arena *arena, const cosim_corners *corners,
                                  const int64_t *low, const int64_t *high)
{
    const cosim_equations *e = corners->declaration->equations;
    cosim_reach *r = cosim_arena_alloc(arena, sizeof *r);
    int64_t *words = cosim_arena_alloc(arena, (2 * e->param_count + 1) * sizeof *words);
    if (r == NULL || words == NULL) {
        return NULL;
    }
    r->corners = corners;
    r->state = cosim_arena_alloc(arena, (e->state_count + 1) * sizeof *r->state);
    r->node = cosim_arena_alloc(arena, (cosim_eq_tree_count(e->tree) + 1) * sizeof *r->node);
    if (r->state == NULL || r->node == NULL) {
        return NULL;
    }
    if (low != NULL) {
        memcpy(words, low, e->param_count * sizeof *words);
        memcpy(words + e->param_count, high, e->param_count * sizeof *words);
        r->low = words;
        r->high = words + e->param_count;
    }
    for (size_t i = 0; i < e->state_count; i++) {
        r->state[i] = leaf(r, e->states[i].reset);
    }
    unsigned round = 0;
    while (grow(r, round >= ROUNDS)) {
        round++;
    }
    for (size_t i = 0; round > ROUNDS && i < 2 * e->state_count; i++) {
        pull(r, i % e->state_count, true);
        pull(r, i % e->state_count, false);
    }
    pass(r);
    return r;
}

cosim_range cosim_reach_range(const cosim_reach *reach, const cosim_eq_node *node)
{
    return reach->node[node->id];
}
