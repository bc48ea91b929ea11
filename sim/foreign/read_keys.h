// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Reads what goes in, comes out and is computed, by keys: a manifest in files, one of a trace, and
 * one that a page has in memory. */
#ifndef COSIM_FOREIGN_READ_KEYS_H
#define COSIM_FOREIGN_READ_KEYS_H

#include "foreign/manifest.h"

/* Reads drive, spike, membrane, constants and arithmetic of a manifest whose clocking is known.
 * `calibrating`: arithmetic and latencies may be missing. Returns 0, or -1 with *diag. */
int cosim_manifest_keys(cosim_manifest *manifest, bool calibrating, cosim_diag *diag);

#endif
