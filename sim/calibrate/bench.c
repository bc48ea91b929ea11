// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "calibrate/bench.h"

#include "circuit/lif_dut.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

/* Tells which word a param has by the name that the templates give it. */
static size_t word_of(const char *name)
{
    static const struct {
        const char *name;
        size_t word;
    } words[] = {
        {"leak", offsetof(cosim_words_of, leak)},    {"keep", offsetof(cosim_words_of, leak)},
        {"gain", offsetof(cosim_words_of, gain)},    {"weight", offsetof(cosim_words_of, weight)},
        {"theta", offsetof(cosim_words_of, theta)},  {"v0", offsetof(cosim_words_of, reset)},
        {"amount", offsetof(cosim_words_of, reset)}, {"start", offsetof(cosim_words_of, start)},
        {"v_rest", offsetof(cosim_words_of, rest)}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(words[i].name, name) == 0) {
            return words[i].word;
        }
    }
    return offsetof(cosim_words_of, hold);
}

int cosim_bench_start(cosim_bench *b, const cosim_manifest *keys, const cosim_settings *settings,
                      cosim_dut *dut, cosim_diag *diag)
{
    const cosim_eq_declaration *d = dut->equations;
    *b = (cosim_bench){.keys = keys,
                       .settings = settings,
                       .dut = dut,
                       .declaration = d,
                       .arena = cosim_arena_new(),
                       .columns = 2 * d->equations->output_count,
                       .spike = (int)d->spike,
                       .membrane = d->shown};
    b->told = b->arena == NULL ? NULL
                               : cosim_arena_alloc(b->arena, (d->told_count + 1) * sizeof *b->told);
    b->told_word = b->told == NULL
                       ? NULL
                       : cosim_arena_alloc(b->arena, (d->told_count + 1) * sizeof *b->told_word);
    for (size_t i = 0; b->told_word != NULL && i < d->told_count; i++) {
        b->told_word[i] = word_of(d->equations->params[d->told[i]].name);
    }
    return b->told_word != NULL ? 0 : cosim_diag_memory(diag, NULL);
}

void cosim_bench_free(cosim_bench *b) { cosim_arena_free(b->arena); }

cosim_experiment *cosim_bench_add(cosim_bench *b, const cosim_words_of *words, size_t n,
                                  const char *format, ...)
{
    va_list args;
    const size_t all = n + COSIM_TAIL;
    cosim_experiment *e =
        b->count < COSIM_EXPERIMENTS ? cosim_arena_alloc(b->arena, sizeof *e) : NULL;
    if (e == NULL) {
        return NULL;
    }
    *e = (cosim_experiment){.n = n, .words = *words};
    e->drive = cosim_arena_alloc(b->arena, all * sizeof *e->drive);
    e->raw = cosim_arena_alloc(b->arena, all * b->columns * sizeof *e->raw);
    if (e->drive == NULL || e->raw == NULL) {
        return NULL;
    }
    va_start(args, format);
    vsnprintf(e->name, sizeof e->name, format, args);
    va_end(args);
    b->experiments[b->count++] = e;
    return e;
}

void cosim_bench_tell(const cosim_bench *b, const cosim_words_of *words)
{
    for (size_t i = 0; i < b->declaration->told_count; i++) {
        b->told[i] = *(const int64_t *)((const char *)words + b->told_word[i]);
    }
}

int cosim_bench_run(const cosim_bench *b, cosim_experiment *e, uint64_t seed, cosim_diag *diag)
{
    const struct lif_dut_ops *ops = b->dut->ops;
    const lif_dut_block block = {.n = e->n + COSIM_TAIL, .inputs = e->drive, .outputs = e->raw};
    cosim_bench_tell(b, &e->words);
    return ops->tell(b->dut->instance, b->told) == 0 &&
                   ops->configure(b->dut->instance, NULL, seed) == 0 &&
                   ops->run(b->dut->instance, &block) == 0
               ? 0
               : cosim_diag_set(diag, NULL, "circuit %s: stopped: %s", b->keys->name,
                                ops->message(b->dut->instance));
}

/* ---- drives ---- */

static int64_t word(const cosim_bench *b, const cosim_words_of *w, int64_t change)
{
    return cosim_drive_word(b->keys, b->settings, w, change);
}

/* Adds `on` steps of one word, then none to the end. */
static void add_pulse(cosim_bench *b, const cosim_words_of *w, size_t n, size_t on, int64_t drive,
                      const char *name)
{
    cosim_experiment *e = cosim_bench_add(b, w, n, "%s of %lld", name, (long long)drive);
    for (size_t i = 0; e != NULL && i < on && i < n; i++) {
        e->drive[i] = drive;
    }
}

/* Drives the membrane slowly to the threshold, so that it meets it, or passes it by one. */
static void add_creep(cosim_bench *b, const cosim_words_of *w)
{
    cosim_experiment *e = cosim_bench_add(b, w, 160, "creeping drive");
    for (size_t i = 0; e != NULL && i < e->n; i++) {
        e->drive[i] = word(b, w, cosim_way(w) * (int64_t)(i % 80) / 160 + (int64_t)(i % 3));
    }
}

/* Goes all the way up and down, so that everything that can overflow does; from a charged membrane
 * too, which a drive below the threshold has brought there. */
