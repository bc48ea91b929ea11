// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Writes what was found of a trace in words: equations that take effect at the end of its manifest,
 * with a scenario of its own, and which rows exclude others; the same as JSON. */
#ifndef COSIM_CALIBRATE_WORDED_TEXT_H
#define COSIM_CALIBRATE_WORDED_TEXT_H

#include "calibrate/traced_text.h"
#include "calibrate/worded.h"

#include <stdio.h>

/* Each returns 0, or -1 without memory. `path` is that of the manifest. */
int cosim_worded_put(FILE *file, cosim_worded *worded);
int cosim_worded_json(FILE *file, cosim_worded *worded, const char *path);

/* Writes the lines of the manifest alone, where there is a text. */
int cosim_worded_put_lines(FILE *file, cosim_worded *worded);

/* Says in a sentence what came of it. Returns text. */
const char *cosim_worded_result(const cosim_worded *worded, char text[COSIM_TRACED_RESULT]);

#endif
