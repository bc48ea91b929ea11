// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* lifcosim nir export: the words of a network as a NIR graph, its spikes and membranes as NIRData.
 */
#ifndef COSIM_CLI_NIR_H
#define COSIM_CLI_NIR_H

/* Returns the exit status of the program. */
int cosim_cli_nir(int argc, char **argv);

#endif
