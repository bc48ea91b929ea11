// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* `lifcosim duts` lists the circuits that can be run, with their formats. */
#ifndef COSIM_CLI_DUTS_H
#define COSIM_CLI_DUTS_H

/* Takes its own argv (argv[0] is its name) and returns the exit status. */
int cosim_cli_duts(int argc, char **argv);

#endif
