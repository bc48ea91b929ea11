// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* `lifcosim check` reads and validates scenarios, down to the words of their format; it runs
 * nothing. */
#ifndef COSIM_CLI_CHECK_H
#define COSIM_CLI_CHECK_H

/* Takes its own argv (argv[0] is its name) and returns the exit status. */
int cosim_cli_check(int argc, char **argv);

#endif