static void add_overflow(cosim_bench *b, const cosim_words_of *w)
{
    const int64_t low = b->settings->low, high = b->settings->high;
    cosim_experiment *e = cosim_bench_add(b, w, 60, "overflow probe: the ends of the drive");
    for (size_t i = 0; e != NULL && i < e->n; i++) {
        e->drive[i] = i / 10 % 2 == 1 ? low : high;
    }
    e = cosim_bench_add(b, w, 60, "overflow probe: down first");
    for (size_t i = 0; e != NULL && i < e->n; i++) {
        e->drive[i] = i / 20 % 2 == 0 ? low : high;
    }
    e = cosim_bench_add(b, w, 96, "overflow probe: charged");
    for (size_t i = 0; e != NULL && i < e->n; i++) {
        const size_t at = i % 12;
        const int64_t up = word(b, w, cosim_way(w) / (i < 48 ? 8 : 5));
        e->drive[i] = at < 7   ? (i / 12 % 2 == 0 ? up : word(b, w, -cosim_way(w) / 6))
                      : at < 9 ? (i / 12 % 2 == 0 ? high : low)
                               : 0;
    }
}

void cosim_bench_draw(const cosim_bench *b, const cosim_words_of *w, lif_random *random,
                      int64_t *drive, size_t n)
{
    const int64_t t = cosim_way(w), low = b->settings->low, high = b->settings->high;
    /* from fast to slow: a membrane that creeps to its threshold meets it exactly more often */
    const int64_t slowness = 1 + (int64_t)lif_random_below(random, 16);
    const uint64_t quiet = 1 + lif_random_below(random, 4);
    int64_t level = 0;
    for (size_t i = 0; i < n; i++) {
        if (lif_random_below(random, 8) == 0) {
            level = (int64_t)lif_random_below(random, (uint64_t)(4 * t + 1)) - (low < 0 ? t : 0);
            level /= slowness;
        }
        const int64_t jitter = (int64_t)lif_random_below(random, (uint64_t)(t / 2 + 1)) / slowness;
        const uint64_t kind = lif_random_below(random, 40);
        drive[i] = b->keys->declared.events ? lif_random_below(random, quiet + 1) == 0
                   : kind == 0              ? low
                   : kind == 1              ? high
                   : kind < 4 ? low + (int64_t)lif_random_below(random, (uint64_t)(high - low) + 1)
                   : kind < 4 + 6 * quiet ? 0
                                          : word(b, w, level + jitter);
    }
}

int cosim_bench_random(cosim_bench *b, uint64_t seed, size_t count, size_t steps, cosim_diag *diag)
{
    for (size_t i = 0; i < count; i++) {
        lif_random random;
        cosim_words_of w = b->settings->of[i % b->settings->count];
        lif_random_seed(&random, seed + i);
        if (b->keys->threshold.node != NULL && i % 3 == 2) { /* a threshold of its own */
            w.theta -= (int64_t)lif_random_below(&random, (uint64_t)(cosim_way(&w) / 2 + 1));
        }
        cosim_experiment *e =
            cosim_bench_add(b, &w, steps, "random drive %llu", (unsigned long long)(seed + i));
        if (e == NULL) {
            return cosim_diag_memory(diag, NULL);
        }
        cosim_bench_draw(b, &w, &random, e->drive, e->n);
        if (cosim_bench_run(b, e, 0, diag) != 0) {
            return -1;
        }
    }
    return 0;
}

/* The first settings have all experiments, the others fewer. */
static void add_experiments(cosim_bench *b, const cosim_words_of *w, bool all)
{
    const int64_t t = cosim_way(w), high = b->settings->high;
    const int64_t levels[] = {t / 4, t / 2, t, 2 * t, t / 8 + 1, 4 * t, 8 * t};
    add_pulse(b, w, 48, 1, word(b, w, t / 2), "impulse");
    add_pulse(b, w, 48, 1, word(b, w, t / 3 + 1), "impulse");
    if (b->settings->low < 0) {
        add_pulse(b, w, 48, 1, word(b, w, -t / 2), "inhibitory impulse");
        add_pulse(b, w, 60, 30, word(b, w, -t / 3 - 1), "inhibitory step");
    }
    add_pulse(b, w, 80, 40, word(b, w, t / 3), "step");
    for (size_t i = 0; i < (all ? sizeof levels / sizeof *levels : 3); i++) {
        add_pulse(b, w, 100, 100, word(b, w, levels[i]), "constant");
    }
    for (int64_t beside = -1; beside <= 1; beside++) {
        add_pulse(b, w, 12, 1, word(b, w, t) + (t > 1 && word(b, w, t) < high ? beside : 0),
                  "tie at the threshold: one");
    }
    add_pulse(b, w, 40, 40, high, "spikes in a row: a constant");
    add_creep(b, w);
    add_overflow(b, w);
}

int cosim_bench_experiments(cosim_bench *b, cosim_diag *diag)
{
    for (size_t k = 0; k < b->settings->count; k++) {
        add_experiments(b, &b->settings->of[k], k < 2);
    }
    for (size_t i = 0; i < b->count; i++) {
        if (cosim_bench_run(b, b->experiments[i], 0, diag) != 0) {
            return -1;
        }
    }
    return cosim_bench_random(b, 1, 8, 300, diag);
}

/* ---- what is seen ---- */

unsigned cosim_latency_least(const cosim_manifest *m) { return m->result.node != NULL; }

unsigned cosim_latency_most(const cosim_manifest *m)
{
    return m->step == COSIM_STEP_COMBINATIONAL ? 0 : m->result.node != NULL ? 1 : 4;
}

bool cosim_bench_still(const cosim_bench *b, int output, int64_t *word)
{
    const unsigned most = cosim_latency_most(b->keys) > 0;
    *word = cosim_answer(b, b->experiments[0], output, 0, most);
    for (size_t i = 0; i < b->count; i++) {
        for (size_t step = 0; step < b->experiments[i]->n; step++) {
            if (cosim_answer(b, b->experiments[i], output, step, most) != *word) {
                return false;
            }
        }
    }
    return true;
}
