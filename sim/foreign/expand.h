// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A manifest by keys becomes one by equations. */
#ifndef COSIM_FOREIGN_EXPAND_H
#define COSIM_FOREIGN_EXPAND_H

#include "foreign/manifest.h"

/* Expands the keys of an elaborated manifest into equations, and reads those as if they had been
 * written in their place: the manifest has them, and their ports as pins, whose widths are still to
 * be looked up in the design. Returns 0, or -1 with *diag. */
int cosim_manifest_expand(cosim_manifest *manifest, cosim_diag *diag);

#endif
