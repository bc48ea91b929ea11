// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* `lifcosim vectors` writes drives and expected words as files, for a bench that is not ours. */
#ifndef COSIM_CLI_VECTORS_H
#define COSIM_CLI_VECTORS_H

/* Takes its own argv (argv[0] is its name) and returns the exit status. */
int cosim_cli_vectors(int argc, char **argv);

#endif
