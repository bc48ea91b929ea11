// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Prints what came of a network on a core: a line of a table, or the whole with its rasters.
 * Neurons go by population and number. */
#ifndef COSIM_REPORT_NETWORK_TEXT_H
#define COSIM_REPORT_NETWORK_TEXT_H

#include "report/text.h"
#include "run/network_job.h"
#include "run/network_result.h"

/* A run and what came of it. */
typedef struct cosim_network_outcome {
    const cosim_network_job *job;
    const cosim_network_result *result;
} cosim_network_outcome;

/* Prints a row, under a line of headings if it is the first, with why it is no pass. */
void cosim_network_row(cosim_text *text, const cosim_network_outcome *outcome);

/* Prints the whole. */
void cosim_network_detail(const cosim_text *text, const cosim_network_outcome *outcome);

/* Does the same into a stream, without colour: a `write` of report/junit.h. */
void cosim_network_report(const void *outcome, FILE *out);

/* Writes in one line why the verdict is no pass, with the first mismatch by population and neuron;
 * "" for a pass. Returns text. */
const char *cosim_network_reason(const cosim_network_outcome *outcome, char *text, size_t bytes);

/* Writes the first spike that the scenario states otherwise, as "tick 12 exc[3] spike: expected 1,
 * observed 0"; returns text. */
const char *cosim_network_expect_text(const cosim_network_outcome *outcome, char *text,
                                      size_t bytes);

/* Writes the first mismatch of a level, as "tick 12 exc[3] synaptic current: expected 17, observed
 * 18"; returns text. */
const char *cosim_network_mismatch(const cosim_network *network, unsigned inputs,
                                   const cosim_core_finding *finding, char *text, size_t bytes);

#endif
