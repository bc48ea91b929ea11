// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A train is a growing list of spikes. */
#ifndef COSIM_RESULT_TRAIN_H
#define COSIM_RESULT_TRAIN_H

#include <stddef.h>
#include <stdint.h>

/* At most so many characters of a raster stand between its labels and the end of the line; each
 * stands for the same whole number of steps. */
enum { COSIM_RASTER_CELLS = 66 };

/* A growing list of spikes, as step numbers. Zero-initialise; free with cosim_train_free. */
typedef struct cosim_train {
    uint64_t *steps;
    size_t count, room;
} cosim_train;

int cosim_train_add(cosim_train *train, uint64_t step); /* 0, or -1 without memory */
void cosim_train_free(cosim_train *train);

#endif
