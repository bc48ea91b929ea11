// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A tool in a child process, with what it says in a file. */
#ifndef COSIM_BASE_TOOL_H
#define COSIM_BASE_TOOL_H

#include "base/diag.h"

#include <stddef.h>

/* Runs argv[0] (found by PATH) with both its outputs in the file `log`, without make's own
 * variables. Returns its exit status, or -1 with *diag where it could not be run. */
int cosim_child_run(const char *const argv[], const char *log, cosim_diag *diag);

/* The first line of a log that contains `word`, else its last line that is not blank, cut to fit;
 * returns text. */
const char *cosim_child_line(const char *log, const char *word, char *text, size_t bytes);

/* The folder of the sources that this program was built from: the nearest one above it with
 * sim/sim.mk, or $LIFCOSIM_ROOT. Returns 0, or -1 with *diag. */
int cosim_root(char *text, size_t bytes, cosim_diag *diag);

#endif
