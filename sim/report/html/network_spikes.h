// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Writes where the spikes of the circuit and those of the network by itself differ, and, where they
 * are few, all of them. */
#ifndef COSIM_REPORT_HTML_NETWORK_SPIKES_H
#define COSIM_REPORT_HTML_NETWORK_SPIKES_H

#include "run/network_reason.h"

#include <stdio.h>

void cosim_html_network_spikes(FILE *out, const cosim_network_outcome *outcome);

#endif
