// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* `lifcosim mutate` measures how many mutants of somebody's circuit his scenarios notice. */
#ifndef COSIM_CLI_MUTATE_H
#define COSIM_CLI_MUTATE_H

/* Takes its own argv (argv[0] is its name) and returns the exit status. */
int cosim_cli_mutate(int argc, char **argv);

#endif
