// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The events of a network's inputs, tick by tick: listed ones and drawn ones, in constant memory.
 */
#ifndef COSIM_NETWORK_STREAM_H
#define COSIM_NETWORK_STREAM_H

#include "network/draw.h"
#include "network/network.h"

typedef struct cosim_network_stream {
    const cosim_network *network;
    cosim_draw *draw;         /* [sources] */
    size_t next;              /* of the listed events */
    uint64_t events, dropped; /* of elements so far: that happened; that were beyond `most` */
} cosim_network_stream;

/* Starts at tick 0; the memory is the network's. Returns -1 with *diag without memory. */
int cosim_network_stream_start(cosim_network_stream *stream, const cosim_network *network,
                               cosim_diag *diag);

/* Writes the inputs that have an event in a tick to events[room] and returns how many there are, an
 * input as often as it has events; it is asked once for each tick, in order. It is a `next` of
 * run/core_run.h, whose context is the stream. */
size_t cosim_network_stream_next(void *stream, uint64_t tick, uint32_t *events, size_t room);

#endif
