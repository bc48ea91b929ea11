// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "calibrate/unsaid.h"

#include <string.h>

enum { DRIVEN = 20, SILENT = 1200, SPIKES_LEAST = 3 };

/* Adds a word, unless it is there or there is no room. */
static void add(const cosim_bench *b, cosim_unsaid_words *words, int64_t word)
{
    const cosim_keys *d = &b->keys->declared;
    bool there = words->count == COSIM_UNSAID || word < d->low_fx || word > d->high_fx ||
                 (words == &b->unsaid.rest && word == d->rest.word);
    for (size_t i = 0; i < words->count; i++) {
        there = there || words->word[i] == word;
    }
    if (!there) {
        words->word[words->count++] = word;
    }
}

/* ---- what is seen ---- */

/* Gives the membrane at the end of a silence after some steps of a drive. */
static int settle(cosim_bench *b, int64_t change, int64_t *word, cosim_diag *diag)
{
    const cosim_words_of *w = &b->settings->of[0];
    cosim_experiment *e = cosim_bench_add(b, w, DRIVEN + SILENT, "silence");
    if (e == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    b->count--; /* not one of those that are counted */
    for (size_t i = 0; i < DRIVEN; i++) {
        e->drive[i] = cosim_drive_word(b->keys, b->settings, w, change);
    }
    if (cosim_bench_run(b, e, 0, diag) != 0) {
        return -1;
    }
    *word = cosim_answer(b, e, b->membrane, e->n - 1, cosim_latency_most(b->keys) > 0);
    return 0;
}

/* A membrane that comes from below, or from above, ends at the rest or beside it. */
static int find_rests(cosim_bench *b, cosim_diag *diag)
{
    const int64_t some = cosim_way(&b->settings->of[0]) / 8 + 1;
    const int64_t changes[] = {0, some, -some};
    int64_t low = INT64_MAX, high = INT64_MIN;
    cosim_unsaid_words *rests = &b->unsaid.rest;
    for (size_t i = 0; i < (b->settings->low < 0 ? 3 : 2); i++) {
        int64_t word = 0;
        if (settle(b, changes[i], &word, diag) != 0) {
            return -1;
        }
        low = word < low ? word : low;
        high = word > high ? word : high;
    }
    const int64_t middle = low + (high - low) / 2;
    for (size_t i = 0; i < b->unsaid.start.count; i++) {
        add(b, rests, b->unsaid.start.word[i]);
    }
    for (size_t i = 0; i < b->unsaid.value.count; i++) {
        add(b, rests, b->unsaid.value.word[i]);
    }
    add(b, rests, low);
    add(b, rests, high);
    add(b, rests, middle);
    add(b, rests, middle + 1);
    add(b, rests, low + 1);
    add(b, rests, high - 1);
    add(b, rests, low - 1);
    add(b, rests, high + 1);
    return 0;
}

/* Before its first step a membrane shows where it begins. */
static void find_start(cosim_bench *b)
{
    const int64_t first = cosim_answer(b, b->experiments[0], b->membrane, 0, 0);
    for (size_t i = 1; i < b->count; i++) {
        if (cosim_answer(b, b->experiments[i], b->membrane, 0, 0) != first) {
            return;
        }
    }
    add(b, &b->unsaid.start, first);
    add(b, &b->unsaid.start, b->keys->declared.initial.word); /* a register may be behind it */
}

/* Adds the membrane that is shown with every spike, if there is one. */
static void find_value(cosim_bench *b, unsigned late, unsigned shows)
{
    size_t spikes = 0;
    int64_t value = 0;
    for (size_t k = 0; k < b->count; k++) {
        const cosim_experiment *e = b->experiments[k];
        for (size_t i = 0; i < e->n; i++) {
            if (cosim_answer(b, e, b->spike, i, late) == 0) {
                continue;
            }
            const int64_t shown = cosim_answer(b, e, b->membrane, i, shows);
            if (spikes > 0 && shown != value) {
                return;
            }
            value = shown;
            spikes++;
        }
    }
    if (spikes >= SPIKES_LEAST) {
        add(b, &b->unsaid.value, value);
    }
}

int cosim_unsaid_find(cosim_bench *b, cosim_diag *diag)
{
    const cosim_manifest *m = b->keys;
    const unsigned least = cosim_latency_least(m), most = cosim_latency_most(m);
    memset(&b->unsaid, 0, sizeof b->unsaid);
    if (b->membrane < 0 || b->count == 0) {
        return 0;
    }
    if (m->initial.node == NULL && m->state_in.node == NULL) {
        find_start(b);
    }
    for (unsigned late = least; m->reset_value.node == NULL && late <= most; late++) {
        for (unsigned shows = least; shows <= most; shows++) {
            find_value(b, late, shows);
        }
    }
    return m->rest.node == NULL ? find_rests(b, diag) : 0;
}

/* ---- guesses with what was seen ---- */

/* Gives a start: what was seen, what the manifest says, or the word of rest at a port. */
static bool start_of(const cosim_bench *b, size_t number, cosim_guess *g)
{
    const cosim_manifest *m = b->keys;
    const cosim_unsaid_words *seen = &b->unsaid.start;
    if (number < seen->count) {
        g->start = seen->word[number];
        return true;
    }
    g->starts_at_rest = m->rest.node != NULL && m->initial.node == NULL && number == seen->count;
    return g->starts_at_rest ||
           (seen->count == 0 && number == (m->rest.node != NULL && m->initial.node == NULL));
}

bool cosim_unsaid_guess(const cosim_bench *b, size_t number, cosim_guess *g)
{
    const cosim_keys *d = &b->keys->declared;
    const cosim_unsaid_words *rests = &b->unsaid.rest;
    size_t starts = 0;
    cosim_guess start;
    cosim_guess_start(b->keys, g);
    start = *g;
    while (start_of(b, starts, &start)) {
        start = *g;
        starts++;
    }
    if (starts == 0 || number >= starts * (rests->count + 1)) {
        return false;
    }
    g->moved = true;
    start_of(b, number % starts, g);
    if (number >= starts) {
        g->rest = rests->word[number / starts - 1];
        g->rests = d->rests || g->rest != 0;
    }
    return true;
}

bool cosim_unsaid_value(const cosim_bench *b, size_t number, cosim_guess *g)
{
    const cosim_unsaid_words *values = &b->unsaid.value;
    g->moved = true;
    g->resets_to_rest = false;
    if (number < values->count) {
        g->value = values->word[number];
        return true;
    }
    g->resets_to_rest =
        b->keys->rest.node != NULL && b->keys->reset_value.node == NULL && number == values->count;
    return g->resets_to_rest;
}
