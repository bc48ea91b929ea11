// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "run/core_run.h"

#include "base/arena.h"
#include "circuit/core_memory.h"
#include "circuit/format.h"

/* One run needs this. */
typedef struct loop {
    const cosim_core_job *job;
    const struct lif_core_dut_ops *ops;
    lif_core_dut *dut;
    cosim_core_judge *judge;
    uint32_t *events;
    size_t room; /* for the events of a tick: as many as all inputs may have */
    lif_core_seen seen;
    lif_core_tick tick;
    lif_dut_breach breach;
} loop;

static int make_room(loop *l, cosim_arena *arena)
{
    const lif_core_image *image = l->job->judged.image;
    const size_t n = image->neurons;
    for (unsigned row = 0; row < image->inputs; row++) {
        l->room += image->row[row].most;
    }
    int32_t *words = cosim_arena_alloc(arena, 5 * n * sizeof *words);
    l->events = cosim_arena_alloc(arena, (l->room + 1) * sizeof *l->events);
    l->tick.spikes = cosim_arena_alloc(arena, n * sizeof *l->tick.spikes);
    l->tick.shown = cosim_arena_alloc(arena, n);
    l->seen = (lif_core_seen){.synapse_fx = {words, words + n},
                              .adaptation_fx = words + 2 * n,
                              .before_fx = words + 3 * n,
                              .after_fx = words + 4 * n,
                              .spike = cosim_arena_alloc(arena, n)};
    l->tick.events = l->events;
    l->tick.seen = &l->seen;
    l->tick.breach = &l->breach;
    return words == NULL || l->events == NULL || l->tick.spikes == NULL || l->tick.shown == NULL ||
                   l->seen.spike == NULL
               ? -1
               : 0;
}

static int failed(const loop *l, const char *what, cosim_diag *diag)
{
    return cosim_diag_set(diag, NULL, "%s cannot %s: %s", l->ops->name, what,
                          l->ops->message(l->dut));
}

/* The circuit must have the format that the image was made for, and its size. */
static int check_format(const loop *l, cosim_diag *diag)
{
    const lif_core_image *image = l->job->judged.image;
    const lif_core_format *wanted = l->job->judged.format;
    lif_core_format own;
    unsigned neurons;
    if (l->ops->elaborated(l->dut, &own, &neurons) != 0) {
        return failed(l, "say what it is", diag);
    }
    if (!cosim_format_equal(&own.state, &wanted->state) ||
        own.weight_width != wanted->weight_width ||
        own.accumulator_width != wanted->accumulator_width ||
        own.hold_width != wanted->hold_width || own.delay_bits != wanted->delay_bits ||
        own.receptors != wanted->receptors) {
        return cosim_diag_set(diag, NULL,
                              "%s was built with other widths than the words of the network were "
                              "made for; quantise the network for its format",
                              l->ops->name);
    }
    if (neurons != 0 && (neurons != image->neurons || l->ops->inputs != image->inputs)) {
        return cosim_diag_set(
            diag, NULL,
            "%s has %u neurons and %u inputs, and the network has %u and %u; fill "
            "it up to this size",
            l->ops->name, neurons, l->ops->inputs, image->neurons, image->inputs);
    }
    return 0;
}

static int configure(const loop *l, cosim_diag *diag)
{
    const lif_core_image *image = l->job->judged.image;
    lif_core_image read;
    lif_error error;
    if (check_format(l, diag) != 0) {
        return -1;
    }
    if (l->ops->configure(l->dut, image, l->job->seed) != 0) {
        return failed(l, "be configured", diag);
    }
    if ((l->ops->capabilities & LIF_CORE_READS_BACK) == 0) {
        return 0;
    }
    if (cosim_core_image_new(&read, image->neurons, image->inputs, &error) != LIF_OK) {
        return cosim_diag_memory(diag, NULL);
    }
    const int status = l->ops->read_back(l->dut, &read);
    if (status == 0) {
        cosim_core_judge_constants(l->judge, &read);
    }
    cosim_core_image_free(&read);
    return status == 0 ? 0 : failed(l, "read its words back", diag);
}

static int tell(const loop *l, uint64_t tick, cosim_diag *diag)
{
    const cosim_core_view view = cosim_core_judge_view(l->judge);
    for (size_t i = 0; i < l->job->watcher_count; i++) {
        const cosim_core_watcher *w = &l->job->watchers[i];
        if (w->take(w->context, tick, &l->tick, &view, diag) != 0) {
            return -1;
        }
    }
    return 0;
}

static int run(loop *l, cosim_diag *diag)
{
    const cosim_core_source *source = &l->job->source;
    for (uint64_t t = 0; t < l->job->ticks; t++) {
        const size_t count = source->next(source->context, t, l->events, l->room + 1);
        if (count > l->room) {
            return cosim_diag_set(
                diag, NULL,
                "tick %llu: %zu events, and all inputs together may have %zu in a "
                "tick; send fewer, or raise their at_most",
                (unsigned long long)t, count, l->room);
        }
        l->tick.event_count = count;
        if (l->ops->tick(l->dut, &l->tick) != 0) {
            return failed(l, "run a tick", diag);
        }
        if (cosim_core_judge_tick(l->judge, &l->tick, diag) != 0 || tell(l, t, diag) != 0) {
            return -1;
        }
    }
    return 0;
}

int cosim_core_run(const cosim_core_job *job, const struct lif_core_dut_ops *ops, lif_core_dut *dut,
                   cosim_core_result *result, cosim_diag *diag)
{
    cosim_core_case judged = job->judged;
    loop l = {.job = job, .ops = ops, .dut = dut};
    cosim_arena *arena = cosim_arena_new();
    judged.capabilities = ops->capabilities;
    int status = -1;
    if (arena == NULL || make_room(&l, arena) != 0) {
        cosim_diag_memory(diag, NULL);
    } else if ((l.judge = cosim_core_judge_new(&judged, diag)) != NULL &&
               configure(&l, diag) == 0 && run(&l, diag) == 0) {
        cosim_core_judge_result(l.judge, result);
        status = 0;
    }
    cosim_core_judge_free(l.judge);
    cosim_arena_free(arena);
    return status;
}
