// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* core_differential [-n CASES | -t SECONDS] [-s SEED] CORE.so ...
 *
 * This is differential fuzzing of cores: streams of random events, bursts of them and events of
 * rows that do not exist among them, run on random images (core_images.h) on a core and on the
 * integer model. The core has idle clocks, stalls, resets in mid-tick and accesses while busy, as
 * the case chooses. Each word that is shown, each spike that leaves, in order, and each flag must
 * be the model's. Of a case that fails, events are left out tick by tick as long as it still fails;
 * what is left is printed, with the command that shows it again.
 *
 * Status: 0 all agree, 1 a disagreement, 2 usage or the machine. */
#include "circuit/core_images.h"
#include "circuit/core_memory.h"
#include "circuit/core_open.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { CORES_MOST = 32, TICKS_MOST = 60, EVENTS_MOST = 20000 };

/* A case: what a core is told. The events of tick t are row[from[t]] .. row[from[t+1] - 1]. */
typedef struct stream {
    lif_core_image image;
    uint64_t seed; /* of the conduct; 0: none */
    unsigned ticks;
    size_t from[TICKS_MOST + 1];
    uint32_t row[EVENTS_MOST];
} stream;

/* Room for what is shown, of the model and of the core. */
typedef struct shown {
    int32_t *words[2];
    uint8_t *spike[2], *times;
    uint32_t *left;
    lif_core_seen seen[2];
} shown;

typedef struct difference {
    unsigned tick, neuron;
    const char *what; /* NULL: none */
} difference;

typedef struct tally {
    uint64_t cases, neuron_ticks, events, refused, spikes, clips;
} tally;

static void give_up(const char *why)
{
    fprintf(stderr, "core_differential: %s\n", why);
    exit(2);
}

static void *room(size_t count, size_t bytes)
{
    void *got = calloc(count, bytes);
    if (got == NULL) {
        give_up("out of memory");
    }
    return got;
}

static void make_shown(shown *s, size_t n)
{
    for (int k = 0; k < 2; k++) {
        int32_t *w = s->words[k] = room(5 * n, sizeof *w);
        s->spike[k] = room(n, 1);
        s->seen[k] = (lif_core_seen){{w, w + n}, w + 2 * n, w + 3 * n, w + 4 * n, s->spike[k]};
    }
    s->times = room(n, 1);
    s->left = room(n, sizeof *s->left);
}

static void free_shown(shown *s)
{
    for (int k = 0; k < 2; k++) {
        free(s->words[k]);
        free(s->spike[k]);
    }
    free(s->times);
    free(s->left);
}

/* ---- a case ---- */

static void add_event(stream *s, unsigned tick, uint32_t row)
{
    if (s->from[tick + 1] < EVENTS_MOST) {
        s->row[s->from[tick + 1]++] = row;
    }
}

/* Draws the events of a tick: none, a few, one of each input, or as many as there may be. */
static void draw_tick(stream *s, lif_random *random, unsigned tick)
{
    static const uint64_t one_in[] = {0, 64, 8, 2, 1, 1};
    const size_t kind = lif_random_below(random, 6);
    s->from[tick + 1] = s->from[tick];
    for (uint32_t row = 0; row < s->image.inputs && kind > 0; row++) {
        if (lif_random_below(random, one_in[kind]) == 0) {
            const unsigned most = s->image.row[row].most;
            const uint64_t times = kind == 5 ? most : 1 + lif_random_below(random, most);
            for (uint64_t k = 0; k < times; k++) {
                add_event(s, tick, row);
            }
        }
    }
    for (uint64_t k = lif_random_below(random, 16); k == 0;) {
        add_event(s, tick, s->image.inputs + (uint32_t)lif_random_below(random, 5));
        k = lif_random_below(random, 2);
    }
    for (size_t k = s->from[tick + 1]; k > s->from[tick] + 1; k--) { /* in any order */
        const size_t other = s->from[tick] + lif_random_below(random, k - s->from[tick]);
        const uint32_t kept = s->row[k - 1];
        s->row[k - 1] = s->row[other];
        s->row[other] = kept;
    }
}

