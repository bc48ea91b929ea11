// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "calibrate/calibrate.h"

#include "calibrate/edited.h"
#include "calibrate/separate.h"
#include "calibrate/shortest.h"
#include "calibrate/spikes.h"
#include "calibrate/updates.h"
#include "circuit/lif_conduct.h"

#include <stdlib.h>
#include <string.h>

enum {
    ROUNDS = 4, /* of search: what a later experiment refutes begins another */
    APART_MOST = 40,
    EDITED_GUESSES = 5,
    WIDER_MOST = 6, /* updates of which other holds are tried */
    NEAR_MOST = 8,  /* and of which the nearest is looked for */
    TESTS = 12,
    TEST_STEPS = 800
};
enum { SEED = 20261130 };

/* ---- what was found ---- */

static void found_free(cosim_found *f)
{
    cosim_theory_free(&f->theory);
    free(f->edited);
    *f = (cosim_found){.edited = NULL};
}

static void forget(cosim_calibration *c)
{
    for (size_t i = 0; i < c->fit_count; i++) {
        found_free(&c->fits[i]);
    }
    c->fit_count = 0;
}

/* Drops the fits that depart in an experiment. Returns how many. */
static size_t drop_refuted(cosim_calibration *c, const cosim_experiment *e)
{
    size_t kept = 0;
    const size_t all = c->fit_count;
    for (size_t i = 0; i < all; i++) {
        if (cosim_theory_departs(&c->bench, &c->fits[i].theory, e) < e->n) {
            found_free(&c->fits[i]);
        } else {
            c->fits[kept++] = c->fits[i];
        }
    }
    c->fit_count = kept;
    return all - kept;
}

