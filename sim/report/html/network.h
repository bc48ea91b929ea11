// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Writes the section of a network's run: what was found, at which level and at which neuron, and
 * how to see it again. */
#ifndef COSIM_REPORT_HTML_NETWORK_H
#define COSIM_REPORT_HTML_NETWORK_H

#include "report/html/page.h"

#include <stdio.h>

/* Writes a whole section; its id is run-NUMBER. Returns -1 without memory. */
int cosim_html_put_network(FILE *out, const cosim_html_network *run, size_t number);

#endif