static void draw_stream(stream *s, lif_random *random, const lif_core_format *format)
{
    image_draw(random, format, (image_kind)lif_random_below(random, IMAGE_KINDS), &s->image);
    s->seed = lif_random_below(random, 4) == 0 ? 0 : lif_random_bits(random);
    s->ticks = 4 + (unsigned)lif_random_below(random, TICKS_MOST - 3);
    for (unsigned t = 0; t < s->ticks; t++) {
        draw_tick(s, random, t);
    }
}

/* Names what differs in a tick, or gives NULL. */
static const char *compare(const shown *s, const lif_core_tick *tick, unsigned receptors,
                           uint32_t flags, unsigned n, unsigned *neuron)
{
    const lif_core_seen *m = &s->seen[0], *c = &s->seen[1];
    size_t left = 0;
    for (*neuron = 0; *neuron < n; ++*neuron) {
        const unsigned i = *neuron;
        const char *what = s->times[i] != 1                             ? "times shown"
                           : m->synapse_fx[0][i] != c->synapse_fx[0][i] ? "synaptic current"
                           : receptors > 1 && m->synapse_fx[1][i] != c->synapse_fx[1][i]
                               ? "second current"
                           : m->adaptation_fx[i] != c->adaptation_fx[i] ? "adaptation"
                           : m->before_fx[i] != c->before_fx[i]         ? "membrane before reset"
                           : m->after_fx[i] != c->after_fx[i]           ? "membrane after reset"
                           : m->spike[i] != c->spike[i]                 ? "spike"
                                                                        : NULL;
        if (what != NULL) {
            return what;
        }
        if (m->spike[i] != 0 && (left >= tick->spike_count || tick->spikes[left++] != i)) {
            return "spike that leaves";
        }
    }
    return left != tick->spike_count  ? "number of spikes that leave"
           : tick->flags != flags     ? "flags"
           : tick->breach->count != 0 ? tick->breach->quantity
                                      : NULL;
}

/* Runs a case on a core and on the model. A core that cannot be configured or run differs, too. */
static difference run(const cosim_core_dut *core, const stream *s, shown *out, tally *t)
{
    const unsigned n = s->image.neurons;
    lif_core_integer model;
    lif_dut_breach breach = {0};
    difference d = {0};
    if (core->ops.configure(core->instance, &s->image, s->seed) != 0) {
        d.what = core->ops.message(core->instance);
        return d;
    }
    if (cosim_core_integer_new(&model, &core->ops.format, &s->image, NULL) != LIF_OK) {
        give_up("out of memory");
    }
    for (; d.tick < s->ticks && d.what == NULL; d.tick++) {
        const uint64_t clips = model.clips;
        const uint32_t *rows = s->row + s->from[d.tick];
        const size_t count = s->from[d.tick + 1] - s->from[d.tick];
        lif_core_tick tick = {.events = rows,
                              .event_count = count,
                              .seen = &out->seen[1],
                              .shown = out->times,
                              .spikes = out->left,
                              .breach = &breach};
        uint64_t refused = 0;
        for (size_t k = 0; k < count; k++) {
            if (rows[k] < s->image.inputs) {
                lif_core_integer_event(&model, rows[k]);
            } else {
                refused++;
            }
        }
        lif_core_integer_neurons(&model, &out->seen[0]);
        lif_core_integer_spikes(&model, out->spike[0]);
        const uint32_t flags = (model.clips != clips ? LIF_CORE_SATURATED : 0u) |
                               (refused > 0 ? LIF_CORE_REFUSED_EVENT : 0u);
        d.what = core->ops.tick(core->instance, &tick) != 0
                     ? core->ops.message(core->instance)
                     : compare(out, &tick, core->ops.format.receptors, flags, n, &d.neuron);
        t->events += count;
        t->refused += refused;
        t->spikes += tick.spike_count;
        t->neuron_ticks += n;
    }
    t->clips += model.clips;
    cosim_core_integer_free(&model);
    d.tick -= d.what != NULL;
    return d;
}

