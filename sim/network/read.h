// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Reads a network from its YAML file (docs/NETWORK.md says what may stand in it). */
#ifndef COSIM_NETWORK_READ_H
#define COSIM_NETWORK_READ_H

#include "input/tree.h"
#include "network/network.h"
#include "scenario/scenario.h"

/* A network is read so. */
typedef struct cosim_network_choices {
    const char *const *overrides; /* "KEY=VALUE", applied in order */
    size_t override_count;
    bool has_seed;
    uint64_t seed;  /* in place of the file's */
    bool no_expect; /* spikes that the file states are not judged */
} cosim_network_choices;

/* Tells whether a tree is that of a network: it has `populations` or `network`. */
bool cosim_network_is(const cosim_node *root);

/* Makes the network of a file whose tree is there; it owns the head, and frees it where it fails.
 * Returns 0 with *network, or -1 with *diag at the place of what is wrong. */
int cosim_network_from_tree(cosim_scenario *head, const cosim_network_choices *choices,
                            cosim_network **network, cosim_diag *diag);

/* Reads and validates PATH. Returns 0 with *network, which is not finished yet and to be freed, or
 * -1 with *diag at the place of what is wrong. */
int cosim_network_read(const char *path, const cosim_network_choices *choices,
                       cosim_network **network, cosim_diag *diag);

/* Does the same for a network that was read already, which must outlive the new one: its overrides
 * stay, and those of the choices are applied after them. */
int cosim_network_vary(const cosim_network *base, const cosim_network_choices *choices,
                       cosim_network **network, cosim_diag *diag);

#endif
