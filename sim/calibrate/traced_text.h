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

/* Writes the lines of the manifest alone, where there is a neuron. */
void cosim_traced_put_lines(FILE *file, const cosim_traced *traced);

enum { COSIM_TRACED_RESULT = 400 };

/* Says in a sentence what came of it. Returns text. */
const char *cosim_traced_result(const cosim_traced *traced, char text[COSIM_TRACED_RESULT]);

#endif
