// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "calibrate/bases.h"

#include <stdlib.h>
#include <string.h>

enum { PROMPT = 2, PLAIN = 4 }; /* bases that are the nearest text made plain */

void cosim_bases_take(cosim_bases *b, const cosim_updates *u)
{
    b->update_count = u->near_count;
    memcpy(b->updates, u->near, u->near_count * sizeof *u->near);
}

/* Gives a guess the reset and hold that the manifest says. */
static void make_plain(const cosim_manifest *m, cosim_guess *g)
{
    cosim_guess said;
    cosim_guess_start(m, &said);
    g->held = COSIM_HELD_KEEPS;
    g->hold = said.hold;
    g->reset = COSIM_RESET_AS_SAID;
    g->subtracts = said.subtracts;
    g->threshold = said.threshold;
}

/* Takes away what limits its membrane. */
static void make_bare(cosim_guess *g) { g->saturates = g->wide = g->floored = g->narrow = false; }

/* Gives it the decision and the latencies that the manifest says: those that came near may imitate
 * a membrane that is another one. */
static void make_prompt(const cosim_manifest *m, cosim_guess *g)
{
    cosim_guess said;
    cosim_guess_start(m, &said);
    g->above = said.above;
    g->old = said.old;
    g->spike_latency = said.spike_latency;
    g->membrane_latency = said.membrane_latency;
}

/* The nearest text becomes plain: the likeliest first. */
static void plain_of(const cosim_manifest *m, size_t number, cosim_guess *g)
{
    make_plain(m, g);
    if (number < PROMPT) {
        make_prompt(m, g);
    }
    if (number % 2 == 0) {
        make_bare(g);
    }
    if (number == 1 && m->rest.node != NULL && m->reset_value.node == NULL) {
        make_bare(g);
        g->moved = g->resets_to_rest = true;
    }
}

/* After the plain ones come the nearest as they are, and plain updates. */
bool cosim_bases_get(const cosim_bases *b, const cosim_manifest *m, size_t number, cosim_guess *g)
{
    const cosim_near *near = &b->near;
    if (near->count == 0) {
        return false;
    }
    *g = near->guess[0];
    if (number < PLAIN) {
        plain_of(m, number, g);
        return true;
    }
    number -= PLAIN;
    if (number % 2 == 1 && number / 2 < b->update_count) {
        *g = b->updates[number / 2];
        g->moved = g->moved || near->guess[0].moved;
        g->value = near->guess[0].value;
        make_plain(m, g);
        make_bare(g);
    } else if (number / 2 < near->count) {
        *g = near->guess[number / 2];
    }
    return number / 2 < near->count || number / 2 < b->update_count;
}

bool cosim_bases_is_new(const cosim_bases *b, const cosim_manifest *m, size_t number,
                        const cosim_guess *g)
{
    cosim_guess other;
    bool same = !cosim_guess_possible(m, g);
    for (size_t i = 0; i < number && !same; i++) {
        char *texts[2] = {NULL, NULL};
        size_t length;
        cosim_bases_get(b, m, i, &other);
        same = cosim_guess_text(m, g, &texts[0], &length) == 0 &&
               cosim_guess_text(m, &other, &texts[1], &length) == 0 &&
               strcmp(texts[0], texts[1]) == 0;
        free(texts[0]);
        free(texts[1]);
    }
    return !same;
}
