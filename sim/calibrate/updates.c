// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "calibrate/updates.h"

#include <stdlib.h>
#include <string.h>

enum { SHIFT_MOST = 8, NEST_MOST = 6 };
enum { SUM = 2 }; /* the outputs of an update are the spike, cosim_z and cosim_sum */

enum { FOLLOWED = 6 }; /* far membranes in an experiment, after which it is looked at no more */

/* ---- one update ---- */

/* Weighs the steps up to the first spike that it answers, in one experiment: 2 for each, and 1
 * where the membrane is near. After another membrane it goes on from the one that the circuit
 * showed. */
static size_t agrees(const cosim_bench *b, cosim_theory *t, const cosim_guess *g,
                     const cosim_experiment *e, bool follows, bool *departs)
{
    size_t agreed = 0, left = follows ? FOLLOWED : 0;
    cosim_theory_reset(b, t, &e->words);
    for (size_t i = 0; i < e->n; i++) {
        const int64_t old = t->state[t->membrane];
        cosim_theory_step(t, e->drive[i]);
        const int64_t decided = g->old ? old : t->output[SUM];
        const bool fires = g->above ? decided > e->words.theta : decided >= e->words.theta;
        if (fires != (cosim_answer(b, e, b->spike, i, g->spike_latency) != 0)) {
            *departs = true;
            return agreed;
        }
        if (fires) {
            return agreed + 2;
        }
        const int64_t shown =
            b->membrane < 0 ? 0 : cosim_answer(b, e, b->membrane, i, g->membrane_latency);
        if (b->membrane < 0 || t->state[t->membrane] == shown) {
            agreed += 2;
            continue;
        }
        const bool near = llabs(t->state[t->membrane] - shown) <= cosim_way(&e->words) / 16;
        *departs = true;
        if (left == 0) {
            return agreed;
        }
        left -= !near;
        agreed += near;
        t->state[t->membrane] = shown;
    }
    return agreed;
}

static void keep_near(cosim_updates *u, const cosim_guess *g, uint64_t agreed)
{
    size_t at = u->near_count;
    while (at > 0 && u->agreed[at - 1] < agreed) {
        at--;
    }
    if (at == COSIM_NEAR_UPDATES) {
        return;
    }
    const size_t moved =
        (u->near_count < COSIM_NEAR_UPDATES ? u->near_count : COSIM_NEAR_UPDATES - 1) - at;
    memmove(&u->near[at + 1], &u->near[at], moved * sizeof *u->near);
    memmove(&u->agreed[at + 1], &u->agreed[at], moved * sizeof *u->agreed);
    u->near[at] = *g;
    u->agreed[at] = agreed;
    u->near_count += u->near_count < COSIM_NEAR_UPDATES;
}

/* Tries a guess with the decision and the latencies that it has. */
static void try_decision(const cosim_bench *b, cosim_theory *t, const cosim_guess *g,
                         cosim_updates *u)
{
    const uint64_t *left = u->left[g->spike_latency];
    const bool full = u->near_count == COSIM_NEAR_UPDATES;
    uint64_t agreed = 0;
    bool departs = false;
    for (size_t i = 0; i < b->count; i++) {
        if (departs &&
            (u->count > 0 || (full && agreed + left[i] <= u->agreed[COSIM_NEAR_UPDATES - 1]))) {
            return; /* it comes near no more */
        }
        agreed += agrees(b, t, g, b->experiments[i], u->follows, &departs);
    }
    if (departs) {
        keep_near(u, g, agreed);
    } else if (u->count < COSIM_UPDATES) {
        u->guess[u->count++] = *g;
    }
}

static void try_update(const cosim_bench *b, cosim_guess *g, cosim_updates *u)
{
    const unsigned least = cosim_latency_least(b->keys), most = cosim_latency_most(b->keys);
    const bool old = g->old, above = g->above;
    cosim_theory t;
    if (!cosim_guess_possible(b->keys, g)) {
        return;
    }
    u->tried++;
    if (cosim_theory_of(b, g, true, &t) != 0) {
        return; /* the language refuses it */
    }
    for (unsigned k = 0; k < 4; k++) {
        g->above = above != (k % 2 == 1);
        g->old = old != (k >= 2);
        for (unsigned late = least; late <= most; late++) {
            for (unsigned shows = least; shows <= (b->membrane >= 0 ? most : least); shows++) {
                g->spike_latency = late;
                g->membrane_latency = shows;
                try_decision(b, &t, g, u);
            }
        }
    }
    g->old = old;
    g->above = above;
    cosim_theory_free(&t);
}

/* ---- all ---- */

