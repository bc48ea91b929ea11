// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A manifest becomes a circuit under test: elaborated, checked, wrapped, verilated and opened. */
#ifndef COSIM_FOREIGN_BUILD_H
#define COSIM_FOREIGN_BUILD_H

#include "foreign/manifest.h"

#include <stdio.h>

enum { COSIM_BUILD_OK = 0, COSIM_BUILD_WRONG = 2, COSIM_BUILD_UNUSABLE = 3 };

typedef enum cosim_build_kind {
    COSIM_BUILD_NEW,        /* refuses to replace a circuit that came from elsewhere */
    COSIM_BUILD_REPLACING,  /* whatever is there */
    COSIM_BUILD_CALIBRATING /* a circuit for calibration alone */
} cosim_build_kind;

/* Looks at an elaborated manifest before anything is verilated. Returns 0, or -1 with *diag. */
typedef int cosim_build_look(void *context, const cosim_manifest *manifest, cosim_diag *diag);

/* Builds NAME.so in the folder of the circuits (calibrating: calibrate.so in the folder
 * NAME.foreign there, for calibration alone, whose rows of outputs are those of
 * foreign/wrapper_equations.h) and leaves its path in so[bytes]. `look` (NULL: nobody does) may
 * refuse it early. The build is whole or changes nothing: an old circuit of that name stays until
 * the new one has been compiled, and of two builds of one circuit the second waits for the first;
 * calibration and the circuit itself share the verilated model. Returns COSIM_BUILD_OK, or another
 * status with *diag. Warnings go into `notes`, a line each (foreign/silicon.h). */
int cosim_build(cosim_manifest *manifest, cosim_build_kind kind, cosim_build_look *look,
                void *context, char *so, size_t bytes, FILE *notes, cosim_diag *diag);

/* Elaborates a manifest by keys and expands them into equations (foreign/expand.h); builds nothing.
 * Returns COSIM_BUILD_OK, or another status with *diag. */
int cosim_build_expand(cosim_manifest *manifest, cosim_diag *diag);

#endif
