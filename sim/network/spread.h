// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A mapping of a population whose values may differ from neuron to neuron: each is one value, a
 * list of `size`, a column of a file ({path, column, unit}), or drawn ({each: {uniform: [a, b],
 * seed}}). For each neuron there is then a mapping of single values, which every reader of mappings
 * can read. */
#ifndef COSIM_NETWORK_SPREAD_H
#define COSIM_NETWORK_SPREAD_H

#include "network/internal.h"

typedef struct cosim_spread_key {
    const cosim_node *from; /* what is written */
    cosim_node *to;         /* the value of the present neuron */
    const double *values;   /* [size] in SI units; NULL: the items of a list */
    const char *unit;       /* of the values, "" for numbers */
    char text[48];
} cosim_spread_key;

typedef struct cosim_spread {
    cosim_node *map; /* of the present neuron */
    cosim_spread_key *key;
    size_t count; /* of keys that vary; 0: all neurons have the same mapping */
} cosim_spread;

/* Makes the mapping of the first neuron of `size` from `map`, whose values may vary. */
int cosim_spread_start(cosim_spread *spread, const reading *r, const cosim_node *map,
                       unsigned size);

/* Makes it that of another neuron. */
void cosim_spread_set(cosim_spread *spread, unsigned neuron);

/* Tells whether a value may differ from neuron to neuron: a list, a column of a file, or a draw. */
bool cosim_spread_varies(const cosim_node *node);

#endif
