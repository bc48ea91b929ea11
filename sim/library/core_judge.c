// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The second half of a core's handle: ticks, and then the verdict. */
#include "library/core.h"
#include "library/handle.h"

#include <stdlib.h>
#include <string.h>

int lifcosim_core_events(lifcosim_core *h, uint32_t *events, size_t room, size_t *count)
{
    const int status = cosim_library_core_is_open(h);
    if (status != LIFCOSIM_OK) {
        return status;
    }
    if (count == NULL || (events == NULL && room > 0)) {
        return cosim_library_core_misuse(h, "events and count must not be NULL");
    }
    if (!h->drawn) {
        h->event_count =
            cosim_network_stream_next(&h->stream, h->asked, h->events, h->event_room + 1);
        h->drawn = true;
    }
    const size_t found = h->event_count;
    if (found > h->event_room || found > room) {
        return cosim_library_core_misuse(h, "tick %llu has %zu events, and there is room for %zu",
                                         (unsigned long long)h->asked, found,
                                         found > h->event_room ? h->event_room : room);
    }
    if (found > 0) {
        memcpy(events, h->events, found * sizeof *events);
    }
    h->drawn = false;
    h->asked++;
    *count = found;
    return LIFCOSIM_OK;
}

/* Refuses events of a tick that no input has. */
static int check_events(lifcosim_core *h, uint64_t tick, const uint32_t *events, size_t count)
{
    if (events == NULL && count > 0) {
        return cosim_library_core_misuse(h, "the events are NULL");
    }
    for (size_t i = 0; i < count; i++) {
        if (events[i] >= h->image.inputs) {
            snprintf(h->error, sizeof h->error, "tick %llu: there is no input %lu; the core has %u",
                     (unsigned long long)tick, (unsigned long)events[i], h->image.inputs);
            return LIFCOSIM_WRONG_INPUT;
        }
    }
    return LIFCOSIM_OK;
}

/* ---- the integer model ---- */

static void copy(void *to, const void *from, size_t bytes)
{
    if (to != NULL) {
        memcpy(to, from, bytes);
    }
}

int lifcosim_core_model(lifcosim_core *h, const uint32_t *events, size_t count,
                        lifcosim_core_shown *shown)
{
    int status = cosim_library_core_is_open(h);
    status = status == LIFCOSIM_OK ? check_events(h, h->modelled, events, count) : status;
    if (status != LIFCOSIM_OK || shown == NULL) {
        return status != LIFCOSIM_OK ? status
                                     : cosim_library_core_misuse(h, "what is shown is NULL");
    }
    const size_t n = h->image.neurons, bytes = n * sizeof *h->words;
    const lif_core_seen seen = {.synapse_fx = {h->words, h->words + n},
                                .adaptation_fx = h->words + 2 * n,
                                .before_fx = h->words + 3 * n,
                                .after_fx = h->words + 4 * n,
                                .spike = h->spike};
    const uint64_t clips = h->model.clips, overflows = h->model.overflows;
    for (size_t i = 0; i < count; i++) {
        lif_core_integer_event(&h->model, events[i]);
    }
    lif_core_integer_neurons(&h->model, &seen);
    copy(shown->synapse[0], seen.synapse_fx[0], bytes);
    copy(shown->synapse[1], seen.synapse_fx[1], bytes);
    copy(shown->adaptation, seen.adaptation_fx, bytes);
    copy(shown->before, seen.before_fx, bytes);
    copy(shown->after, seen.after_fx, bytes);
    copy(shown->spike, seen.spike, n);
    shown->spike_count = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (h->spike[i] != 0) {
            if (shown->spikes != NULL) {
                shown->spikes[shown->spike_count] = i;
            }
            shown->spike_count++;
        }
    }
    lif_core_integer_spikes(&h->model, h->spike);
    h->modelled++;
    shown->flags = (h->model.clips != clips ? LIFCOSIM_CORE_SATURATED : 0u) |
                   (h->model.overflows != overflows ? LIFCOSIM_CORE_OVERFLOWED : 0u);
    return LIFCOSIM_OK;
}

/* ---- the judge ---- */

/* Judges what was read back, before the first tick. */
static int judge_words(lifcosim_core *h)
{
    const size_t rows = (size_t)h->image.inputs + h->image.neurons;
    const size_t all = h->image.neurons + rows + rows * h->image.neurons;
    if (h->told_count != 0 && h->told_count != all) {
        return cosim_library_core_misuse(
            h, "%zu of %zu words and rows were told; tell all that was read back, each once",
            h->told_count, all);
    }
    if (h->told_count > 0) {
        cosim_core_judge_constants(h->judge, &h->told);
    }
    h->begun = true;
    return LIFCOSIM_OK;
}

/* Copies what the core showed to where the judge reads it. */
static int take_shown(lifcosim_core *h, const lifcosim_core_tick *t)
{
    const size_t n = h->image.neurons, bytes = n * sizeof *h->words;
    const bool two = h->format.receptors == 2;
    if ((h->capabilities & LIF_CORE_SHOWS_STATE) == 0) {
        return LIFCOSIM_OK;
    }
    if (t->synapse[0] == NULL || (two && t->synapse[1] == NULL) || t->adaptation == NULL ||
        t->before == NULL || t->after == NULL || t->spike == NULL) {
        return cosim_library_core_misuse(h, "the core shows its state, and an array of it is NULL");
    }
    memcpy(h->words, t->synapse[0], bytes);
    if (two) {
        memcpy(h->words + n, t->synapse[1], bytes);
    }
    memcpy(h->words + 2 * n, t->adaptation, bytes);
    memcpy(h->words + 3 * n, t->before, bytes);
    memcpy(h->words + 4 * n, t->after, bytes);
    for (size_t i = 0; i < n; i++) {
        h->spike[i] = t->spike[i] != 0;
        h->shown[i] = t->shown != NULL ? t->shown[i] : 1;
    }
    return LIFCOSIM_OK;
}

