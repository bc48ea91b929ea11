// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Prints what came of a network on a core: a line of a table, or the whole with its rasters.
 * Neurons go by population and number. */
#ifndef COSIM_REPORT_NETWORK_TEXT_H
#define COSIM_REPORT_NETWORK_TEXT_H

#include "report/text.h"
#include "run/network_reason.h"

/* Prints a row, under a line of headings if it is the first, with why it is no pass. */
void cosim_network_row(cosim_text *text, const cosim_network_outcome *outcome);

/* Prints the whole. */
void cosim_network_detail(const cosim_text *text, const cosim_network_outcome *outcome);

/* Does the same into a stream, without colour: a `write` of report/junit.h. */
void cosim_network_report(const void *outcome, FILE *out);

#endif
