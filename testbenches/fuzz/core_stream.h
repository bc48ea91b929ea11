// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A stream is a case of the differential tests of cores: random words, and random events tick by
 * tick, bursts of them and events of rows that do not exist among them. It runs on a core and on
 * the integer model; each word that is shown, each spike that leaves, in order, and each flag must
 * be the model's. */
#ifndef CORE_STREAM_H
#define CORE_STREAM_H

#include "circuit/core_images.h"
#include "circuit/core_open.h"

enum { STREAM_TICKS_MOST = 60, STREAM_EVENTS_MOST = 20000 };

/* The events of tick t are row[from[t]] .. row[from[t+1] - 1]. */
typedef struct core_stream {
    lif_core_image image;
    uint64_t seed; /* of the conduct; 0: none */
    unsigned ticks;
    size_t from[STREAM_TICKS_MOST + 1];
    uint32_t row[STREAM_EVENTS_MOST];
} core_stream;

/* Room for what is shown of so many neurons, of the model and of the core. */
typedef struct core_shown {
    int32_t *words[2];
    uint8_t *spike[2], *times;
    uint32_t *left;
    lif_core_seen seen[2];
} core_shown;

typedef struct core_difference {
    unsigned tick, neuron;
    const char *what; /* NULL: none. It is valid until the next call of the core. */
} core_difference;

typedef struct core_tally {
    uint64_t cases, neuron_ticks, events, refused, spikes, clips;
} core_tally;

/* Returns false where there is no memory; core_shown_free frees it in any case. */
bool core_shown_new(core_shown *shown, size_t neurons);
void core_shown_free(core_shown *shown);

/* Draws words of this kind into the image, which has the sizes of the core, and 4 ticks or more of
 * events. */
void core_stream_draw(core_stream *stream, lif_random *random, const lif_core_format *format,
                      image_kind kind);

/* Runs a stream on a core and on the model until they differ, and adds to the tally. A core that
 * cannot be configured or run differs, too. */
core_difference core_stream_run(const struct lif_core_dut_ops *ops, lif_core_dut *dut,
                                const core_stream *stream, core_shown *shown, core_tally *tally);

#endif
