// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* exhaustive_core [-q] CORE.so ...
 *
 * Compares cores of two neurons (lif_core_dut_states.h) with the integer model, on everything that
 * can happen at their width. It prints TAP: one line a core.
 *
 *   neurons   a tick from every combination of leaks, threshold, drive, reset, jump, compare rule,
 *             reset mode, freeze, hold, shift, membrane, current, adaptation, hold left and sum of
 *             events: every state, so that no run of any length has another. A core of more than 2
 *             bits (with -q: any core) is compared in parts: the words that a part is about in
 * every combination, the others at random (SEED). Each case is taken by both neurons, beside
 *             another one.
 *   networks  every weight of the four rows, and every delay of the inputs, from a reset on, with
 *             every two sets of events one after the other; where the accumulators have room for
 * it. With -q one in 64 of them.
 *
 * What the header of lif_core_neuron.v excludes is left out: a subtractive reset below the words.
 * Status: 0 all equal, 1 a core differs, 2 usage, 3 a core cannot be used. */
#include "lif_core_dut_states.h"

#include "base/diag.h"
#include "circuit/core_memory.h"
#include "circuit/core_open.h"
#include "lif_random.h"

#include <dlfcn.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { N = 2, ROWS = 2 * N, WHOLE_WIDTH = 2, MOST_WIDTH = 4, ROUNDS = 24, QUICK_ROUNDS = 2 };

/* A case is made of these. */
typedef enum digit {
    LEAK,
    SYNAPSE_LEAK,
    ADAPTATION_LEAK,
    THRESHOLD,
    DRIVE,
    RESET,
    JUMP,
    ABOVE,
    SUBTRACT,
    FREEZE,
    HOLD,
    SHIFT,
    MEMBRANE,
    CURRENT,
    ADAPTATION,
    HOLD_LEFT,
    SUM,
    DIGITS
} digit;

typedef struct part {
    const char *name;
    uint32_t every; /* digits that take every value */
    digit fixed[4]; /* those at their largest value; DIGITS ends them */
} part;

#define D(name) (1u << (name))
static const part whole[] = {{"whole", D(DIGITS) - 1, {DIGITS}}};
static const part parts[] = {
    {"current",
     D(SYNAPSE_LEAK) | D(CURRENT) | D(SUM) | D(SHIFT) | D(FREEZE) | D(HOLD_LEFT) | D(DRIVE),
     {DIGITS}},
    {"membrane", D(LEAK) | D(MEMBRANE) | D(DRIVE) | D(CURRENT) | D(HOLD_LEFT), {DIGITS}},
    {"spike",
     D(THRESHOLD) | D(DRIVE) | D(ADAPTATION) | D(ABOVE) | D(SUBTRACT) | D(RESET) | D(JUMP) |
         D(HOLD),
     {LEAK, DIGITS}},
    {"adaptation", D(ADAPTATION_LEAK) | D(ADAPTATION) | D(JUMP) | D(HOLD_LEFT), {DIGITS}}};

typedef struct comparison {
    cosim_core_dut core;
    void (*put)(lif_core_dut *, const lif_core_words *, const lif_core_state *, const int64_t *);
    void (*get)(lif_core_dut *, lif_core_state *, int64_t *);
    lif_core_image image;
    lif_core_integer model;
    int32_t words[2][5 * N];
    uint8_t spike[2][N], shown[N];
    uint32_t left[N];
    lif_core_seen seen[2];
    uint32_t radix[DIGITS];
    uint64_t cases, ticks, spikes;
    char failure[400];
} comparison;

static int32_t word_of(unsigned value, unsigned width)
{
    return (int32_t)value - (int32_t)(1u << (width - 1));
}

/* Makes the words and the state of a neuron from the digits of a case. Returns whether the header
 * of the core allows them. */
static bool make_case(const comparison *c, const uint32_t *d, lif_core_words *w, lif_core_state *s,
                      int64_t *sum)
{
    const lif_core_format *f = &c->core.ops.format;
    const unsigned width = f->state.state_width;
    *w = (lif_core_words){.leak_fx = d[LEAK],
                          .synapse_leak_fx = {d[SYNAPSE_LEAK], 0},
                          .adaptation_leak_fx = d[ADAPTATION_LEAK],
                          .threshold_fx = word_of(d[THRESHOLD], width),
                          .drive_fx = word_of(d[DRIVE], width),
                          .reset_fx = word_of(d[RESET], width),
                          .jump_fx = word_of(d[JUMP], width),
                          .above = d[ABOVE] != 0,
                          .subtract = d[SUBTRACT] != 0,
                          .freeze = d[FREEZE] != 0,
                          .hold = d[HOLD],
                          .weight_shift = {(uint8_t)d[SHIFT], 0}};
    *s = (lif_core_state){.membrane_fx = word_of(d[MEMBRANE], width),
                          .synapse_fx = {word_of(d[CURRENT], width), 0},
                          .adaptation_fx = word_of(d[ADAPTATION], width),
                          .hold = d[HOLD_LEFT]};
    *sum = word_of(d[SUM], f->accumulator_width);
    return !w->subtract || (w->reset_fx > 0 && s->adaptation_fx >= 0 && w->jump_fx >= 0 &&
                            w->threshold_fx - w->reset_fx >= word_of(0, width));
}

