// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Every written file: complete, or not there at all. A file is written beside its final place and
 * renamed at the end; "-" is standard output. Text and numbers go through here as a stream. */
#ifndef COSIM_OUTPUT_H
#define COSIM_OUTPUT_H

#include "cosim_diag.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef struct cosim_output cosim_output;

/* Opens PATH for writing ("-": standard output). NULL with *diag. The final file is untouched until
 * cosim_output_commit. */
cosim_output *cosim_output_open(const char *path, cosim_diag *diag);

/* The stream to write to; errors are kept and reported by commit. */
FILE *cosim_output_file(cosim_output *output);

/* Flushes, checks every error so far, and puts the file into its place. Frees output either way.
 * Returns 0, or -1 with *diag, and then the final place is untouched. */
int cosim_output_commit(cosim_output *output, cosim_diag *diag);

/* Throws the partial file away and frees output (NULL is allowed). */
void cosim_output_abandon(cosim_output *output);

/* Shortest of 15, 16 or 17 digits that reads back as the same double; "null"-safe callers test for
 * NaN and infinity themselves. Returns text (at least 32 bytes). */
const char *cosim_number(double value, char text[32]);

#endif
