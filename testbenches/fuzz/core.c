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
#include "core_stream.h"

#include "circuit/core_memory.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { CORES_MOST = 32 };

static void give_up(const char *why)
{
    fprintf(stderr, "core_differential: %s\n", why);
    exit(2);
}

/* Leaves out the ticks after the difference, and the events of each tick without which it stays. */
static core_difference shrink(const cosim_core_dut *core, core_stream *s, core_shown *out,
                              core_difference d)
{
    static core_stream less;
    core_tally none = {0};
    for (unsigned t = 0; t <= d.tick; t++) {
        const size_t count = s->from[t + 1] - s->from[t];
        less = *s;
        less.ticks = d.tick + 1;
        memmove(&less.row[s->from[t]], &less.row[s->from[t + 1]],
                (STREAM_EVENTS_MOST - s->from[t + 1]) * sizeof *less.row);
        for (unsigned later = t + 1; later <= s->ticks; later++) {
            less.from[later] -= count;
        }
        const core_difference still =
            core_stream_run(&core->ops, core->instance, &less, out, &none);
        if (count > 0 && still.what != NULL) {
            *s = less;
            d = still;
        }
    }
    return d;
}

static void tell(const cosim_core_dut *core, const char *path, const core_stream *s,
                 core_difference d, uint64_t seed)
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
static bool try_case(const char *path, uint64_t seed, core_tally *t)
{
    static core_stream s;
    cosim_core_dut core;
    cosim_diag diag;
    core_shown out;
    lif_random random;
    if (cosim_core_dut_open(&core, path, &diag) != 0 || cosim_core_dut_start(&core, &diag) != 0) {
        give_up(diag.message);
    }
    if (cosim_core_image_new(&s.image, core.ops.neurons, core.ops.inputs, NULL) != LIF_OK ||
        !core_shown_new(&out, core.ops.neurons)) {
        give_up("out of memory");
    }
    lif_random_seed(&random, seed);
    core_stream_draw(&s, &random, &core.ops.format,
                     (image_kind)lif_random_below(&random, IMAGE_KINDS));
    core_difference d = core_stream_run(&core.ops, core.instance, &s, &out, t);
    if (d.what != NULL) {
        d = shrink(&core, &s, &out, d);
        tell(&core, path, &s, d, seed);
    }
    core_shown_free(&out);
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
    core_tally t = {0};
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
