// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "run/network_run.h"

#include "network/stream.h"
#include "run/network_watch.h"

#include <stdlib.h>
#include <time.h>

enum { PROGRESS_TICKS = 256 };

typedef struct run {
    const cosim_network_job *job;
    const cosim_network_options *options;
} run;

static int tell_progress(void *context, uint64_t tick, const lif_core_tick *shown,
                         const cosim_core_view *view, cosim_diag *diag)
{
    const run *r = context;
    (void)shown;
    (void)view;
    (void)diag;
    if (tick % PROGRESS_TICKS == 0) {
        r->options->progress(r->options->context, r->job, tick);
    }
    return 0;
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static void decide(cosim_network_result *result)
{
    const cosim_core_result *core = &result->core;
    result->nothing = core->events == 0 && result->events == 0 && core->spikes == 0 &&
                      core->free_running[0].spikes == 0;
    result->verdict = core->verdict == COSIM_FAIL || result->expect.verdict == COSIM_FAIL
                          ? COSIM_FAIL
                      : result->nothing ? COSIM_VACUOUS
                                        : core->verdict;
}

/* Runs with the watchers of the options behind our own. */
static int go(const cosim_network_job *job, const cosim_network_options *options,
              cosim_network_watch *watch, cosim_core_watcher *watchers,
              cosim_network_stream *stream, cosim_core_result *core, cosim_diag *diag)
{
    const cosim_network *n = job->network;
    run r = {job, options};
    size_t count = 0;
    watchers[count++] = (cosim_core_watcher){cosim_network_watch_take, watch};
    for (size_t i = 0; i < options->watcher_count; i++) {
        watchers[count++] = options->watchers[i];
    }
    if (options->progress != NULL) {
        watchers[count++] = (cosim_core_watcher){tell_progress, &r};
    }
    const cosim_core_job core_job = {.judged = {.net = &job->net,
                                                .format = &job->format,
                                                .image = &job->image,
                                                .real_weights = n->real_weights,
                                                .weights_effect = !n->real_weights,
                                                .saturation_declared = n->saturation_declared,
                                                .tolerance = n->tolerance},
                                     .source = {cosim_network_stream_next, stream},
                                     .watchers = watchers,
                                     .watcher_count = count,
                                     .ticks = n->ticks,
                                     .seed = n->seed};
    return cosim_core_run(&core_job, &job->dut.ops, job->dut.instance, core, diag);
}

int cosim_network_run(const cosim_network_job *job, const cosim_network_options *options,
                      cosim_network_result *result, cosim_diag *diag)
{
    cosim_network_watch watch;
    cosim_network_stream stream;
    const double start = now();
    int status = cosim_network_watch_start(&watch, job, result, diag);
    cosim_core_watcher *watchers = calloc(options->watcher_count + 2, sizeof *watchers);
    if (status == 0 && watchers == NULL) {
        status = cosim_diag_memory(diag, NULL);
    }
    if (status == 0) {
        status = cosim_network_stream_start(&stream, job->network, diag);
    }
    if (status == 0) {
        status = go(job, options, &watch, watchers, &stream, &result->core, diag);
    }
    cosim_network_watch_end(&watch);
    free(watchers);
    if (status != 0) {
        cosim_network_result_free(result);
        return -1;
    }
    result->events = stream.events;
    result->dropped = stream.dropped;
    decide(result);
    result->seconds = now() - start;
    return 0;
}
