// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* `lifcosim run` of networks. */
#ifndef COSIM_CLI_RUN_NETWORKS_H
#define COSIM_CLI_RUN_NETWORKS_H

#include "cli/cli.h"
#include "cli/wave.h"

/* The files that the command line names, NULL where it does not; and what else it says. */
typedef struct cosim_cli_network_outputs {
    const char *json, *csv, *junit;
    const char
        *neurons; /* those that get rows or are drawn; NULL: all rows, see cli/wave_networks.h */
    const cosim_cli_wave *wave;
    bool quiet;
} cosim_cli_network_outputs;

/* Runs each network on each core, tells the verdicts and writes the files. Returns the status of
 * the program. */
int cosim_cli_run_networks(const cosim_cli_inputs *inputs,
                           const cosim_cli_network_outputs *outputs);

#endif
