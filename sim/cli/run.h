// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* `lifcosim run` runs every scenario on every circuit, judges and reports. Everything that can be
 * refused is refused before the first run. */
#ifndef COSIM_CLI_RUN_H
#define COSIM_CLI_RUN_H

#include "cli/cli.h"

/* Takes its own argv (argv[0] is its name) and returns the exit status. */
int cosim_cli_run(int argc, char **argv);

int cosim_cli_run_on(int argc, char **argv, const cosim_cli_platform *platform);

#endif