/* Leaves out the ticks after the difference, and the events of each tick without which it stays. */
static difference shrink(const cosim_core_dut *core, stream *s, shown *out, difference d)
{
    static stream less;
    tally none = {0};
    for (unsigned t = 0; t <= d.tick; t++) {
        const size_t count = s->from[t + 1] - s->from[t];
        less = *s;
        less.ticks = d.tick + 1;
        memmove(&less.row[s->from[t]], &less.row[s->from[t + 1]],
                (EVENTS_MOST - s->from[t + 1]) * sizeof *less.row);
        for (unsigned later = t + 1; later <= s->ticks; later++) {
            less.from[later] -= count;
        }
        const difference still = run(core, &less, out, &none);
        if (count > 0 && still.what != NULL) {
            *s = less;
            d = still;
        }
    }
    return d;
}

static void tell(const cosim_core_dut *core, const char *path, const stream *s, difference d,
                 uint64_t seed)
{
    printf("FAIL  %s: tick %u neuron %u: %s\n", core->ops.name, d.tick, d.neuron, d.what);
    for (unsigned t = 0; t <= d.tick; t++) {
        for (size_t k = s->from[t]; k < s->from[t + 1]; k++) {
            printf("%s%u", k == s->from[t] ? "  events of a tick that are needed: " : " ",
                   (unsigned)s->row[k]);
        }
        if (s->from[t + 1] > s->from[t]) {
            printf(" (tick %u)\n", t);
        }
    }
    printf("shown again by: core_differential -n 1 -s %llu %s\n", (unsigned long long)seed, path);
}

/* Runs one case on one core. Returns whether they agree. */
static bool try_case(const char *path, uint64_t seed, tally *t)
{
    static stream s;
    cosim_core_dut core;
    cosim_diag diag;
    shown out;
    lif_random random;
    if (cosim_core_dut_open(&core, path, &diag) != 0 || cosim_core_dut_start(&core, &diag) != 0) {
        give_up(diag.message);
    }
    if (cosim_core_image_new(&s.image, core.ops.neurons, core.ops.inputs, NULL) != LIF_OK) {
        give_up("out of memory");
    }
    make_shown(&out, core.ops.neurons);
    lif_random_seed(&random, seed);
    draw_stream(&s, &random, &core.ops.format);
    difference d = run(&core, &s, &out, t);
    if (d.what != NULL) {
        d = shrink(&core, &s, &out, d);
        tell(&core, path, &s, d, seed);
    }
    free_shown(&out);
    cosim_core_image_free(&s.image);
    cosim_core_dut_close(&core);
    return d.what == NULL;
}

static uint64_t number_of(const char *text)
{
    char *end;
    const uint64_t value = strtoull(text, &end, 10);
    if (end == text || *end != '\0') {
        fprintf(stderr, "core_differential: '%s' is not a whole number\n", text);
        exit(2);
    }
    return value;
}

int main(int argc, char **argv)
{
    uint64_t cases = 0, seconds = 20, seed = 20261130;
    const time_t begin = time(NULL);
    tally t = {0};
    bool agrees = true;
    int option;
    while ((option = getopt(argc, argv, "n:t:s:")) != -1) {
        if (option == '?') {
            give_up("usage: core_differential [-n CASES | -t SECONDS] [-s SEED] CORE.so ...");
        }
        *(option == 'n' ? &cases : option == 't' ? &seconds : &seed) = number_of(optarg);
    }
    if (optind == argc || argc - optind > CORES_MOST) {
        give_up("usage: core_differential [-n CASES | -t SECONDS] [-s SEED] CORE.so ...");
    }
    while (agrees && (cases > 0 ? t.cases < cases : time(NULL) - begin < (time_t)seconds)) {
        const int which = optind + (int)(t.cases % (uint64_t)(argc - optind));
        agrees = try_case(argv[which], seed + t.cases, &t);
        t.cases++;
    }
    printf("%s  core_differential: %llu cases, %llu neuron-ticks, %llu events (%llu refused), %llu "
           "spikes, %llu clips; seed %llu\n",
           agrees ? "ok  " : "FAIL", (unsigned long long)t.cases,
           (unsigned long long)t.neuron_ticks, (unsigned long long)t.events,
           (unsigned long long)t.refused, (unsigned long long)t.spikes, (unsigned long long)t.clips,
           (unsigned long long)seed);
    return agrees ? 0 : 1;
}
