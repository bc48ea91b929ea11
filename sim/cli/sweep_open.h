// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The files of `lifcosim sweep` and `lifcosim merge` share this. */
#ifndef COSIM_CLI_SWEEP_OPEN_H
#define COSIM_CLI_SWEEP_OPEN_H

#include "cli/cli.h"
#include "network/network.h"
#include "sweep/plan.h"

/* This is a sweep that can run: everything that can be refused has been checked. */
typedef struct cosim_cli_sweep {
    cosim_cli_inputs inputs;
    cosim_sweep *sweep;
    bool is_network;
    cosim_scenario *base;   /* NULL: */
    cosim_network *network; /* the base */
    cosim_dut **duts;
    size_t dut_count;
    cosim_sweep_plan plan; /* but for workers and progress */
} cosim_cli_sweep;

/* Reads the sweep of inputs.files[0] and its base, and opens its circuits. shard counts from 0.
 * Reports what is wrong and returns the status; close in any case. */
int cosim_cli_sweep_open(cosim_cli_sweep *sweep, uint64_t shard, uint64_t shards);
void cosim_cli_sweep_close(cosim_cli_sweep *sweep);

/* Returns the exit status that the finished sets call for; reports a sweep in which every set was
 * refused. */
int cosim_cli_sweep_status(const cosim_sweep_store *store, const char *name);

#endif
