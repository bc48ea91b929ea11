// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* `lifcosim quantize` prints the words of a scenario, each one's error, and the error bound of its
 * run. */
#ifndef COSIM_CLI_QUANTIZE_H
#define COSIM_CLI_QUANTIZE_H

/* Takes its own argv (argv[0] is its name) and returns the exit status. */
int cosim_cli_quantize(int argc, char **argv);

#endif
