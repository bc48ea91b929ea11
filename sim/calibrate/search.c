// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "calibrate/search.h"

#include "calibrate/bases.h"
#include "calibrate/edited.h"
#include "calibrate/unsaid.h"

#include <stdlib.h>

enum {
    WIDER_MOST = 6, /* updates of which other holds are tried */
    NEAR_MOST = 8,  /* and of which the nearest is looked for */
    EDITED_BASES = 8,
    PAIRED_BASES = 5
};

enum { AS_SAID, OTHER_REST, WIDE, GROUPS };

/* ---- what was found ---- */

void cosim_found_free(cosim_found *f)
{
    cosim_theory_free(&f->theory);
    free(f->edited);
    *f = (cosim_found){.edited = NULL};
}

void cosim_calibration_forget(cosim_calibration *c)
{
    for (size_t i = 0; i < c->fit_count; i++) {
        cosim_found_free(&c->fits[i]);
    }
    c->fit_count = 0;
}

/* Tells whether a rest that was found is also where the membrane begins, or is reset to: it is
 * more likely than another one with another rounding. */
static bool coincides(const cosim_guess *g)
{
    return !g->moved || g->rest == g->start || (!g->subtracts && g->rest == g->value) ||
           g->resets_to_rest;
}

/* Tells whether the first of two is the better name: keys before what they do not say. */
static bool is_better(const cosim_calibration *c, const cosim_found *a, const cosim_found *b)
{
    const cosim_manifest *m = c->bench.keys;
    const bool one = a->edited == NULL && cosim_guess_by_keys(m, &a->guess);
    const bool other = b->edited == NULL && cosim_guess_by_keys(m, &b->guess);
    return one == other ? coincides(&a->guess) && !coincides(&b->guess) : one;
}

static void sort(cosim_calibration *c)
{
    for (size_t i = 1; i < c->fit_count; i++) {
        for (size_t k = i; k > 0 && is_better(c, &c->fits[k], &c->fits[k - 1]); k--) {
            const cosim_found better = c->fits[k];
            c->fits[k] = c->fits[k - 1];
            c->fits[k - 1] = better;
        }
    }
}

/* ---- templates ---- */

static void try_spikes(cosim_calibration *c, const cosim_guess *updates, size_t count, bool wider,
                       cosim_near *near)
{
    for (size_t i = 0; i < count && (!wider || i < WIDER_MOST); i++) {
        cosim_spikes_find(&c->bench, &updates[i], wider, c->fits, &c->fit_count, COSIM_FITS,
                          wider || i >= NEAR_MOST ? NULL : near, &c->tried);
    }
}

/* Tries what a spike does after the updates that were found. */
static void try_updates(cosim_calibration *c, const cosim_updates *u, cosim_bases *bases)
{
    try_spikes(c, u->guess, u->count, false, &bases->near);
    if (u->count > 0 && c->fit_count == 0 && c->bench.keys->refractory.node == NULL) {
        try_spikes(c, u->guess, u->count, true, &bases->near);
    }
}

/* Finds the updates after a guess, and what a spike does after them. Returns whether any was. */
static bool try_guess(cosim_calibration *c, const cosim_guess *start, bool wider, cosim_updates *u,
                      cosim_bases *bases)
{
    u->count = 0;
    cosim_updates_find(&c->bench, start, wider, u);
    try_updates(c, u, bases);
    return u->count > 0;
}

/* Where no update was found, the nearest ones are the bases of edits. */
static void keep_near(cosim_calibration *c, cosim_updates *u, cosim_bases *bases)
{
    cosim_bases_take(bases, u);
    if (bases->near.count == 0) {
        try_spikes(c, u->near, u->near_count, false, &bases->near);
    }
    u->near_count = 0;
}

/* Tells whether a guess has the rest that the manifest says. */
static bool has_said_rest(const cosim_guess *g, const cosim_guess *said)
{
    return g->rests == said->rests && g->rest == said->rest && !g->starts_at_rest;
}

