// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* lifcosim build: somebody else's circuit, from its manifest to --dut NAME. */
#ifndef COSIM_CLI_BUILD_H
#define COSIM_CLI_BUILD_H

/* Takes its own argv (argv[0] is its name) and returns the exit status. */
int cosim_cli_build(int argc, char **argv);

#endif
