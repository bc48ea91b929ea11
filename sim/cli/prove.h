// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* `lifcosim prove`: a proof that a circuit is what it declares, or a run in which it is not. */
#ifndef COSIM_CLI_PROVE_H
#define COSIM_CLI_PROVE_H

int cosim_cli_prove(int argc, char **argv);

#endif
