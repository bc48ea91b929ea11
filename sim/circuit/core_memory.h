// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The reference allocates nothing. Images and integer models of cores, whose size is known when the
 * program runs, get their memory here. */
#ifndef COSIM_CIRCUIT_CORE_MEMORY_H
#define COSIM_CIRCUIT_CORE_MEMORY_H

#include "lif_core_integer.h"

/* Gives an image with every word 0 and the seed 1, for neurons >= 1 and inputs >= 0. Returns
 * LIF_NO_MEMORY without memory, and there is then nothing to free. */
lif_status cosim_core_image_new(lif_core_image *image, unsigned neurons, unsigned inputs,
                                lif_error *error);
void cosim_core_image_free(lif_core_image *image);

/* Starts an integer model (lif_core_integer_start) with memory of its own. Returns the same. */
lif_status cosim_core_integer_new(lif_core_integer *model, const lif_core_format *format,
                                  const lif_core_image *image, lif_error *error);
void cosim_core_integer_free(lif_core_integer *model);

#endif
