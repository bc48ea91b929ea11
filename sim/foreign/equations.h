// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* This part of a manifest says by equations what a step computes: `equations`, and what goes with
 * them, `membrane`, `drives`, `departs`, and `state` where the step is combinational. */
#ifndef COSIM_FOREIGN_EQUATIONS_H
#define COSIM_FOREIGN_EQUATIONS_H

#include "foreign/manifest.h"

/* Refuses keys that do not go with equations. Returns 0, or -1 with *diag. */
int cosim_manifest_equation_keys(const cosim_manifest *manifest, cosim_diag *diag);

/* Reads them into a manifest whose clocking is read; leaves its equations, what is around them, and
 * their ports as pins. `calibrating`: refuses them. Returns 0, or -1 with *diag at the place of
 * what is wrong, also within the text. */
int cosim_manifest_equations(cosim_manifest *manifest, bool calibrating, cosim_diag *diag);

#endif
