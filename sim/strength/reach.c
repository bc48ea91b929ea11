// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "strength/reach.h"

#include "equations/compute.h"

#include <string.h>

/* Rounds of plain joining before a state that still grows is taken to have any word of its type,
 * and evaluations of nodes that one expression may take before its choices are no longer told
 * apart. */
enum { ROUNDS = 64, PATIENCE = 20000, FACTS = 24 };

typedef struct range {
    int64_t low, high;
    unsigned zeros; /* that many low bits are 0 in every word */
} range;

/* A condition is known to be so in the way of a choice that is looked at. */
typedef struct fact {
    const cosim_eq_node *node;
    bool holds;
} fact;

struct cosim_reach {
    const cosim_corners *corners;
    const int64_t *param;
    range *state;
    range *node; /* of each node, whatever choices are taken */
    fact facts[FACTS];
    size_t fact_count;
    unsigned patience;
};

static unsigned zeros_of(int64_t word)
{
    return word == 0 ? 64 : (unsigned)__builtin_ctzll((unsigned long long)word);
}

static range exactly(int64_t word) { return (range){word, word, zeros_of(word)}; }

static int64_t least(int64_t a, int64_t b) { return a < b ? a : b; }
static int64_t most(int64_t a, int64_t b) { return a > b ? a : b; }
static unsigned fewer(unsigned a, unsigned b) { return a < b ? a : b; }

static range hull(range a, range b)
{
    return (range){least(a.low, b.low), most(a.high, b.high), fewer(a.zeros, b.zeros)};
}

/* ---- operators ---- */

/* Encloses a product of 64 bits: the tree has refused what could be longer. */
static range product(range a, range b)
{
    const int64_t p[4] = {a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high};
    range r = {p[0], p[0], a.zeros + b.zeros > 64 ? 64 : a.zeros + b.zeros};
    for (int i = 1; i < 4; i++) {
        r.low = least(r.low, p[i]);
        r.high = most(r.high, p[i]);
    }
    return r;
}

/* An operator that rises with its first operand, or turns with its second, has its ends at the
 * corners of both. */
static range corners_of(cosim_eq_op op, cosim_eq_type type, range a, range b)
{
    const int64_t p[4] = {cosim_eq_compute(op, type, a.low, b.low, 0),
                          cosim_eq_compute(op, type, a.low, b.high, 0),
                          cosim_eq_compute(op, type, a.high, b.low, 0),
                          cosim_eq_compute(op, type, a.high, b.high, 0)};
    range r = {p[0], p[0], 0};
    for (int i = 1; i < 4; i++) {
        r.low = least(r.low, p[i]);
        r.high = most(r.high, p[i]);
    }
    return r;
}

static range absolute(range a)
{
    if (a.low >= 0) {
        return a;
    }
    return (range){a.high <= 0 ? -a.high : 0, most(-a.low, a.high), a.zeros};
}

static range cut(cosim_eq_type type, range a)
{
    const bool fits = a.low >= cosim_eq_type_low(type) && a.high <= cosim_eq_type_high(type);
    return fits ? a : (range){cosim_eq_type_low(type), cosim_eq_type_high(type), a.zeros};
}

static range truth(bool may_be_false, bool may_be_true)
{
    return (range){may_be_false ? 0 : 1, may_be_true ? 1 : 0, 0};
}

static range compared(cosim_eq_op op, range a, range b)
{
    const bool apart = a.high < b.low || b.high < a.low;
    const bool same = a.low == a.high && b.low == b.high && a.low == b.low;
    switch ((int)op) {
    case COSIM_EQ_LESS:
        return truth(!(a.high < b.low), !(a.low >= b.high));
    case COSIM_EQ_AT_MOST:
        return truth(!(a.high <= b.low), !(a.low > b.high));
    case COSIM_EQ_EQUAL:
        return truth(!same, !apart);
    default:
        return truth(!apart, !same);
    }
}

static range joined(cosim_eq_op op, range a, range b)
{
    const bool a_false = a.low <= 0 && a.high >= 0, b_false = b.low <= 0 && b.high >= 0;
    const bool a_true = a.low != 0 || a.high != 0, b_true = b.low != 0 || b.high != 0;
    switch ((int)op) {
    case COSIM_EQ_AND:
        return truth(a_false || b_false, a_true && b_true);
    case COSIM_EQ_OR:
        return truth(a_false && b_false, a_true || b_true);
    default:
        return truth(a_true, a_false);
    }
}

/* ---- sums that stay between their parts ---- */

static bool divides(cosim_eq_op op)
{
    return op == COSIM_EQ_FLOOR || op == COSIM_EQ_ROUND || op == COSIM_EQ_TRUNC;
}

static range range_of(cosim_reach *r, const cosim_eq_node *n);

/* a + ((b - a)*k + c) / 2^n with 0 <= k <= 2^n lies between a and b, however it is rounded: both
 * are integers. The c is a half that makes a floor round half-up. Returns whether `n` is one. */
