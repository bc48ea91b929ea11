// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "network/stream.h"

#include <limits.h>

int cosim_network_stream_start(cosim_network_stream *stream, const cosim_network *network,
                               cosim_diag *diag)
{
    *stream = (cosim_network_stream){.network = network};
    stream->draw =
        cosim_arena_alloc(network->arena, (network->source_count + 1) * sizeof *stream->draw);
    if (stream->draw == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    for (size_t i = 0; i < network->source_count; i++) {
        stream->draw[i] = cosim_draw_start(network->seed, network->source[i].seed);
    }
    return 0;
}

/* The events of one tick that were written so far. */
typedef struct written {
    uint32_t *events;
    size_t room, count;
} written;

/* Gives an element so many events: to each of its inputs. */
static void give(cosim_network_stream *s, unsigned element, unsigned times, written *w)
{
    const cosim_network *n = s->network;
    s->events += times;
    for (unsigned at = n->first_input[element]; at != UINT_MAX; at = n->input[at].next) {
        for (unsigned k = 0; k < times; k++, w->count++) {
            if (w->count < w->room) {
                w->events[w->count] = at;
            }
        }
    }
}

size_t cosim_network_stream_next(void *stream, uint64_t tick, uint32_t *events, size_t room)
{
    cosim_network_stream *s = stream;
    const cosim_network *n = s->network;
    written w = {events, room, 0};
    for (size_t i = 0; i < n->source_count; i++) {
        const cosim_network_source *source = &n->source[i];
        for (unsigned k = 0; k < source->group.count && source->kind != COSIM_SOURCE_EVENTS; k++) {
            unsigned times = 1;
            if (source->kind == COSIM_SOURCE_POISSON) {
                times = cosim_draw_poisson(&s->draw[i], source->mean);
                s->dropped += times > source->most ? times - source->most : 0;
                times = times > source->most ? source->most : times;
            }
            give(s, source->group.first + k, times, &w);
        }
    }
    for (; s->next < n->event_count && n->event[s->next].tick == tick; s->next++) {
        give(s, n->event[s->next].source, 1, &w);
    }
    return w.count;
}
