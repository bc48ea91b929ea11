// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Every written file: complete, or not there at all. A file is written beside its final place and
 * renamed at the end; "-" is standard output, and what exists and is no regular file (a pipe,
 * /dev/null) is written directly. Text goes through here as a stream. */
#ifndef COSIM_BASE_OUTPUT_H
#define COSIM_BASE_OUTPUT_H

#include "base/diag.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef struct cosim_output cosim_output;

/* Opens PATH for writing ("-": standard output). NULL with *diag. The final file is untouched until
 * cosim_output_commit; then it has the permissions of the file that it replaces, or those that the
 * umask leaves to a new one. A symbolic link stays, and the file that it names is replaced. */
cosim_output *cosim_output_open(const char *path, cosim_diag *diag);

/* The stream to write to; errors are kept and reported by commit. */
FILE *cosim_output_file(cosim_output *output);

/* Makes commit fail with this errno value, unless an error came before: for a report that could not
 * be made (ENOMEM) and must not be taken for a complete one. */
void cosim_output_fail(cosim_output *output, int error);

/* Flushes, checks every error so far, and puts the file into its place. Frees output either way.
 * Returns 0, or -1 with *diag, and then the final place is untouched. */
int cosim_output_commit(cosim_output *output, cosim_diag *diag);

/* Throws the partial file away and frees output (NULL is allowed). */
void cosim_output_abandon(cosim_output *output);

#endif
