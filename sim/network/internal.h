// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The parts of the reader of networks share this. Each returns 0, or -1 with *reading->diag at the
 * place of what is wrong. */
#ifndef COSIM_NETWORK_INTERNAL_H
#define COSIM_NETWORK_INTERNAL_H

#include "input/table.h"
#include "input/tree.h"
#include "network/network.h"
#include "scenario/scenario.h"

typedef struct cosim_network_reading {
    cosim_network *network;
    cosim_scenario *head; /* the file: tree, overrides, notes, and what it shares with a scenario */
    const cosim_node *root;
    cosim_diag *diag;
} cosim_network_reading;

typedef struct cosim_network_reading reading;

/* What is known of a population beside its parameters. */
typedef struct cosim_population_notes {
    bool has_synapse;
} cosim_population_notes;

/* Reads `populations`: neurons and their parameters; notes[populations] is of the arena. */
int cosim_network_read_populations(reading *r, cosim_population_notes **notes);
/* Reads `sources`, with the events of files. */
int cosim_network_read_sources(reading *r);
/* Reads `synapses`: rows, delays and weights. */
int cosim_network_read_synapses(reading *r, const cosim_population_notes *notes);
/* Reads `expect`. */
int cosim_network_read_expect(reading *r);

/* Checks the name of a population or source: short, and without what has a meaning in lists. */
int cosim_network_check_name(const reading *r, const cosim_node *node);

/* Reads the path of a table of several named columns at node `path`, and the form of its mapping;
 * the columns are the caller's. */
int cosim_network_open_table(const reading *r, const cosim_node *path, cosim_table *table);

/* Sorts a list of events by tick and then by source. */
void cosim_network_sort(cosim_network_event *list, size_t count);

#endif
