// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* lifcosim dut: builds circuits of the shipped RTL. */
#ifndef COSIM_CLI_DUT_H
#define COSIM_CLI_DUT_H

/* Runs the subcommand; argv[0] is its name. Returns the exit status. */
int cosim_cli_dut_command(int argc, char **argv);

#endif
