// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A tool runs in a child process, and what it says goes to a file. */
#ifndef COSIM_BASE_TOOL_H
#define COSIM_BASE_TOOL_H

#include "base/diag.h"

#include <stddef.h>

/* Runs argv[0] (found by PATH) with both its outputs in the file `log`, without make's own
 * variables. The tool, and all that it starts, ends with this process, even where this process is
 * killed. Returns its exit status, or -1 with *diag where it could not be run. */
int cosim_tool_run(const char *const argv[], const char *log, cosim_diag *diag);

/* Does the same, but what it gives on its standard output goes to the file `output`. */
int cosim_tool_run_apart(const char *const argv[], const char *output, const char *log,
                         cosim_diag *diag);

/* Finds the first line of a log that contains `word`, else its last line that is not blank, cut to
 * fit; returns text. */
const char *cosim_tool_line(const char *log, const char *word, char *text, size_t bytes);

#endif
