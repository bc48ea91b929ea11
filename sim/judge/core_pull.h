// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The judge of a core brings events to neurons in its own way: it keeps a list of how often each
 * row had an event in the last ticks, and in a tick it gathers each row as it was its delay ago.
 * The integer model pushes events into the future (lif_core_integer.h), as a circuit does. The two
 * share the image and no code, so that an error in one is seen by the other. */
#ifndef COSIM_JUDGE_CORE_PULL_H
#define COSIM_JUDGE_CORE_PULL_H

#include "base/arena.h"
#include "lif_core_format.h"

typedef struct cosim_core_pull {
    const lif_core_image *image;
    const double *weight; /* real weights, or NULL: real and size are then NULL too */
    const lif_core_reach *reach, *real_reach; /* [rows]: of the words; of the real weights */
    unsigned receptors, slots;
    uint64_t tick;
    uint16_t *fired;  /* [slots][rows]: events of the last ticks */
    uint32_t *list;   /* [slots][rows]: the rows that had any */
    size_t *listed;   /* [slots]: how many */
    uint16_t *times;  /* [rows]: events that count in this tick */
    uint32_t *count;  /* [rows]: the rows that have any, in no order */
    size_t counted;   /* how many */
    int64_t *sum;     /* [receptors][neurons]: of weight words, in this tick */
    double *real;     /* [receptors][neurons]: of real weights */
    double *size;     /* [receptors][neurons]: of their magnitudes, or NULL: nobody asks */
    uint32_t *filled; /* [rows]: weight words that are not 0 */
    int32_t *least;   /* [rows]: the smallest size of these */
} cosim_core_pull;

/* Starts with no events and, if `weight` is not NULL, `sizes` or none; the memory is the arena's.
 * Returns -1 without memory. */
int cosim_core_pull_start(cosim_core_pull *pull, cosim_arena *arena, const lif_core_format *format,
                          const lif_core_image *image, const double *weight, bool sizes);

/* Takes an event of an input row before its tick. Returns -1, and takes it not, if the row does not
 * exist or has had all the events that it may have in a tick. */
int cosim_core_pull_event(cosim_core_pull *pull, uint32_t row);

/* Makes the sums of this tick. */
void cosim_core_pull_gather(cosim_core_pull *pull);

/* Counts, of the events of this tick, the weights that are not 0, and those of them that are at
 * most limit[receptors][neurons] in size. */
void cosim_core_pull_count(const cosim_core_pull *pull, const int32_t *limit, uint64_t *synaptic,
                           uint64_t *small);

/* Does the same where no weight of this tick's events is so small as to be at most most[receptors]
 * in size. Returns false, and has counted nothing, where one is. */
bool cosim_core_pull_count_large(const cosim_core_pull *pull, const double *most,
                                 uint64_t *synaptic);

/* Ends the tick with the spikes of the circuit: spike[neurons]. */
void cosim_core_pull_spikes(cosim_core_pull *pull, const uint8_t *spike);

#endif
