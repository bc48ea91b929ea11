// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The three ways to write the weights of an entry of `synapses`. */
#ifndef COSIM_NETWORK_WEIGHTS_H
#define COSIM_NETWORK_WEIGHTS_H

#include "network/populations.h"

/* One entry of the list while it is read. */
typedef struct entry {
    reading *r;
    const cosim_population_notes *notes;
    const cosim_node *node;
    const cosim_network_group *from;
    bool from_neurons;
    const cosim_network_group *to[64]; /* in the order that is written */
    size_t to_count;
    unsigned post_count; /* neurons of all of them */
    unsigned delay, receptor;
    cosim_weight_unit unit;
} entry;

/* Read the weights at a node: `weight`, for every pair or those that are drawn; `weights`, a
 * matrix; `path`, a file. set[neurons] tells which neurons have the delay and receptor of their
 * row. */
int cosim_weights_drawn(entry *e, const cosim_node *node, bool *set);
int cosim_weights_matrix(entry *e, const cosim_node *node, bool *set);
int cosim_weights_file(entry *e, const cosim_node *path, bool *set);

#endif
