// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "calibrate/calibrate.h"

#include "calibrate/edited.h"
#include "calibrate/search.h"
#include "calibrate/separate.h"
#include "calibrate/shortest.h"
#include "calibrate/unsaid.h"
#include "circuit/lif_conduct.h"

#include <stdlib.h>
#include <string.h>

enum {
    ROUNDS = 4, /* of search: what a later experiment refutes begins another */
    APART_MOST = 40,
    TESTS = 12,
    TEST_STEPS = 800
};
enum { SEED = 20261130 };

/* ---- what was found ---- */

/* Drops the fits that depart in an experiment. Returns how many. */
static size_t drop_refuted(cosim_calibration *c, const cosim_experiment *e)
{
    size_t kept = 0;
    const size_t all = c->fit_count;
    for (size_t i = 0; i < all; i++) {
        if (cosim_theory_departs(&c->bench, &c->fits[i].theory, e) < e->n) {
            cosim_found_free(&c->fits[i]);
        } else {
            c->fits[kept++] = c->fits[i];
        }
    }
    c->fit_count = kept;
    return all - kept;
}

/* ---- the search ---- */

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
        if (cosim_search(c, diag) != 0 || tell_apart(c, diag) != 0) {
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
            cosim_calibration_forget(c); /* what was asked is an experiment of the next round */
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
        return cosim_search(c, diag);
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
        cosim_found_free(&c->nearest);
        c->nearest = c->fits[0];
        c->differ = 0;
        c->fits[0] = c->fits[--c->fit_count];
        cosim_calibration_forget(c);
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
    if (cosim_unsaid_find(b, diag) != 0 || search_and_test(c, diag) != 0) {
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
    cosim_calibration_forget(c);
    cosim_found_free(&c->nearest);
    cosim_bench_free(&c->bench);
}
