// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The ports that a manifest names, whole ones and parts of them, are held against those of the
 * elaborated design. */
#ifndef COSIM_FOREIGN_PORTS_H
#define COSIM_FOREIGN_PORTS_H

#include "foreign/design.h"
#include "foreign/manifest.h"

/* Checks direction and width of each pin, fills its width, and checks that every bit of every input
 * has one source. Returns 0, or -1 with *diag. */
int cosim_ports_check(cosim_manifest *manifest, const cosim_design *design, cosim_diag *diag);

#endif
