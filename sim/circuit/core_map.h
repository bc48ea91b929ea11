// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Brings the words of an image to a core through its configuration, and back, as rtl/core_map.txt
 * has them, whatever carries an access: a serial line, a socket. Words that follow each other go
 * together. Verilated cores have a way of their own (verilator/core_config.hpp), in which writes
 * follow each other in every clock. */
#ifndef COSIM_CIRCUIT_CORE_MAP_H
#define COSIM_CIRCUIT_CORE_MAP_H

#include "lif_core_format.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct cosim_core_map {
    /* Write or read `count` words from a byte address on; return 0, or another value that the
     * functions below then return, too. */
    int (*write)(void *context, uint32_t address, const uint32_t *words, unsigned count);
    int (*read)(void *context, uint32_t address, uint32_t *words, unsigned count);
    void *context;
    lif_core_format format;
    unsigned neurons, lane_bits; /* it has as many inputs */
    uint32_t *words;             /* [2 * neurons]: room */
} cosim_core_map;

/* Reads from the core what was built, into format (but for the fraction of a state, which it does
 * not know), neurons and lane_bits; words is not used. Returns 1 where there is no core. */
int cosim_core_map_elaborated(cosim_core_map *map);

/* Writes every word of an image, or those that a run changes. */
int cosim_core_map_write(cosim_core_map *map, const lif_core_image *image);
int cosim_core_map_write_states(cosim_core_map *map, const lif_core_image *image);

/* Reads all words back into an image of the same size; `most` of a row is left alone. */
int cosim_core_map_read(cosim_core_map *map, lif_core_image *image);

#ifdef __cplusplus
}
#endif

#endif
