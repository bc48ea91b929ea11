// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The words of a network for a core, with memory of their own. */
#ifndef COSIM_CIRCUIT_CORE_WORDS_H
#define COSIM_CIRCUIT_CORE_WORDS_H

#include "circuit/core_memory.h"
#include "lif_core_quantise.h"

/* Makes the image of a network (lif_core_quantise), which cosim_core_image_free frees. Returns what
 * that does, or LIF_NO_MEMORY; *image is empty unless it is LIF_OK. losses and error may be NULL.
 */
lif_status cosim_core_quantise(const lif_core_net *net, const lif_core_format *format,
                               lif_core_image *image, lif_core_losses *losses, lif_error *error);

#endif