static void differs(comparison *c, const char *what, unsigned i, int64_t expected, int64_t observed)
{
    const lif_core_words *w = &c->image.word[i];
    if (c->failure[0] == '\0') {
        snprintf(c->failure, sizeof c->failure,
                 "%s of neuron %u: expected %" PRId64 ", observed %" PRId64 " (leaks %" PRId64
                 " %" PRId64 " %" PRId64 ", threshold %d, drive %d, reset %d, jump %d, above %d, "
                 "subtract %d, freeze %d, hold %u)",
                 what, i, expected, observed, w->leak_fx, w->synapse_leak_fx[0],
                 w->adaptation_leak_fx, (int)w->threshold_fx, (int)w->drive_fx, (int)w->reset_fx,
                 (int)w->jump_fx, w->above, w->subtract, w->freeze, (unsigned)w->hold);
    }
}

/* Runs a tick on both, and compares what is shown, what leaves, the flag of clips. */
static void tick(comparison *c, const uint32_t *events, size_t count)
{
    static const char *const names[] = {"current", "", "adaptation", "membrane before", "membrane"};
    const uint64_t clips = c->model.clips;
    size_t k = 0;
    lif_core_tick t = {.events = events,
                       .event_count = count,
                       .seen = &c->seen[0],
                       .shown = c->shown,
                       .spikes = c->left};
    for (size_t e = 0; e < count; e++) {
        lif_core_integer_event(&c->model, events[e]);
    }
    lif_core_integer_neurons(&c->model, &c->seen[1]);
    lif_core_integer_spikes(&c->model, c->spike[1]);
    if (c->core.ops.tick(c->core.instance, &t) != 0) {
        snprintf(c->failure, sizeof c->failure, "%s", c->core.ops.message(c->core.instance));
        return;
    }
    c->ticks++;
    for (unsigned i = 0; i < N; i++) {
        for (unsigned word = 0; word < 5; word++) {
            if (word != 1 && c->words[0][word * N + i] != c->words[1][word * N + i]) {
                differs(c, names[word], i, c->words[1][word * N + i], c->words[0][word * N + i]);
            }
        }
        if (c->spike[0][i] != c->spike[1][i] || c->shown[i] != 1) {
            differs(c, "spike", i, c->spike[1][i], c->spike[0][i]);
        }
        if (c->spike[1][i] != 0 && (k >= t.spike_count || c->left[k++] != i)) {
            differs(c, "spike that leaves", i, 1, 0);
        }
        c->spikes += c->spike[1][i];
    }
    const uint32_t flags = c->model.clips != clips ? LIF_CORE_SATURATED : 0;
    if (k != t.spike_count || t.flags != flags) {
        differs(c, "flags of a tick", 0, flags, t.flags);
    }
}

/* ---- neurons ---- */

static void one_case(comparison *c, uint32_t digits[N][DIGITS])
{
    lif_core_state after[N];
    int64_t sum[N], left[N];
    for (unsigned i = 0; i < N; i++) {
        if (!make_case(c, digits[i], &c->image.word[i], &c->model.state[i], &sum[i])) {
            digits[i][SUBTRACT] = 0;
            make_case(c, digits[i], &c->image.word[i], &c->model.state[i], &sum[i]);
        }
        lif_core_integer_sums(&c->model, 0)[i] = sum[i];
    }
    c->put(c->core.instance, c->image.word, c->model.state, sum);
    tick(c, NULL, 0);
    c->get(c->core.instance, after, left);
    for (unsigned i = 0; i < N; i++) {
        const lif_core_state *m = &c->model.state[i], *o = &after[i];
        if (m->membrane_fx != o->membrane_fx || m->synapse_fx[0] != o->synapse_fx[0] ||
            m->hold != o->hold) {
            differs(c, "state or hold kept", i, m->hold, o->hold);
        }
        if (m->adaptation_fx != o->adaptation_fx) {
            differs(c, "adaptation kept", i, m->adaptation_fx, o->adaptation_fx);
        }
        if (left[i] != 0) {
            differs(c, "sum of the next tick", i, 0, left[i]);
        }
    }
    c->cases++;
}

