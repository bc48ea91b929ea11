// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* `populations`: the neurons and their parameters. */
#ifndef COSIM_NETWORK_POPULATIONS_H
#define COSIM_NETWORK_POPULATIONS_H

#include "network/internal.h"

/* This is known of a population beside its parameters. */
typedef struct cosim_population_notes {
    bool has_synapse;
} cosim_population_notes;

/* Reads `populations`; notes[populations] is of the arena. */
int cosim_network_read_populations(reading *r, cosim_population_notes **notes);

/* Checks the name of a population or source: short, and without what has a meaning in lists. */
int cosim_network_check_name(const reading *r, const cosim_node *node);

#endif
