// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The bytes of a YAML file are read with a limit, and checked as text, before any YAML. */
#ifndef COSIM_INPUT_SOURCE_H
#define COSIM_INPUT_SOURCE_H

#include "base/arena.h"
#include "base/diag.h"

#include <stddef.h>

#define COSIM_SOURCE_LIMIT ((size_t)16 << 20) /* bytes */

/* Reads PATH whole, at most COSIM_SOURCE_LIMIT bytes. Returns 0 with bytes[size], followed by a
 * NUL, in the arena, or -1 with *diag. */
int cosim_source_read(cosim_arena *arena, const char *path, char **bytes, size_t *size,
                      cosim_diag *diag);

/* Checks that bytes[size], with a NUL behind them, are UTF-8 (RFC 3629) without NUL and without
 * control characters other than tab and line breaks. `file` is for the place. Returns 0, or -1 with
 * *diag. */
int cosim_source_check(const char *file, const char *bytes, size_t size, cosim_diag *diag);

#endif