int lifcosim_core_judge(lifcosim_core *h, const lifcosim_core_tick *t)
{
    cosim_diag diag = {.message = ""};
    int status = cosim_library_core_is_open(h);
    if (status != LIFCOSIM_OK) {
        return status;
    }
    if (t == NULL || (t->spikes == NULL && t->spike_count > 0)) {
        return cosim_library_core_misuse(h, "the tick, or its spikes, are NULL");
    }
    if (h->network->ticks > 0 && h->done == h->network->ticks) {
        return cosim_library_core_misuse(h, "all %llu ticks were judged",
                                         (unsigned long long)h->network->ticks);
    }
    const size_t n = h->image.neurons;
    status = check_events(h, h->done, t->events, t->event_count);
    status = status == LIFCOSIM_OK && !h->begun ? judge_words(h) : status;
    status = status == LIFCOSIM_OK ? take_shown(h, t) : status;
    if (status != LIFCOSIM_OK) {
        return status;
    }
    memcpy(h->spikes, t->spikes != NULL ? t->spikes : h->spikes,
           (t->spike_count < n ? t->spike_count : n) * sizeof *h->spikes);
    const lif_core_seen seen = {.synapse_fx = {h->words, h->words + n},
                                .adaptation_fx = h->words + 2 * n,
                                .before_fx = h->words + 3 * n,
                                .after_fx = h->words + 4 * n,
                                .spike = h->spike};
    const lif_core_tick tick = {.events = t->events,
                                .event_count = t->event_count,
                                .seen = &seen,
                                .shown = h->shown,
                                .spikes = h->spikes,
                                .spike_count = t->spike_count,
                                .flags = t->flags};
    if (cosim_core_judge_tick(h->judge, &tick, &diag) != 0) {
        return cosim_library_core_refuse(h, LIFCOSIM_WRONG_INPUT, &diag);
    }
    cosim_network_expect_take(&h->expect, h->network, h->done,
                              cosim_core_judge_view(h->judge).spike);
    h->done++;
    return LIFCOSIM_OK;
}

uint64_t lifcosim_core_done(const lifcosim_core *h) { return h != NULL ? h->done : 0; }

uint64_t lifcosim_core_mismatches(lifcosim_core *h)
{
    uint64_t count = 0;
    if (h == NULL || h->judge == NULL) {
        return 0;
    }
    cosim_core_judge_result(h->judge, &h->result);
    for (int level = 0; level < COSIM_CORE_LEVELS; level++) {
        count += h->result.level[level].mismatches;
    }
    return count + h->expect.missing + h->expect.extra;
}

const char *lifcosim_core_first_mismatch(lifcosim_core *h)
{
    if (h == NULL || lifcosim_core_mismatches(h) == 0) {
        return "";
    }
    const locale_t before = uselocale(h->c);
    snprintf(h->line, sizeof h->line,
             "tick %llu neuron %u spike: expected %d, observed %d; in all %llu spikes that are "
             "expected are missing, and %llu are there that are not",
             (unsigned long long)h->expect.tick, h->expect.neuron, !h->expect.spikes,
             h->expect.spikes, (unsigned long long)h->expect.missing,
             (unsigned long long)h->expect.extra);
    for (int level = COSIM_CORE_LEVELS; level-- > 0;) {
        if (h->result.level[level].first.present) {
            cosim_core_mismatch_text(&h->result.level[level], h->line, sizeof h->line);
        }
    }
    uselocale(before);
    return h->line;
}

/* ---- the verdict ---- */

int lifcosim_core_finish(lifcosim_core *h, int *verdict)
{
    const int status = cosim_library_core_is_open(h);
    if (status != LIFCOSIM_OK) {
        return status;
    }
    if (h->done < h->network->ticks) {
        return cosim_library_core_misuse(h, "%llu of %llu ticks were judged; judge them all",
                                         (unsigned long long)h->done,
                                         (unsigned long long)h->network->ticks);
    }
    cosim_core_judge_result(h->judge, &h->result);
    h->verdict = h->expect.verdict == COSIM_FAIL ? COSIM_FAIL : h->result.verdict;
    h->finished = true;
    if (verdict != NULL) {
        *verdict = cosim_library_verdict(h->verdict);
    }
    return LIFCOSIM_OK;
}

/* Makes a report once. */
static const char *report(lifcosim_core *h, char **made,
                          void (*write)(FILE *, const lifcosim_core *))
{
    size_t bytes = 0;
    if (h == NULL || !h->finished) {
        return NULL;
    }
    FILE *file = *made == NULL ? open_memstream(made, &bytes) : NULL;
    if (file != NULL) {
        const locale_t before = uselocale(h->c);
        write(file, h);
        uselocale(before);
        if (fclose(file) != 0) {
            free(*made);
            *made = NULL;
        }
    }
    return *made;
}

const char *lifcosim_core_text(lifcosim_core *h)
{
    return h != NULL ? report(h, &h->text, cosim_library_core_text) : NULL;
}

const char *lifcosim_core_json(lifcosim_core *h)
{
    return h != NULL ? report(h, &h->json, cosim_library_core_json) : NULL;
}
