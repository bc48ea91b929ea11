// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* `lifcosim sweep` makes many runs and judges them, on all processors, and in parts that can be
 * joined. */
#ifndef COSIM_CLI_SWEEP_H
#define COSIM_CLI_SWEEP_H

/* Takes its own argv (argv[0] is its name) and returns the exit status. */
int cosim_cli_sweep_command(int argc, char **argv);

#endif
