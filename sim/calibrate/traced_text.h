// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Writes what was found of a trace: a text that takes effect at the end of its manifest, with a
 * scenario of its own, and which rows exclude other neurons; the same as JSON. */
#ifndef COSIM_CALIBRATE_TRACED_TEXT_H
#define COSIM_CALIBRATE_TRACED_TEXT_H

#include "calibrate/traced.h"

#include <stdio.h>

/* Each returns 0, or -1 without memory. `path` is that of the manifest. */
int cosim_traced_put(FILE *file, cosim_traced *traced);
int cosim_traced_json(FILE *file, cosim_traced *traced, const char *path);

#endif
