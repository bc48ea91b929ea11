// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* `lifcosim formats` finds which fixed-point format a scenario needs, and what it costs. */
#ifndef COSIM_CLI_FORMATS_H
#define COSIM_CLI_FORMATS_H

/* Takes its own argv (argv[0] is its name) and returns the exit status. */
int cosim_cli_formats(int argc, char **argv);

#endif
