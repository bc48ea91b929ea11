// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The judge's steps of a declaration are compiled with its circuit (equations/emit_bound.h). */
#ifndef COSIM_FOREIGN_STEPS_H
#define COSIM_FOREIGN_STEPS_H

#include "foreign/manifest.h"

/* Writes steps.c of a manifest that has a declaration, for the text that its circuit carries: what
 * reads that has the same nodes. Where they are too many to be compiled the file has no steps, and
 * the interpreter judges. Returns 0, or -1 with *diag. */
int cosim_steps_write(const cosim_manifest *manifest, const char *path, cosim_diag *diag);

#endif
