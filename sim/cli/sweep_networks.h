// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* `lifcosim sweep` whose base is a network. */
#ifndef COSIM_CLI_SWEEP_NETWORKS_H
#define COSIM_CLI_SWEEP_NETWORKS_H

#include "cli/cli.h"

/* Tells whether the base of a sweep is a network; a sweep that cannot be read has none. */
bool cosim_cli_sweeps_network(const char *path);

/* Runs and judges every set of inputs->files[0], one after the other, and writes a row of each to
 * the file `csv` (NULL: none). check: only reads, and tells the number of sets. Returns the status
 * of the program. */
int cosim_cli_sweep_networks(const cosim_cli_inputs *inputs, const char *csv, bool check,
                             bool quiet);

#endif
