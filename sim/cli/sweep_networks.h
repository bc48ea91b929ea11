// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A sweep whose base is a network becomes a plan here. */
#ifndef COSIM_CLI_SWEEP_NETWORKS_H
#define COSIM_CLI_SWEEP_NETWORKS_H

#include "cli/sweep_open.h"

/* Reads the network that is the base of sweep->sweep, and checks the axes and the names of the
 * cores. Cores are opened by the processes that run sets. Reports what is wrong and returns the
 * status. */
int cosim_cli_sweep_network(cosim_cli_sweep *sweep);

#endif
