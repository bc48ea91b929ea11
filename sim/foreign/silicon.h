// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A simulation may pass and mean nothing for silicon: what nothing drives has some value in it, a
 * latch behaves, and of two drivers it takes one, where a synthesiser ties the register to a
 * constant. Verilator tells some of it when it builds, and Yosys, where it is installed, the rest.
 *
 * Two drivers are refused: the simulated circuit is then another one than any that can be made. The
 * others are warnings, for there are circuits that mean them (a latch that is wanted, a bus whose
 * upper bits nobody uses). */
#ifndef COSIM_FOREIGN_SILICON_H
#define COSIM_FOREIGN_SILICON_H

#include "foreign/manifest.h"

#include <stdio.h>

/* Reads what Verilator left in build.log of `folder`, runs Yosys on the sources, and writes each
 * warning as a line into `notes`. Returns 0, or -1 with *diag for a signal of two drivers. */
int cosim_silicon_check(const cosim_manifest *manifest, const char *folder, FILE *notes,
                        cosim_diag *diag);

#endif