static uint64_t count_of(const comparison *c, const part *p)
{
    uint64_t count = 1;
    for (unsigned k = 0; k < DIGITS; k++) {
        count *= (p->every & D(k)) != 0 ? c->radix[k] : 1;
    }
    return count;
}

static void set_digits(const comparison *c, const part *p, uint64_t number, lif_random *random,
                       uint32_t *digits)
{
    for (unsigned k = 0; k < DIGITS; k++) {
        if ((p->every & D(k)) != 0) {
            digits[k] = (uint32_t)(number % c->radix[k]);
            number /= c->radix[k];
        } else {
            digits[k] = (uint32_t)lif_random_below(random, c->radix[k]);
        }
    }
    for (unsigned k = 0; p->fixed[k] != DIGITS; k++) {
        digits[p->fixed[k]] = c->radix[p->fixed[k]] - 1;
    }
}

/* Each number is a case of neuron 0, and of neuron 1 in the order that begins at the other end. */
static void every_case(comparison *c, const part *p, lif_random *random)
{
    const uint64_t count = count_of(c, p);
    for (uint64_t number = 0; number < count && c->failure[0] == '\0'; number++) {
        uint32_t digits[N][DIGITS];
        set_digits(c, p, number, random, digits[0]);
        set_digits(c, p, count - 1 - number, random, digits[1]);
        one_case(c, digits);
    }
}

static void neurons(comparison *c, bool in_whole, unsigned rounds, lif_random *random)
{
    const lif_core_format *f = &c->core.ops.format;
    const uint32_t words = 1u << f->state.state_width;
    const uint32_t leaks = (1u << f->state.leak_fraction) + 1, holds = 1u << f->hold_width;
    const uint32_t radix[DIGITS] = {leaks,
                                    leaks,
                                    leaks,
                                    words,
                                    words,
                                    words,
                                    words,
                                    2,
                                    2,
                                    2,
                                    holds,
                                    f->state.state_width - f->weight_width + 1,
                                    words,
                                    words,
                                    words,
                                    holds,
                                    1u << f->accumulator_width};
    memcpy(c->radix, radix, sizeof radix);
    memset(c->image.weight_fx, 0, ROWS * N * sizeof *c->image.weight_fx);
    if (c->core.ops.configure(c->core.instance, &c->image, 0) != 0) {
        snprintf(c->failure, sizeof c->failure, "%s", c->core.ops.message(c->core.instance));
        return;
    }
    lif_core_integer_start(&c->model, f, &c->image);
    if (in_whole) {
        every_case(c, whole, random);
        return;
    }
    for (unsigned round = 0; round < rounds; round++) {
        for (size_t k = 0; k < sizeof parts / sizeof *parts; k++) {
            every_case(c, &parts[k], random);
        }
    }
}

/* ---- networks ---- */

/* A course has each set of events of the two inputs after each other one. */
static void one_network(comparison *c)
{
    static const uint8_t course[] = {0, 0, 1, 0, 2, 0, 3, 1, 1, 2, 1, 3, 2, 2, 3, 3, 0, 0};
    static const uint32_t events[4][N] = {{0, 0}, {0, 0}, {1, 0}, {1, 0}};
    static const size_t counts[4] = {0, 1, 1, 2};
    if (c->core.ops.configure(c->core.instance, &c->image, 0) != 0) {
        snprintf(c->failure, sizeof c->failure, "%s", c->core.ops.message(c->core.instance));
        return;
    }
    lif_core_integer_start(&c->model, &c->core.ops.format, &c->image);
    for (size_t t = 0; t < sizeof course && c->failure[0] == '\0'; t++) {
        tick(c, events[course[t]], counts[course[t]]);
    }
    c->cases++;
}

/* Neurons without a memory: what arrives decides. */
static void networks(comparison *c, unsigned step)
{
    const lif_core_format *f = &c->core.ops.format;
    const int64_t one = (int64_t)1 << f->state.leak_fraction;
    const uint64_t weights = (uint64_t)1 << (ROWS * N * f->weight_width);
    for (unsigned i = 0; i < N; i++) {
        c->image.word[i] = (lif_core_words){.leak_fx = one,
                                            .synapse_leak_fx = {one, 0},
                                            .adaptation_leak_fx = one,
                                            .threshold_fx = 1};
    }
    for (uint64_t number = 0; number < 4 * weights && c->failure[0] == '\0'; number += step) {
        for (unsigned k = 0; k < ROWS * N; k++) {
            const uint64_t word = number / 4 >> (k * f->weight_width);
            c->image.weight_fx[k] =
                word_of((unsigned)(word & ((1u << f->weight_width) - 1)), f->weight_width);
        }
        c->image.row[0].delay = number & 1;
        c->image.row[1].delay = number >> 1 & 1;
        one_network(c);
    }
}

