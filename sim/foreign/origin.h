// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Tells where a built circuit came from: its manifest and its sources, beside the hash of its
 * bytes. A circuit that came from elsewhere, a shipped one, or one that somebody put there is not
 * replaced unasked. */
#ifndef COSIM_FOREIGN_ORIGIN_H
#define COSIM_FOREIGN_ORIGIN_H

#include "foreign/manifest.h"

/* Tells whether the circuit `so`, if there is one, came from these sources, as the file `path`
 * says. Returns 0, or -1 with *diag at the manifest's name. */
int cosim_origin_check(const cosim_manifest *manifest, const char *path, const char *so,
                       cosim_diag *diag);

/* Writes the file for the circuit that was built and is not yet in its place. It also holds for the
 * circuit that is still there, so that a power cut leaves one that is known. Returns 0, or -1. */
int cosim_origin_write(const cosim_manifest *manifest, const char *path, const char *built,
                       const char *so, cosim_diag *diag);

#endif
