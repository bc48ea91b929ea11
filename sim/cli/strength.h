// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* `lifcosim strength` says what scenarios excite, and gives a drive for each corner that they miss.
 */
#ifndef COSIM_CLI_STRENGTH_H
#define COSIM_CLI_STRENGTH_H

/* Takes its own argv (argv[0] is its name) and returns the exit status. */
int cosim_cli_strength(int argc, char **argv);

#endif
