// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Reads how a manifest's circuit is given a step. */
#ifndef COSIM_FOREIGN_CLOCKING_H
#define COSIM_FOREIGN_CLOCKING_H

#include "foreign/manifest.h"

/* Reads the clock, the reset, how a step is given, and a state that is outside. */
int cosim_manifest_clocking(cosim_manifest *manifest, cosim_diag *diag);

#endif