static bool between(cosim_reach *r, const cosim_eq_node *n, range *found)
{
    for (int which = 0; which < 2; which++) {
        const cosim_eq_node *a = n->of[which], *part = n->of[1 - which];
        if (!divides(part->op) || part->of[1]->op != COSIM_EQ_CONST) {
            continue;
        }
        const int64_t shift = part->of[1]->value;
        const cosim_eq_node *p = part->of[0];
        if (shift < 1 || shift > 62) {
            continue;
        }
        if (part->op == COSIM_EQ_FLOOR && p->op == COSIM_EQ_ADD && p->of[1]->op == COSIM_EQ_CONST &&
            p->of[1]->value == (int64_t)1 << (shift - 1)) {
            p = p->of[0];
        }
        for (int k = 0; p->op == COSIM_EQ_MUL && k < 2; k++) {
            const cosim_eq_node *difference = p->of[k];
            const range share = range_of(r, p->of[1 - k]);
            if (difference->op == COSIM_EQ_SUB && difference->of[1] == a && share.low >= 0 &&
                share.high <= (int64_t)1 << shift) {
                *found = hull(range_of(r, a), range_of(r, difference->of[0]));
                found->zeros = 0;
                return true;
            }
        }
    }
    return false;
}

/* a - a / 2^n lies between 0 and a. */
static bool shrinks(cosim_reach *r, const cosim_eq_node *n, range *found)
{
    const cosim_eq_node *a = n->of[0], *part = n->of[1];
    if (!divides(part->op) || part->of[0] != a || range_of(r, part->of[1]).low < 0) {
        return false;
    }
    *found = range_of(r, a);
    *found = (range){least(found->low, 0), most(found->high, 0), 0};
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
            const range one = range_of(r, n->of[k]);
            const bool cannot = holds ? one.high == 0 && one.low == 0 : one.low > 0;
            if (cannot) {
                learn(r, n->of[1 - k], holds);
            }
        }
    }
}

/* Narrows a range by the comparisons that are known. */
static range narrow(cosim_reach *r, const cosim_eq_node *n, range own)
{
    for (size_t i = 0; i < r->fact_count; i++) {
        const fact f = r->facts[i];
        const cosim_eq_op op = f.node->op;
        const bool orders = op == COSIM_EQ_LESS || op == COSIM_EQ_AT_MOST;
        const bool equals =
            (op == COSIM_EQ_EQUAL && f.holds) || (op == COSIM_EQ_DIFFERENT && !f.holds);
        if (!orders && !equals) {
            continue;
        }
        for (int k = 0; k < 2; k++) {
            if (f.node->of[k] != n || f.node->of[1 - k] == n) {
                continue;
            }
            const range other = r->node[f.node->of[1 - k]->id];
            /* below: n is at the lower side of what is known */
            const bool below = equals || (k == 0) == f.holds;
            const bool above = equals || !below;
            const int64_t strict = orders && (op == COSIM_EQ_LESS) == f.holds;
            if (below) {
                own.high = least(own.high, other.high - strict);
            }
            if (above) {
                own.low = most(own.low, other.low + strict);
            }
        }
    }
    return own;
}

/* ---- a node ---- */

static range chosen(cosim_reach *r, const cosim_eq_node *n)
{
    const range condition = range_of(r, n->of[0]);
    const size_t before = r->fact_count;
    const bool first = condition.low != 0 || condition.high != 0;
    const bool second = condition.low <= 0 && condition.high >= 0;
    range a = {0}, b = {0};
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
    return first && second ? hull(a, b) : first ? a : b;
}

static range leaf(const cosim_reach *r, const cosim_eq_node *n)
{
    switch ((int)n->op) {
    case COSIM_EQ_CONST:
        return exactly(n->value);
    case COSIM_EQ_STATE:
        return r->state[n->leaf];
    case COSIM_EQ_PARAM:
        return r->param != NULL ? exactly(r->param[n->leaf]) : (range){n->low, n->high, 0};
    default:
        return (range){n->low, n->high, 0};
    }
}

static range divided(const cosim_eq_node *n, range a, range b)
{
    range r = corners_of(n->op, n->type, a, b);
    r.zeros = b.low == b.high && b.low >= 0 && a.zeros > b.low ? a.zeros - (unsigned)b.low : 0;
    return r;
}

