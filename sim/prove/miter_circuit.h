// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The circuit as a miter has it: in a module with a port for each input, told word, output and
 * outer state, whatever its own ports are. */
#ifndef COSIM_PROVE_MITER_CIRCUIT_H
#define COSIM_PROVE_MITER_CIRCUIT_H

#include "foreign/manifest.h"

/* Writes module prove_circuit, in Verilog, to `path`. Returns 0, or -1 with *diag. */
int cosim_miter_circuit(const cosim_manifest *manifest, const char *path, cosim_diag *diag);

#endif
