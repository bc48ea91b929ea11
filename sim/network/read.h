// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Reads a network from its YAML file (docs/NETWORK.md says what may stand in it). */
#ifndef COSIM_NETWORK_READ_H
#define COSIM_NETWORK_READ_H

#include "input/tree.h"
#include "network/network.h"
#include "scenario/scenario.h"

/* `network:` in place of populations and synapses names a file of another form, which somebody else
 * reads into the network: cosim_network_size, populations, parameters, inputs and weights. The
 * path, step_s, ticks, seed and the sources are there already. Returns 0, or -1 with *diag. */
typedef struct cosim_network_graph {
    int (*read)(void *context, const cosim_node *map, cosim_network *network, cosim_diag *diag);
    void *context;
} cosim_network_graph;

/* A network is read so. */
typedef struct cosim_network_choices {
    const char *const *overrides; /* "KEY=VALUE", applied in order */
    size_t override_count;
    bool has_seed;
    uint64_t seed;                    /* in place of the file's */
    bool no_expect;                   /* spikes that the file states are not judged */
    const cosim_network_graph *graph; /* NULL: nobody reads other forms */
} cosim_network_choices;

/* Tells whether a tree is that of a network: it has `populations` or `network`. */
bool cosim_network_is(const cosim_node *root);

/* Reads and validates PATH. Returns 0 with *network, which is not finished yet and to be freed, or
 * -1 with *diag at the place of what is wrong. */
int cosim_network_read(const char *path, const cosim_network_choices *choices,
                       cosim_network **network, cosim_diag *diag);

/* Does the same for a network that was read already, which must outlive the new one: its overrides
 * stay, and those of the choices are applied after them. */
int cosim_network_vary(const cosim_network *base, const cosim_network_choices *choices,
                       cosim_network **network, cosim_diag *diag);

#endif