static range computed(cosim_reach *r, const cosim_eq_node *n)
{
    range found;
    if (n->op == COSIM_EQ_CHOICE) {
        return chosen(r, n);
    }
    if ((n->op == COSIM_EQ_ADD && between(r, n, &found)) ||
        (n->op == COSIM_EQ_SUB && shrinks(r, n, &found))) {
        return found;
    }
    const unsigned count = cosim_eq_operands(n->op);
    const range a = range_of(r, n->of[0]);
    const range b = count > 1 ? range_of(r, n->of[1]) : a;
    switch ((int)n->op) {
    case COSIM_EQ_ADD:
        return (range){a.low + b.low, a.high + b.high, fewer(a.zeros, b.zeros)};
    case COSIM_EQ_SUB:
        return (range){a.low - b.high, a.high - b.low, fewer(a.zeros, b.zeros)};
    case COSIM_EQ_MUL:
        return product(a, b);
    case COSIM_EQ_FLOOR:
    case COSIM_EQ_ROUND:
    case COSIM_EQ_TRUNC:
    case COSIM_EQ_CEIL:
        return divided(n, a, b);
    case COSIM_EQ_SHIFT_LEFT:
    case COSIM_EQ_DIV:
    case COSIM_EQ_MIN:
    case COSIM_EQ_MAX:
        return corners_of(n->op, n->type, a, b);
    case COSIM_EQ_ABS:
        return absolute(a);
    case COSIM_EQ_CUT:
        return cut(n->type, a);
    case COSIM_EQ_SATURATE:
        return corners_of(n->op, n->type, a, a);
    case COSIM_EQ_LESS:
    case COSIM_EQ_AT_MOST:
    case COSIM_EQ_EQUAL:
    case COSIM_EQ_DIFFERENT:
        return compared(n->op, a, b);
    case COSIM_EQ_AND:
    case COSIM_EQ_OR:
    case COSIM_EQ_NOT:
        return joined(n->op, a, b);
    default: /* rest and what is made of bits */
        return (range){n->low, n->high, 0};
    }
}

static range range_of(cosim_reach *r, const cosim_eq_node *n)
{
    bool holds;
    if (is_known(r, n, &holds) && cosim_eq_is_condition(n->op)) {
        return truth(!holds, holds);
    }
    if (cosim_eq_operands(n->op) == 0) {
        return narrow(r, n, leaf(r, n));
    }
    if (r->patience == 0 || r->fact_count == 0) {
        return narrow(r, n, r->node[n->id]);
    }
    r->patience--;
    range own = computed(r, n);
    const range all = r->node[n->id];
    own.low = most(own.low, all.low);
    own.high = least(own.high, all.high);
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
        range own = cosim_eq_operands(n->op) == 0 ? leaf(r, n) : computed(r, n);
        own.low = most(own.low, n->low);
        own.high = least(own.high, n->high);
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
        const range old = r->state[i], all = hull(old, r->node[s->next->id]);
        if (all.low != old.low || all.high != old.high || all.zeros != old.zeros) {
            grew = true;
            r->state[i] =
                wide ? (range){cosim_eq_type_low(s->type), cosim_eq_type_high(s->type), 0} : all;
        }
    }
    return grew;
}

const cosim_reach *cosim_reach_of(cosim_arena *arena, const cosim_corners *corners,
                                  const int64_t *param)
{
    const cosim_equations *e = corners->declaration->equations;
    cosim_reach *r = cosim_arena_alloc(arena, sizeof *r);
    if (r == NULL) {
        return NULL;
    }
    r->corners = corners;
    r->state = cosim_arena_alloc(arena, (e->state_count + 1) * sizeof *r->state);
    r->node = cosim_arena_alloc(arena, (cosim_eq_tree_count(e->tree) + 1) * sizeof *r->node);
    int64_t *words =
        param == NULL ? NULL : cosim_arena_alloc(arena, (e->param_count + 1) * sizeof *words);
    if (r->state == NULL || r->node == NULL || (param != NULL && words == NULL)) {
        return NULL;
    }
    if (param != NULL) {
        memcpy(words, param, e->param_count * sizeof *words);
        r->param = words;
    }
    for (size_t i = 0; i < e->state_count; i++) {
        r->state[i] = leaf(r, e->states[i].reset);
    }
    for (unsigned round = 0; grow(r, round >= ROUNDS); round++) {
    }
    return r;
}

/* ---- corners ---- */

static bool may_be(range r, int64_t word) { return word >= r.low && word <= r.high; }

static bool may_tie(const cosim_reach *r, const cosim_eq_node *n)
{
    const range by = r->node[n->of[1]->id];
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
    const range own = r->node[x->id];
    return own.zeros < (unsigned)by.low && (own.low <= -half || own.high >= half);
}

static bool may_hold(range r) { return r.low != 0 || r.high != 0; }
static bool may_fail(range r) { return may_be(r, 0); }

/* Of min, max, and, or: the operand `which` alone can decide. */
static bool may_decide(const cosim_reach *r, const cosim_eq_node *n, int which)
{
    const range a = r->node[n->of[which]->id], b = r->node[n->of[1 - which]->id];
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
    const range a = r->node[c->side->id], b = r->node[c->limit->id];
    int64_t low, high;
    return __builtin_add_overflow(b.low, c->value, &low) ||
           __builtin_add_overflow(b.high, c->value, &high) || (high >= a.low && low <= a.high);
}

bool cosim_reach_may(const cosim_reach *r, const cosim_corner *c)
{
    const cosim_eq_node *n = c->node;
    const range own = n != NULL ? r->node[n->id] : (range){0};
    const range first = n != NULL && cosim_eq_operands(n->op) > 0 ? r->node[n->of[0]->id] : own;
    switch ((int)c->kind) {
    case COSIM_CORNER_SPIKE:
    case COSIM_CORNER_SPIKE_AT_ONCE:
    case COSIM_CORNER_HOLD_ENTERED:
    case COSIM_CORNER_HOLD_LEFT:
        return may_hold(r->node[r->corners->declaration->equations->fire->id]);
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
        const range second = r->node[n->of[1]->id];
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
