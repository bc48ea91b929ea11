// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Shows how faithful a network is to the NIR file that it was made from. */
#ifndef COSIM_REPORT_NETWORK_FIDELITY_H
#define COSIM_REPORT_NETWORK_FIDELITY_H

#include "base/json.h"
#include "network/network.h"
#include "network/nir_report.h"

#include <stdio.h>

/* Prints its sentences, under "taken", "assumed" and "differs"; nothing for a network that is from
 * no NIR file. */
void cosim_network_fidelity(FILE *out, const cosim_network *network);

/* Prints the sentences of a report, which may be NULL. */
void cosim_network_fidelity_lines(FILE *out, const cosim_nir_report *report);

/* Writes the key `nir` with three lists of sentences; null for a network from no NIR file. */
void cosim_network_fidelity_json(cosim_json *json, const cosim_network *network);

#endif
