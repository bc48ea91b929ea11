// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Writes one row for each neuron and tick of a network, in the order of ticks and neurons. */
#ifndef COSIM_REPORT_NETWORK_CSV_H
#define COSIM_REPORT_NETWORK_CSV_H

#include "base/output.h"
#include "run/core_run.h"
#include "run/network_job.h"

typedef struct cosim_network_csv {
    cosim_output *output;
    const cosim_network_job *job;
    const bool *chosen; /* [neurons]: those that get rows; NULL: all */
} cosim_network_csv;

/* Writes the header. */
void cosim_network_csv_header(const cosim_network_csv *csv);

/* A `take` of run/core_run.h, whose context is a cosim_network_csv. */
int cosim_network_csv_take(void *csv, uint64_t tick, const lif_core_tick *shown,
                           const cosim_core_view *view, cosim_diag *diag);

#endif
