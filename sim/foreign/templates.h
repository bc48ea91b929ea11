// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The keys of a manifest that say what a neuron computes (drive, spike, membrane, constants,
 * arithmetic) are templates: each choice has its lines of equations. */
#ifndef COSIM_FOREIGN_TEMPLATES_H
#define COSIM_FOREIGN_TEMPLATES_H

#include "foreign/manifest.h"

#include <stdio.h>

/* Writes the keys of a declaration by equations (equations/declaration.h) that says the same as a
 * manifest by keys, whose widths are known. */
void cosim_templates_put(FILE *file, const cosim_manifest *manifest);

#endif
