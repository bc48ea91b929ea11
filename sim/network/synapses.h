// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* `synapses`: the rows of inputs, delays, receptors and weights. */
#ifndef COSIM_NETWORK_SYNAPSES_H
#define COSIM_NETWORK_SYNAPSES_H

#include "network/populations.h"

/* Reads `synapses` of a network whose populations and sources are known. */
int cosim_network_read_synapses(reading *r, const cosim_population_notes *notes);

#endif
