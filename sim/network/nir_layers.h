// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Layers of neurons feed each other, and the core's order within a tick may not be that of the tool
 * that wrote a NIR file. Every edge between neurons takes a tick here; tools let a spike pass
 * through all layers of a chain within one step, and delay only what runs back. */
#ifndef COSIM_NETWORK_NIR_LAYERS_H
#define COSIM_NETWORK_NIR_LAYERS_H

#include "network/nir_paths.h"
#include "network/nir_report.h"

/* Says in the report which layers run later than there, which cycles have more than one layer, and
 * where branches of different length meet. `delay` is that of an edge [ticks]. Returns -1 without
 * memory. */
int cosim_nir_compare_layers(const cosim_nir_paths *paths, unsigned delay,
                             cosim_nir_report *report);

#endif
