// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Says in one line what was wrong in a run of a network; neurons go by population and number. */
#ifndef COSIM_RUN_NETWORK_REASON_H
#define COSIM_RUN_NETWORK_REASON_H

#include "run/network_job.h"
#include "run/network_result.h"

/* A run and what came of it. */
typedef struct cosim_network_outcome {
    const cosim_network_job *job;
    const cosim_network_result *result;
} cosim_network_outcome;

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
