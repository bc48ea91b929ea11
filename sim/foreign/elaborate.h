// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A manifest's design is elaborated: Verilator reads the sources, Verilog or SystemVerilog, with
 * the parameters that the manifest gives, and tells every port's direction and width. */
#ifndef COSIM_FOREIGN_ELABORATE_H
#define COSIM_FOREIGN_ELABORATE_H

#include "foreign/manifest.h"

#include <stdio.h>

enum { COSIM_ELABORATE_OK = 0, COSIM_ELABORATE_WRONG = 2, COSIM_ELABORATE_NO_TOOL = 3 };

/* Writes sources.f and a probe into `folder`, which must exist, elaborates, checks every pin
 * against the design and fills the widths. A manifest by keys then becomes one by equations
 * (foreign/expand.h). Leaves in `read` what the design was made of. Returns COSIM_ELABORATE_OK, or
 * another status with *diag. */
int cosim_elaborate(cosim_manifest *manifest, const char *folder, cosim_diag *diag);

/* Writes the parameters of an instance, "#(.A(1), .B(2)) " or nothing. */
void cosim_put_parameters(FILE *file, const cosim_setting *settings, size_t count);

#endif
