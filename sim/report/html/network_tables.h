// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Writes tables of a network's section. */
#ifndef COSIM_REPORT_HTML_NETWORK_TABLES_H
#define COSIM_REPORT_HTML_NETWORK_TABLES_H

#include "run/network_reason.h"

#include <stdio.h>

/* Tells the first mismatch of each level that failed; nothing where none did. */
void cosim_html_network_mismatches(FILE *out, const cosim_network_outcome *outcome);

/* Tells spikes and rates of the populations, and how many of their neurons had a spike that had to
 * happen. */
void cosim_html_network_populations(FILE *out, const cosim_network_outcome *outcome);

/* Tells how far the trains of circuit and network by itself are apart. */
void cosim_html_network_distances(FILE *out, const cosim_network_outcome *outcome);

/* Tells the neurons that came nearest to their bound; of a small network every neuron. */
void cosim_html_network_nearest(FILE *out, const cosim_network_outcome *outcome);

#endif
