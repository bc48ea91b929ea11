// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A manifest becomes a circuit under test: elaborated, checked, wrapped, verilated and opened. */
#ifndef COSIM_FOREIGN_BUILD_H
#define COSIM_FOREIGN_BUILD_H

#include "foreign/manifest.h"

enum { COSIM_BUILD_OK = 0, COSIM_BUILD_WRONG = 2, COSIM_BUILD_UNUSABLE = 3 };

/* Builds NAME.so in the folder of the circuits (calibrating: NAME.calibrate.so in the folder
 * NAME.foreign there, for calibration alone) and leaves its path in so[bytes]. Whole, or not at
 * all: an old circuit of that name stays until the new one has been compiled. Returns
 * COSIM_BUILD_OK, or another status with *diag. */
int cosim_build(cosim_manifest *manifest, bool calibrating, char *so, size_t bytes,
                cosim_diag *diag);

#endif