/* ---- a core ---- */

static int find(const cosim_core_dut *core, const char *name, void *function)
{
    void *const symbol = dlsym(core->library, name);
    memcpy(function, &symbol, sizeof symbol);
    return symbol != NULL ? 0 : -1;
}

static int open_core(comparison *c, const char *path)
{
    cosim_diag diag;
    if (cosim_core_dut_open(&c->core, path, &diag) != 0) {
        printf("# %s\n", diag.message);
        return 3;
    }
    const lif_core_format *f = &c->core.ops.format;
    if (cosim_core_dut_start(&c->core, &diag) != 0) {
        printf("# %s\n", diag.message);
        return 3;
    }
    if (find(&c->core, "lif_core_states_put", &c->put) != 0 ||
        find(&c->core, "lif_core_states_get", &c->get) != 0 || c->core.ops.neurons != N ||
        f->state.state_width > MOST_WIDTH) {
        printf("# not a core of two neurons and few bits with a way to its states\n");
        return 3;
    }
    if (cosim_core_image_new(&c->image, N, N, NULL) != LIF_OK ||
        cosim_core_integer_new(&c->model, f, &c->image, NULL) != LIF_OK) {
        printf("# out of memory\n");
        return 3;
    }
    c->image.seed = 1;
    for (unsigned row = 0; row < ROWS; row++) {
        c->image.row[row] = (lif_core_row){.delay = row >= N, .most = 1};
    }
    for (int k = 0; k < 2; k++) {
        int32_t *w = c->words[k];
        c->seen[k] = (lif_core_seen){{w, w + N}, w + 2 * N, w + 3 * N, w + 4 * N, c->spike[k]};
    }
    return 0;
}

/* Returns 0 if it is equal, 1 if it is different, 3 if it is not usable. */
static int judge(size_t number, const char *path, bool quick, uint64_t seed)
{
    comparison c = {.cases = 0};
    lif_random random;
    int status = open_core(&c, path);
    if (status == 0) {
        const lif_core_format *f = &c.core.ops.format;
        const bool in_whole = f->state.state_width <= WHOLE_WIDTH && !quick;
        const bool linked = f->accumulator_width >= f->weight_width + 3;
        lif_random_seed(&random, seed);
        neurons(&c, in_whole, quick ? QUICK_ROUNDS : ROUNDS, &random);
        const uint64_t cases = c.cases;
        if (linked && c.failure[0] == '\0') {
            networks(&c, quick ? 65 : 1);
        }
        /* A core that never spikes, or always, would have been compared on nothing. */
        if (c.failure[0] == '\0' && (c.spikes == 0 || c.spikes == N * c.ticks)) {
            snprintf(c.failure, sizeof c.failure, "%" PRIu64 " spikes in all", c.spikes);
        }
        status = c.failure[0] == '\0' ? 0 : 1;
        printf("%sok %zu - %s (%u/%u/%u), neurons %s: %" PRIu64 " cases, networks: %" PRIu64
               ", %" PRIu64 " ticks, %" PRIu64 " spikes as in the integer model%s%s\n",
               status == 0 ? "" : "not ", number, c.core.ops.name, f->state.state_width,
               f->state.state_fraction, f->state.leak_fraction, in_whole ? "whole" : "in parts",
               cases, c.cases - cases, c.ticks, c.spikes, status == 0 ? "" : "; then ", c.failure);
    } else {
        printf("not ok %zu - %s\n", number, path);
    }
    cosim_core_integer_free(&c.model);
    cosim_core_image_free(&c.image);
    cosim_core_dut_close(&c.core);
    return status;
}

int main(int argc, char **argv)
{
    const char *seed = getenv("SEED");
    const bool quick = argc > 1 && strcmp(argv[1], "-q") == 0;
    const int first = quick ? 2 : 1;
    int status = 0;
    if (argc <= first || argv[first][0] == '-') {
        fputs("usage: exhaustive_core [-q] CORE.so ...\n", stderr);
        return 2;
    }
    const uint64_t number = seed != NULL && *seed != '\0' ? strtoull(seed, NULL, 10) : 20261130;
    printf("# SEED=%" PRIu64 "\n1..%d\n", number, argc - first);
    for (int i = first; i < argc; i++) {
        const int found = judge((size_t)(i - first + 1), argv[i], quick, number);
        status = found > status ? found : status;
        if (fflush(stdout) != 0) {
            perror("exhaustive_core");
            return 3;
        }
    }
    return status;
}