/* Tries the ways to overflow, what the manifest says first. */
static void each_overflow(const cosim_bench *b, cosim_guess g, cosim_updates *u)
{
    const bool said = g.saturates;
    const unsigned count =
        g.input == COSIM_INPUT_POTENTIAL || g.rounding == COSIM_ROUNDS_UP ? 12 : 6;
    for (unsigned k = 0; k < count; k++) {
        g.saturates = k % 3 == 2 ? false : said != (k % 3 == 1);
        g.wide = k % 3 == 2;
        g.floored = k % 6 >= 3;
        g.narrow = k >= 6;
        if (g.floored && (b->settings->low >= 0 || (!b->keys->membrane_signed && g.saturates))) {
            continue;
        }
        try_update(b, &g, u);
        if (g.wide && g.input == COSIM_INPUT_BEFORE_LEAK) {
            g.saturates = true;
            try_update(b, &g, u);
        }
    }
}

static void each_rounding(const cosim_bench *b, cosim_guess g, cosim_updates *u)
{
    const unsigned said = g.rounding;
    for (unsigned k = 0; k < COSIM_ROUNDINGS; k++) {
        g.rounding = (said + k) % COSIM_ROUNDINGS;
        if (k > 0 && g.leak == COSIM_READS_LINEAR) {
            break;
        }
        each_overflow(b, g, u);
    }
}

static void each_input(const cosim_bench *b, cosim_guess g, cosim_updates *u)
{
    const unsigned said = g.input;
    for (unsigned k = 0; k < 3; k++) {
        g.input = (said + k) % 3;
        each_rounding(b, g, u);
    }
}

/* A leak word may be read in two ways: as the share that leaks or that stays, as a shift or an
 * amount. */
static void each_reading(const cosim_bench *b, cosim_guess g, cosim_updates *u)
{
    static const cosim_reading other[] = {COSIM_READS_DECAY, COSIM_READS_MULTIPLY,
                                          COSIM_READS_LINEAR, COSIM_READS_SHIFT, COSIM_READS_TERMS};
    const cosim_reading said = g.leak;
    each_input(b, g, u);
    g.leak = other[said];
    if (g.leak != said) {
        each_input(b, g, u);
    }
}

static void each_gain(const cosim_bench *b, cosim_guess g, cosim_updates *u)
{
    static const int gains[] = {1, -1, 2, -2};
    const cosim_keys *d = &b->keys->declared;
    for (size_t i = 0; !d->gains && !d->events && i < sizeof gains / sizeof *gains; i++) {
        g.gain = gains[i];
        each_reading(b, g, u);
    }
}

/* Leaks that are built in as one shift, or two. */
static void each_sum(const cosim_bench *b, cosim_guess g, cosim_updates *u)
{
    g.leak = COSIM_READS_TERMS;
    for (int first = 1; first <= SHIFT_MOST; first++) {
        for (int second = 0; second <= 2 * (SHIFT_MOST - first); second++) {
            const int with = first + (second + 1) / 2;
            g.terms[0] = (int8_t)first;
            g.terms[1] = (int8_t)(second == 0 ? 0 : second % 2 == 1 ? -with : with);
            g.term_count = second == 0 ? 1 : 2;
            each_input(b, g, u);
        }
    }
}

static void each_nest(const cosim_bench *b, cosim_guess g, cosim_updates *u)
{
    g.leak = COSIM_READS_TERMS;
    g.rounding = COSIM_ROUND_FLOOR;
    g.term_count = 1;
    g.terms[1] = 0;
    for (int a = 1; a <= NEST_MOST; a++) {
        for (int within = 1; within <= NEST_MOST; within++) {
            g.nested = a;
            g.terms[0] = (int8_t)within;
            for (unsigned k = 0; k < 2; k++) {
                g.input = k == 0 ? COSIM_INPUT_POTENTIAL : COSIM_INPUT_AFTER_LEAK;
                each_overflow(b, g, u);
            }
        }
    }
}

/* Weighs the steps up to the first spikes, from each experiment on. */
static void weigh(const cosim_bench *b, cosim_updates *u)
{
    for (unsigned late = 0; late <= cosim_latency_most(b->keys); late++) {
        u->left[late][b->count] = 0;
        for (size_t i = b->count; i-- > 0;) {
            const cosim_experiment *e = b->experiments[i];
            size_t steps = 0;
            while (steps < e->n && cosim_answer(b, e, b->spike, steps, late) == 0) {
                steps++;
            }
            u->left[late][i] = u->left[late][i + 1] + 2 * (uint64_t)(steps + 1);
        }
    }
}

void cosim_updates_find(const cosim_bench *b, const cosim_guess *start, bool wider,
                        cosim_updates *u)
{
    const cosim_guess g = *start;
    weigh(b, u);
    u->follows = !wider && b->keys->shows == COSIM_SHOWS_AFTER; /* the others are too many */
    if (!wider) {
        each_reading(b, g, u);
        return;
    }
    each_gain(b, g, u);
    if (b->keys->leak.node == NULL) {
        each_sum(b, g, u);
        each_nest(b, g, u);
    }
}
