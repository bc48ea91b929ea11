// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The ranges of words follow from the widths of the elaborated ports. */
#ifndef COSIM_FOREIGN_WIDTHS_H
#define COSIM_FOREIGN_WIDTHS_H

#include "foreign/manifest.h"

/* Puts the widths of the elaborated ports into format and declared, and checks that all fits.
 * Returns 0, or -1 with *diag. */
int cosim_manifest_widths(cosim_manifest *manifest, cosim_diag *diag);

#endif