/* Tries the words that the manifest says, and those that were seen. */
static void search_narrow(cosim_calibration *c, cosim_updates *u, cosim_bases *bases)
{
    cosim_guess said, start;
    cosim_guess_start(c->bench.keys, &said);
    bool found = try_guess(c, &said, false, u, &bases[AS_SAID]);
    for (int group = AS_SAID; group <= OTHER_REST && !found; group++) {
        for (size_t i = 0; cosim_unsaid_guess(&c->bench, i, &start); i++) {
            const bool same = has_said_rest(&start, &said);
            if (same == (group == AS_SAID) && !(same && start.start == said.start)) {
                /* another rest may do as well, with another rounding */
                found = try_guess(c, &start, false, u, &bases[group]) || found;
            }
        }
        if (c->fit_count == 0) {
            keep_near(c, u, &bases[group]);
        }
    }
}

/* Tries other gains and leaks, with the words that the manifest says, and then with those of the
 * nearest. */
static void search_wide(cosim_calibration *c, cosim_updates *u, cosim_bases *bases)
{
    const cosim_near *near = &bases[AS_SAID].near, *other = &bases[OTHER_REST].near;
    cosim_guess start;
    cosim_guess_start(c->bench.keys, &start);
    near =
        near->count == 0 || (other->count > 0 && other->differ[0] < near->differ[0]) ? other : near;
    u->near_count = 0;
    try_guess(c, &start, true, u, &bases[WIDE]);
    if (c->fit_count == 0 && near->count > 0 && near->guess[0].moved) {
        cosim_guess_take_words(&start, &near->guess[0]);
        try_guess(c, &start, true, u, &bases[WIDE]);
    }
    if (c->fit_count == 0) {
        keep_near(c, u, &bases[WIDE]);
    }
}

/* ---- edits ---- */

/* Keeps the nearest text of those that do not fit. */
static void keep_nearest(cosim_calibration *c, const cosim_near *near)
{
    cosim_theory t;
    if (near->count == 0 || (c->nearest.theory.arena != NULL && near->differ[0] >= c->differ) ||
        cosim_theory_of(&c->bench, &near->guess[0], false, &t) != 0) {
        return;
    }
    cosim_found_free(&c->nearest);
    c->nearest = (cosim_found){.guess = near->guess[0], .theory = t};
    c->differ = near->differ[0];
}

/* Tries the edits of what comes near, or their pairs. */
static void try_edits(cosim_calibration *c, const cosim_bases *bases, bool pairs)
{
    const size_t most = pairs ? PAIRED_BASES : EDITED_BASES;
    cosim_guess g;
    for (size_t i = 0, tried = 0;
         tried < most && c->fit_count == 0 && cosim_bases_get(bases, c->bench.keys, i, &g); i++) {
        if (cosim_bases_is_new(bases, c->bench.keys, i, &g)) {
            cosim_edited_find(&c->bench, &g, pairs, c->fits, &c->fit_count, COSIM_FITS, &c->tried);
            tried++;
        }
    }
}

int cosim_search(cosim_calibration *c, cosim_diag *diag)
{
    cosim_updates *u = calloc(1, sizeof *u);
    cosim_bases *bases = calloc(GROUPS, sizeof *bases);
    if (u == NULL || bases == NULL) {
        free(u);
        free(bases);
        return cosim_diag_memory(diag, NULL);
    }
    cosim_calibration_forget(c);
    cosim_found_free(&c->nearest);
    search_narrow(c, u, bases);
    if (c->fit_count == 0) {
        search_wide(c, u, bases);
    }
    for (int pairs = 0; pairs < 2; pairs++) {
        for (int group = 0; group < GROUPS && c->fit_count == 0; group++) {
            keep_nearest(c, &bases[group].near);
            try_edits(c, &bases[group], pairs == 1);
        }
    }
    c->tried += u->tried;
    free(u);
    free(bases);
    sort(c);
    return 0;
}
