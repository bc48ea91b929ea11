// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "core_stream.h"

#include "circuit/core_memory.h"

#include <stdlib.h>

bool core_shown_new(core_shown *s, size_t n)
{
    *s = (core_shown){.times = calloc(n, 1), .left = calloc(n, sizeof *s->left)};
    for (int k = 0; k < 2; k++) {
        int32_t *w = s->words[k] = calloc(5 * n, sizeof *w);
        s->spike[k] = calloc(n, 1);
        if (w == NULL || s->spike[k] == NULL) {
            return false;
        }
        s->seen[k] = (lif_core_seen){{w, w + n}, w + 2 * n, w + 3 * n, w + 4 * n, s->spike[k]};
    }
    return s->times != NULL && s->left != NULL;
}

void core_shown_free(core_shown *s)
{
    for (int k = 0; k < 2; k++) {
        free(s->words[k]);
        free(s->spike[k]);
    }
    free(s->times);
    free(s->left);
}

static void add_event(core_stream *s, unsigned tick, uint32_t row)
{
    if (s->from[tick + 1] < STREAM_EVENTS_MOST) {
        s->row[s->from[tick + 1]++] = row;
    }
}

/* Draws the events of a tick: none, a few, one of each input, or as many as there may be. */
static void draw_tick(core_stream *s, lif_random *random, unsigned tick)
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

void core_stream_draw(core_stream *s, lif_random *random, const lif_core_format *format,
                      image_kind kind)
{
    image_draw(random, format, kind, &s->image);
    s->seed = lif_random_below(random, 4) == 0 ? 0 : lif_random_bits(random);
    s->ticks = 4 + (unsigned)lif_random_below(random, STREAM_TICKS_MOST - 3);
    for (unsigned t = 0; t < s->ticks; t++) {
        draw_tick(s, random, t);
    }
}

/* Names what differs in a tick, or gives NULL. */
static const char *compare(const core_shown *s, const lif_core_tick *tick, unsigned receptors,
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

core_difference core_stream_run(const struct lif_core_dut_ops *ops, lif_core_dut *dut,
                                const core_stream *s, core_shown *out, core_tally *t)
{
    const unsigned n = s->image.neurons;
    lif_core_integer model;
    lif_dut_breach breach = {0};
    core_difference d = {0};
    if (ops->configure(dut, &s->image, s->seed) != 0) {
        d.what = ops->message(dut);
        return d;
    }
    if (cosim_core_integer_new(&model, &ops->format, &s->image, NULL) != LIF_OK) {
        d.what = "out of memory";
        return d;
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
        d.what = ops->tick(dut, &tick) != 0
                     ? ops->message(dut)
                     : compare(out, &tick, ops->format.receptors, flags, n, &d.neuron);
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
