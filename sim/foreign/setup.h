// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* `setup` of a manifest with equations gives ports values before step 0, after the reset: rows of a
 * clock each, as [{load: 1, data: theta}, {load: 0}]. A port keeps its value where a row does not
 * name it; before the first row it is 0, and after the last it stays, unless it is an input of the
 * equations. A value is a number, or the
 * name of a param: its word is loaded so, and no port of its own tells it. */
#ifndef COSIM_FOREIGN_SETUP_H
#define COSIM_FOREIGN_SETUP_H

#include "foreign/manifest.h"

#include <stdio.h>

/* Reads it, once the declaration is there. Returns 0, or -1 with *diag. */
int cosim_manifest_setup(cosim_manifest *manifest, cosim_diag *diag);

/* Finds the ports that are inputs of the equations, too: each has the words of setup first, and
 * those of the steps then. The pins of the equations are there by now. */
void cosim_setup_share(cosim_manifest *manifest);

/* Checks that its ports, whose widths are known by now, hold its words. Returns 0, or -1 with
 * *diag. */
int cosim_setup_check(const cosim_manifest *manifest, cosim_diag *diag);

/* Gives the words of all its ports in a row. */
const cosim_setup_word *cosim_setup_row(const cosim_manifest *manifest, size_t row);

/* Writes it for circuit.h. */
void cosim_put_setup(FILE *file, const cosim_manifest *manifest);

#endif
