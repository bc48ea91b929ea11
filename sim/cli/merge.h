// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* `lifcosim merge` joins the parts of a sweep into what the whole would have written. */
#ifndef COSIM_CLI_MERGE_H
#define COSIM_CLI_MERGE_H

/* Takes its own argv (argv[0] is its name) and returns the exit status. */
int cosim_cli_merge(int argc, char **argv);

#endif
