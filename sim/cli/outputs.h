// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The files that a command line names to be written are looked at before anything is run. */
#ifndef COSIM_CLI_OUTPUTS_H
#define COSIM_CLI_OUTPUTS_H

#include "base/diag.h"
#include "base/output.h"

#include <stddef.h>

typedef struct cosim_cli_output {
    const char *option; /* "--json", or what the file is */
    const char *path;   /* NULL: not named */
} cosim_cli_output;

/* Refuses a name of a scenario (.yaml, .yml), a file that is read (base/inputs.h, so all inputs
 * must be read before), and a file that is given twice under any spelling. /dev/null may be given
 * often. Returns CLI_OK, or CLI_WRONG_INPUT after complaining in the name of `command`. */
int cosim_cli_outputs_check(const char *command, const cosim_cli_output *outputs, size_t count);

/* Tells whether each can be written: they are opened and thrown away. Returns CLI_OK, or
 * CLI_WRONG_INPUT after complaining. */
int cosim_cli_outputs_try(const cosim_cli_output *outputs, size_t count);

/* Writes a document whole or not at all: `put` returns 0, or -1 with *diag. Returns CLI_OK, which
 * it is without a path, too, or an exit status after complaining. */
int cosim_cli_output_write(const char *path,
                           int (*put)(const void *context, cosim_output *output, cosim_diag *diag),
                           const void *context);

/* Writes the name of a file that is written beside one that was named: the first `length` bytes of
 * it, and `rest`. Returns text, or NULL where `path` is NULL. */
const char *cosim_cli_output_beside(const char *path, size_t length, const char *rest, char *text,
                                    size_t bytes);

#endif
