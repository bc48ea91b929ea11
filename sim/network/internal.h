// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The parts of the reader of networks share this. Each returns 0, or -1 with *reading->diag at the
 * place of what is wrong. */
#ifndef COSIM_NETWORK_INTERNAL_H
#define COSIM_NETWORK_INTERNAL_H

#include "input/tree.h"
#include "network/network.h"
#include "scenario/scenario.h"

typedef struct reading {
    cosim_network *network;
    cosim_scenario *head; /* the file: tree, overrides, notes, and what it shares with a scenario */
    const cosim_node *root;
    cosim_diag *diag;
} reading;

#endif
