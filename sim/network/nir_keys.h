// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Reads `network: {nir: FILE, ...}`: the keys beside the file, and the network of both. */
#ifndef COSIM_NETWORK_NIR_KEYS_H
#define COSIM_NETWORK_NIR_KEYS_H

#include "network/internal.h"

/* Fills in the network, in place of populations and synapses; its sources are there. Returns 0, or
 * -1 with *reading->diag. It starts a process, and so it is in a program that asks for it when it
 * is linked (STARTS_READERS of sim/sim.mk), and not in the library: NULL there. */
#if defined(__GNUC__)
__attribute__((weak))
#endif
int
cosim_network_read_nir(reading *r);

#endif
