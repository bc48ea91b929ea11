// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The shipped circuits have manifests of their own, as any other circuit: they say by equations
 * what the headers of rtl/lif_neuron.v and of its variants say. */
#ifndef COSIM_PROVE_SHIPPED_H
#define COSIM_PROVE_SHIPPED_H

#include "base/diag.h"

#include <stddef.h>

/* Writes the manifest of a shipped circuit (a format's name, or a variant's) as
 * FOLDER/declared_NAME.yaml, and leaves its path in path[bytes]. Returns 1, 0 where `name` is no
 * shipped circuit, or -1 with *diag: its leak word is coded in several parts, which no equation
 * here says, or the file cannot be written. */
int cosim_shipped_manifest(const char *name, const char *folder, char *path, size_t bytes,
                           cosim_diag *diag);

enum { COSIM_SHIPPED_BYTES = 4300 };

/* Finds the module of a shipped circuit and its sources; the second is "" where there is but one.
 * Returns 1, 0 where `name` is no shipped circuit, or -1 with *diag. */
int cosim_shipped_module(const char *name, char module[64], char sources[2][COSIM_SHIPPED_BYTES],
                         cosim_diag *diag);

#endif
