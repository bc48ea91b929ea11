// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The program speaks and ends through these: only the files of cli print and exit. */
#ifndef COSIM_CLI_TELL_H
#define COSIM_CLI_TELL_H

#include "base/diag.h"

#include <stdbool.h>
#include <stdio.h>

/* The exit status of the program is the highest that applies; CLI_UNDECIDED ranks below all of them
 * but CLI_OK. */
enum { CLI_OK = 0, CLI_NOT_PASSED = 1, CLI_WRONG_INPUT = 2, CLI_UNUSABLE = 3, CLI_UNDECIDED = 4 };

/* Returns the one of two exit statuses that applies; neither is CLI_UNDECIDED. */
static inline int cosim_cli_highest(int a, int b) { return a > b ? a : b; }

/* Prints to the program's standard output, on which no circuit can print (base/output.h). */
__attribute__((format(printf, 1, 2))) void cosim_cli_print(const char *format, ...);

/* Returns the stream for verdicts and summaries: the program's standard output, or standard error
 * where a document takes that. */
FILE *cosim_cli_out(bool taken);

/* Tells whether the name of a file to be written, NULL where none is named, is standard output. */
bool cosim_cli_is_stdout(const char *path);

/* Returns text for a place where a name stands among other words: every control character is shown,
 * line breaks as well (base/utf8.h). It is valid until the fourth next call. */
const char *cosim_cli_shown(const char *text);

/* Prints a line to standard error, with nothing in it that a reader would not see. */
__attribute__((format(printf, 1, 2))) void cosim_cli_tell(const char *format, ...);

/* Prints "lifcosim: MESSAGE" to standard error and returns CLI_WRONG_INPUT. */
__attribute__((format(printf, 1, 2))) int cosim_cli_usage_error(const char *format, ...);

/* Prints a diagnostic to standard error and returns `status`, or CLI_UNUSABLE where memory was
 * short, or a tool or a circuit could not be used: the input may be right. */
int cosim_cli_report(const cosim_diag *diag, int status);

#endif
