// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A sweep is known by a hash of all that decides the bytes of its lines. */
#ifndef COSIM_CLI_SWEEP_IDENTITY_H
#define COSIM_CLI_SWEEP_IDENTITY_H

#include "cli/sweep_open.h"

/* Fills identity->sweep and identity->sets: of the program, the sweep, its base with the data files
 * that this names, the options, and the circuits. A shared object is identified by its own bytes.
 */
void cosim_cli_sweep_identify(const cosim_cli_sweep *sweep, cosim_sweep_identity *identity);

#endif
