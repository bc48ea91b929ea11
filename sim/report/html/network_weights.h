// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Writes what became of the weights of a network: real values, words and errors. */
#ifndef COSIM_REPORT_HTML_NETWORK_WEIGHTS_H
#define COSIM_REPORT_HTML_NETWORK_WEIGHTS_H

#include "run/network_reason.h"

#include <stdio.h>

/* Writes the weights; of more than a few the sums between groups, and the largest errors. Returns
 * -1 without memory. */
int cosim_html_network_weights(FILE *out, const cosim_network_outcome *outcome);

#endif
