// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* `lifcosim calibrate` prints what a circuit computes, as lines of its manifest, each with its
 * evidence. */
#ifndef COSIM_CLI_CALIBRATE_H
#define COSIM_CLI_CALIBRATE_H

/* Takes its own argv (argv[0] is its name) and returns the exit status. */
int cosim_cli_calibrate(int argc, char **argv);

#endif
