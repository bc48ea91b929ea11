// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Every written file is complete, or not there at all. A file is written beside its final place,
 * under a name that no other process can have, and renamed at the end; "-" is standard output, and
 * what exists and is no regular file (a pipe, /dev/null) is written directly. Text goes through
 * here as a stream. */
#ifndef COSIM_BASE_OUTPUT_H
#define COSIM_BASE_OUTPUT_H

#include "base/diag.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/stat.h>

typedef struct cosim_output cosim_output;

/* Opens PATH for writing ("-": standard output); NULL with *diag. The final file is untouched until
 * cosim_output_commit; then it has the permissions of the file that it replaces, or those that the
 * umask leaves to a new one. A symbolic link stays, and the file that it names is replaced. */
cosim_output *cosim_output_open(const char *path, cosim_diag *diag);

/* Tells what an output of that name would write to now, as stat() tells it. Returns 0, or -1 where
 * there is no such file yet. */
int cosim_output_state(const char *path, struct stat *state);

/* Gives the stream to write to; errors are kept, and commit reports them. */
FILE *cosim_output_file(cosim_output *output);

/* Does the same for a file that a library writes by its name. The library writes cosim_output_name,
 * in a private folder beside PATH; whatever else it leaves in there is thrown away. There is no
 * stream, and the caller finds out before the commit whether the file is whole. PATH must be the
 * name of a regular file, or of none yet. */
cosim_output *cosim_output_reserve(const char *path, cosim_diag *diag);
const char *cosim_output_name(const cosim_output *output);

/* Makes commit fail with this errno value, unless an error came before. It is for a report that
 * could not be made (ENOMEM) and must not be taken for a complete one. */
void cosim_output_fail(cosim_output *output, int error);

/* Flushes, checks every error so far, and puts the file into its place. Frees output either way.
 * Returns 0, or -1 with *diag, and then the final place is untouched. */
int cosim_output_commit(cosim_output *output, cosim_diag *diag);

/* Throws the partial file away and frees output (NULL is allowed). */
void cosim_output_abandon(cosim_output *output);

/* Gives the stream that the program itself prints to: stdout, or, once cosim_output_keep_standard
 * was called, a stream of its own on what standard output was. From then on, whatever a circuit or
 * a library prints (descriptor 1, stdout, $display) comes on standard error, for standard output
 * may be a document. Call it before anything is printed, with all three standard streams open.
 * Returns 0, or -1 with *diag. Where standard output cannot be written at all, all stays as it is.
 */
int cosim_output_keep_standard(cosim_diag *diag);
FILE *cosim_output_standard(void);

#endif
