// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* `lifcosim run` of networks. */
#ifndef COSIM_CLI_RUN_NETWORKS_H
#define COSIM_CLI_RUN_NETWORKS_H

#include "cli/run_jobs.h"

/* Runs each network on each core, tells the verdicts and writes the files: most options of a run of
 * scenarios mean the same, and the others are refused. Returns the status of the program. */
int cosim_cli_run_networks(cosim_cli_run_session *session);

#endif
