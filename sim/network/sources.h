// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* `sources`: the events of inputs, drawn or listed in a file. */
#ifndef COSIM_NETWORK_SOURCES_H
#define COSIM_NETWORK_SOURCES_H

#include "input/table.h"
#include "network/internal.h"

/* Reads `sources`, with the events of files. */
int cosim_network_read_sources(reading *r);

/* Reads the path of a table of several named columns at node `path`, and the form of its mapping;
 * the columns are the caller's. */
int cosim_network_open_table(const reading *r, const cosim_node *path, cosim_table *table);

/* Sorts a list of events by tick and then by source. */
void cosim_network_sort(cosim_network_event *list, size_t count);

#endif
