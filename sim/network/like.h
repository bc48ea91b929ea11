// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* `like: NAME` copies a population; its own keys then replace those of the copy one by one, within
 * `neuron`, `synapse` and the like too. */
#ifndef COSIM_NETWORK_LIKE_H
#define COSIM_NETWORK_LIKE_H

#include "network/internal.h"

/* Gives the mapping of a population with all its keys: `node` itself where it is like no other.
 * Returns NULL with *diag where there is no such population, or they are like each other. */
const cosim_node *cosim_network_like(const reading *r, const cosim_node *node);

#endif
