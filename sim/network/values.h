// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The values of a population become the parameters of its neurons. */
#ifndef COSIM_NETWORK_VALUES_H
#define COSIM_NETWORK_VALUES_H

#include "network/internal.h"

/* One population while it is read. */
typedef struct population {
    const reading *r;
    const cosim_node *node;
    unsigned first, size;
    const cosim_node *synapse[LIF_CORE_RECEPTORS]; /* NULL: none */
    bool unit;                                     /* its drive and its weights are in volts */
} population;

/* Tells whether a key is absent, or `none`. */
bool cosim_population_is_none(const cosim_node *node);

/* Reads the parameters of all neurons of a population, and checks how they fit together. */
int cosim_population_read_values(population *population);

#endif
