// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Reads the constants and the arithmetic of a manifest. */
#ifndef COSIM_FOREIGN_ARITHMETIC_H
#define COSIM_FOREIGN_ARITHMETIC_H

#include "foreign/manifest.h"

/* Reads the constants and the arithmetic: the second half of cosim_manifest_read. */
int cosim_manifest_arithmetic(cosim_manifest *manifest, bool calibrating, cosim_diag *diag);

#endif