/* Tells whether the first of two is the better name: keys before what they do not say. */
static bool is_better(const cosim_calibration *c, const cosim_found *a, const cosim_found *b)
{
    const cosim_manifest *m = c->bench.keys;
    const bool one = a->edited == NULL && cosim_guess_by_keys(m, &a->guess);
    const bool other = b->edited == NULL && cosim_guess_by_keys(m, &b->guess);
    return one && !other;
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

/* ---- the search ---- */

static void try_spikes(cosim_calibration *c, const cosim_guess *updates, size_t count, bool wider,
                       cosim_near *near)
{
    for (size_t i = 0; i < count && (!wider || i < WIDER_MOST); i++) {
        cosim_spikes_find(&c->bench, &updates[i], wider, c->fits, &c->fit_count, COSIM_FITS,
                          wider || i >= NEAR_MOST ? NULL : near, &c->tried);
    }
}

/* Tries what a spike does after the updates that were found, or after the nearest ones. */
static void try_updates(cosim_calibration *c, const cosim_updates *u, cosim_near *near)
{
    if (u->count > 0) {
        try_spikes(c, u->guess, u->count, false, near);
        if (c->fit_count == 0 && c->bench.keys->refractory.node == NULL) {
            try_spikes(c, u->guess, u->count, true, near);
        }
    } else {
        try_spikes(c, u->near, u->near_count, false, near);
    }
}

/* Keeps the nearest text of those that do not fit. */
static void keep_nearest(cosim_calibration *c, const cosim_near *near)
{
    cosim_theory t;
    if (near->count == 0 || (c->nearest.theory.arena != NULL && near->differ[0] >= c->differ) ||
        cosim_theory_of(&c->bench, &near->guess[0], false, &t) != 0) {
        return;
    }
    found_free(&c->nearest);
    c->nearest = (cosim_found){.guess = near->guess[0], .theory = t};
    c->differ = near->differ[0];
}

/* Tries the edits of the nearest texts, and before them those of the nearest update with the plain
 * reset and the hold that the manifest says. */
static void try_edits(cosim_calibration *c, const cosim_near *near)
{
    cosim_guess said, plain;
    if (near->count > 0) {
        cosim_guess_start(c->bench.keys, &said);
        plain = near->guess[0];
        plain.held = COSIM_HELD_KEEPS;
        plain.hold = said.hold;
        plain.reset = COSIM_RESET_AS_SAID;
        plain.subtracts = said.subtracts;
        plain.threshold = said.threshold;
        cosim_edited_find(&c->bench, &plain, c->fits, &c->fit_count, COSIM_FITS, &c->tried);
    }
    for (size_t i = 0; i < near->count && i < EDITED_GUESSES && c->fit_count == 0; i++) {
        cosim_edited_find(&c->bench, &near->guess[i], c->fits, &c->fit_count, COSIM_FITS,
                          &c->tried);
    }
}

/* Tries the templates, narrow and wide, then single edits of the nearest of each. */
static int search(cosim_calibration *c, cosim_diag *diag)
{
    cosim_updates *u = calloc(1, sizeof *u);
    cosim_near near[2] = {{.count = 0}, {.count = 0}};
    if (u == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    forget(c);
    found_free(&c->nearest);
    for (int wider = 0; wider < 2 && c->fit_count == 0; wider++) {
        u->count = u->near_count = 0;
        cosim_updates_find(&c->bench, wider == 1, u);
        try_updates(c, u, &near[wider]);
    }
    c->tried += u->tried;
    free(u);
    for (int wider = 0; wider < 2 && c->fit_count == 0; wider++) {
        keep_nearest(c, &near[wider]);
        try_edits(c, &near[wider]);
    }
    sort(c);
    return 0;
}

/* Asks the circuit drives that tell the fits apart, until none is left that was found. */
static int tell_apart(cosim_calibration *c, cosim_diag *diag)
{
    int asked = 0;
    for (size_t i = 1; i < c->fit_count && asked < APART_MOST;) {
        cosim_experiment *e =
            cosim_separate(&c->bench, &c->fits[0].theory, &c->fits[i].theory, SEED + i * 1000);
        if (e == NULL) {
            i++;
            continue;
        }
        asked++;
        if (cosim_bench_run(&c->bench, e, 0, diag) != 0) {
            return -1;
        }
        i = drop_refuted(c, e) > 0 ? 1 : i + 1;
    }
    return 0;
}

/* Tests the fits on experiments that the search did not use. Those that refute all of them become
 * experiments of the search. */
static int test(cosim_calibration *c, uint64_t seed, bool *refuted, cosim_diag *diag)
{
    c->used = c->bench.count;
    if (cosim_bench_random(&c->bench, seed, TESTS, TEST_STEPS, diag) != 0) {
        return -1;
    }
    for (size_t i = c->used; i < c->bench.count; i++) {
        drop_refuted(c, c->bench.experiments[i]);
    }
    *refuted = c->fit_count == 0;
    return 0;
}

static int search_and_test(cosim_calibration *c, cosim_diag *diag)
{
    bool refuted = true;
    for (int round = 0; round < ROUNDS && refuted; round++) {
        if (search(c, diag) != 0 || tell_apart(c, diag) != 0) {
            return -1;
        }
        refuted = c->fit_count == 0;
        c->used = c->bench.count;
        if (refuted) {
            break; /* nothing fits */
        }
        if (cosim_edited_challenge(&c->bench, &c->fits[0], SEED, &refuted, diag) != 0) {
            return -1;
        }
        if (refuted) {
            forget(c); /* what was asked is an experiment of the next round */
            c->used = c->bench.count;
            continue;
        }
        if (test(c, (uint64_t)SEED * (uint64_t)(round + 1), &refuted, diag) != 0) {
            return -1;
        }
    }
    if (refuted && c->nearest.theory.arena == NULL) { /* each round found one, and refuted it */
        c->used = c->bench.count;
        c->unsettled = true;
        return search(c, diag);
    }
    return 0;
}

/* ---- clocks without a step, and the reset ---- */

/* Returns the first step at which two runs of the same drives differ; e->n where none does. */
static size_t agree(const cosim_calibration *c, const cosim_experiment *e,
                    const cosim_experiment *other)
{
    const cosim_bench *b = &c->bench;
    const cosim_theory *t = &c->fits[0].theory;
    size_t i = 0;
    while (i < e->n &&
           cosim_answer(b, e, b->spike, i, t->spike_latency) ==
               cosim_answer(b, other, b->spike, i, t->spike_latency) &&
           (b->membrane < 0 || cosim_answer(b, e, b->membrane, i, t->membrane_latency) ==
                                   cosim_answer(b, other, b->membrane, i, t->membrane_latency))) {
        i++;
    }
    return i;
}

/* Runs an experiment once more, with idle clocks where the seed is not 0. */
static int run_again(cosim_calibration *c, size_t experiment, uint64_t seed, size_t *agreed,
                     cosim_diag *diag)
{
    const cosim_experiment *e = c->bench.experiments[experiment];
    cosim_experiment *again = cosim_bench_add(&c->bench, &e->words, e->n, "again");
    if (again == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    c->bench.count--;
    memcpy(again->drive, e->drive, e->n * sizeof *e->drive);
    if (cosim_bench_run(&c->bench, again, seed, diag) != 0) {
        return -1;
    }
    *agreed = agree(c, e, again);
    return 0;
}

static int try_idle(cosim_calibration *c, cosim_diag *diag)
{
    c->idles = (c->bench.dut->ops->capabilities & LIF_DUT_IDLES) != 0;
    for (size_t i = 0; i < c->used && !c->unsteady; i++) {
        size_t agreed;
        if (run_again(c, i, 0, &agreed, diag) != 0) {
            return -1;
        }
        c->unsteady = agreed < c->bench.experiments[i]->n;
    }
    for (size_t i = 0; i < c->used && c->idles && !c->runs && !c->unsteady; i++) {
        size_t agreed;
        if (run_again(c, i, LIF_CONDUCT_LONG | (LIF_CONDUCT_SEED + i), &agreed, diag) != 0) {
            return -1;
        }
        c->run_experiment = i;
        c->run_step = agreed;
        c->runs = agreed < c->bench.experiments[i]->n;
    }
    return 0;
}

/* ---- the whole ---- */

static void count_spikes(cosim_calibration *c)
{
    const unsigned most = cosim_latency_most(c->bench.keys) > 0;
    for (size_t i = 0; i < c->bench.count; i++) {
        const cosim_experiment *e = c->bench.experiments[i];
        for (size_t step = 0; step < e->n; step++) {
            c->spikes += cosim_answer(&c->bench, e, c->bench.spike, step, most) != 0;
        }
    }
}

bool cosim_calibration_fits(const cosim_calibration *c)
{
    return c->fit_count > 0 && !c->spike_still && !c->membrane_still && !c->unsteady &&
           !c->unsettled;
}

uint64_t cosim_calibration_steps(const cosim_calibration *c, size_t from, size_t to)
{
    uint64_t steps = 0;
    for (size_t i = from; i < to; i++) {
        steps += c->bench.experiments[i]->n;
    }
    return steps;
}

/* A text that fits, but may not be claimed, becomes the nearest. */
static void demote(cosim_calibration *c)
{
    if (c->fit_count > 0 && !cosim_calibration_fits(c)) {
        found_free(&c->nearest);
        c->nearest = c->fits[0];
        c->differ = 0;
        c->fits[0] = c->fits[--c->fit_count];
        forget(c);
    }
}

int cosim_calibrate(cosim_calibration *c, const cosim_manifest *keys,
                    const cosim_settings *settings, cosim_dut *dut, cosim_diag *diag)
{
    *c = (cosim_calibration){.used = 0};
    if (cosim_bench_start(&c->bench, keys, settings, dut, diag) != 0 ||
        cosim_bench_experiments(&c->bench, diag) != 0) {
        return -1;
    }
    cosim_bench *b = &c->bench;
    c->used = b->count;
    count_spikes(c);
    c->spike_still = cosim_bench_still(b, b->spike, &c->spike_word);
    c->membrane_still = b->membrane >= 0 && cosim_bench_still(b, b->membrane, &c->membrane_word);
    if (c->membrane_still) {
        b->membrane = -1; /* the spikes alone say something */
    }
    if (search_and_test(c, diag) != 0) {
        return -1;
    }
    if (c->fit_count > 0 && try_idle(c, diag) != 0) {
        return -1;
    }
    demote(c);
    return c->fit_count > 0 ? 0 : cosim_shortest_find(c, diag);
}

void cosim_calibration_free(cosim_calibration *c)
{
    forget(c);
    found_free(&c->nearest);
    cosim_bench_free(&c->bench);
}
