// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Reads the manifest of somebody else's circuit. */
#ifndef COSIM_FOREIGN_READ_H
#define COSIM_FOREIGN_READ_H

#include "foreign/manifest.h"

/* Reads and checks a manifest as text, with override_count overrides "KEY=VALUE" (as of a scenario)
 * applied. `calibrating`: its arithmetic and its latencies may be missing. Returns 0 with *manifest
 * (free with cosim_manifest_free), or -1 with *diag at the place of what is wrong. */
int cosim_manifest_read(const char *path, const char *const *overrides, size_t override_count,
                        bool calibrating, cosim_manifest **manifest, cosim_diag *diag);

#endif
