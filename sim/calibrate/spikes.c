// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "calibrate/spikes.h"

#include "calibrate/unsaid.h"

#include <string.h>

enum { HOLD_MOST = 8 };

typedef struct search {
    const cosim_bench *bench;
    cosim_found *fits;
    size_t *count, most;
    cosim_near *near;
    uint64_t *tried;
} search;

static void keep_near(cosim_near *near, const cosim_guess *g, uint64_t differ)
{
    size_t at = near->count;
    while (at > 0 && near->differ[at - 1] > differ) {
        at--;
    }
    if (at == COSIM_NEAR || (at > 0 && near->differ[at - 1] == differ)) {
        return; /* or it is another name of that */
    }
    const size_t moved = (near->count < COSIM_NEAR ? near->count : COSIM_NEAR - 1) - at;
    memmove(&near->guess[at + 1], &near->guess[at], moved * sizeof *near->guess);
    memmove(&near->differ[at + 1], &near->differ[at], moved * sizeof *near->differ);
    near->guess[at] = *g;
    near->differ[at] = differ;
    near->count += near->count < COSIM_NEAR;
}

static void try_guess(search *s, const cosim_guess *g)
{
    const cosim_bench *b = s->bench;
    cosim_theory t;
    size_t experiment, step;
    if (!cosim_guess_possible(b->keys, g) || *s->count == s->most) {
        return;
    }
    ++*s->tried;
    if (cosim_theory_of(b, g, false, &t) != 0) {
        return;
    }
    if (cosim_theory_fits(b, &t, 0, &experiment, &step)) {
        s->fits[(*s->count)++] = (cosim_found){.guess = *g, .theory = t};
        return;
    }
    if (*s->count == 0 && s->near != NULL) { /* once something fits, others are of no interest */
        keep_near(s->near, g, cosim_theory_differs(b, &t));
    }
    cosim_theory_free(&t);
}

/* Tries how the circuit counts its hold, and what a held membrane does. */
static void each_hold(search *s, cosim_guess g, bool wider)
{
    const cosim_manifest *m = s->bench->keys;
    const bool told = m->refractory.node != NULL || m->count_in.node != NULL;
    const int said = g.extra;
    const int64_t hold = g.hold;
    for (int64_t word = 0; word <= (wider ? HOLD_MOST : 0); word++) {
        for (int k = 0; k < (told || (hold > 0 && !wider) ? 3 : 1); k++) {
            for (int held = 0; held < 4; held++) {
                g.extra = (said + 1 + k) % 3 - 1;
                g.hold = told ? hold : wider ? word : hold;
                g.held = (cosim_template_held)held;
                if (held == 0 || cosim_guess_holds(m, &g)) {
                    try_guess(s, &g);
                }
            }
        }
    }
}

/* Gives one of the resets; false after the last. */
static bool reset_of(unsigned number, cosim_guess *g)
{
    static const struct {
        bool subtracts, threshold;
        cosim_template_reset reset;
    } resets[] = {{false, false, COSIM_RESET_AS_SAID},      {true, true, COSIM_RESET_AS_SAID},
                  {true, false, COSIM_RESET_AS_SAID},       {false, false, COSIM_RESET_NONE},
                  {true, true, COSIM_RESET_NEXT_SUBTRACTS}, {false, false, COSIM_RESET_NEXT_SETS},
                  {false, false, COSIM_RESET_NEXT_DECIDES}};
    if (number >= sizeof resets / sizeof *resets) {
        return false;
    }
    g->subtracts = resets[number].subtracts;
    g->threshold = resets[number].threshold;
    g->reset = resets[number].reset;
    return true;
}

void cosim_spikes_find(const cosim_bench *b, const cosim_guess *update, bool wider,
                       cosim_found *fits, size_t *count, size_t most, cosim_near *near,
                       uint64_t *tried)
{
    search s = {b, fits, count, most, near, tried};
    cosim_guess g = *update;
    for (unsigned i = 0; reset_of(i, &g); i++) {
        cosim_guess other = g;
        each_hold(&s, g, wider);
        for (size_t k = 0;
             !g.subtracts && g.reset != COSIM_RESET_NONE && cosim_unsaid_value(b, k, &other); k++) {
            if (other.resets_to_rest || other.value != g.value) {
                each_hold(&s, other, wider);
            }
        }
    }
}
