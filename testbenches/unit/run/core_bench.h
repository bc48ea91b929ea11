// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The tests of cores run a random network under random events on a core behind its table. */
#ifndef CORE_BENCH_H
#define CORE_BENCH_H

#include "core_fixture.h"
#include "neuron_fixture.h"
#include "run/core_run.h"

/* Random events of the inputs of a network. */
typedef struct core_events {
    const core_random *made;
    lif_random random;
} core_events;

static inline size_t core_events_next(void *context, uint64_t tick, uint32_t *events, size_t room)
{
    core_events *e = context;
    size_t count = 0;
    (void)tick;
    for (unsigned row = 0; row < e->made->net.inputs; row++) {
        const unsigned times = core_random_events(e->made, &e->random, row);
        for (unsigned k = 0; k < times && count < room; k++) {
            events[count++] = row;
        }
    }
    return count;
}

/* Runs a network on an instance, with a watcher or NULL; fails the test where there is no result.
 */
static inline cosim_core_result
core_bench_watched(const core_random *made, const lif_core_image *image,
                   const struct lif_core_dut_ops *ops, lif_core_dut *dut, cosim_core_case choices,
                   const cosim_core_watcher *watcher, uint64_t ticks, uint64_t seed)
{
    core_events events = {.made = made};
    cosim_core_result result;
    cosim_diag diag;
    lif_random_seed(&events.random, seed);
    choices.net = &made->net;
    choices.format = &made->format;
    choices.image = image;
    choices.tolerance = choices.tolerance > 0.0 ? choices.tolerance : 1e-3;
    const cosim_core_job job = {.judged = choices,
                                .source = {core_events_next, &events},
                                .watchers = watcher,
                                .watcher_count = watcher != NULL,
                                .ticks = ticks,
                                .seed = seed};
    if (cosim_core_run(&job, ops, dut, &result, &diag) != 0) {
        fail_msg("%s", diag.message);
    }
    return result;
}

static inline cosim_core_result core_bench_run(const core_random *made, const lif_core_image *image,
                                               const struct lif_core_dut_ops *ops,
                                               lif_core_dut *dut, cosim_core_case choices,
                                               uint64_t ticks, uint64_t seed)
{
    return core_bench_watched(made, image, ops, dut, choices, NULL, ticks, seed);
}

/* Names every level that failed, with its first mismatch. */
static inline const char *core_bench_failures(const cosim_core_result *result, char *text,
                                              size_t bytes)
{
    size_t used = 0;
    text[0] = '\0';
    for (int k = 0; k < COSIM_CORE_LEVELS && used < bytes; k++) {
        char line[200];
        if (result->level[k].verdict == COSIM_FAIL) {
            used += (size_t)snprintf(
                text + used, bytes - used, "%s: %s; ", cosim_core_level_name((cosim_core_level)k),
                cosim_core_mismatch_text(&result->level[k], line, sizeof line));
        }
    }
    return text;
}

#endif
