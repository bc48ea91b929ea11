// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A calibration, of a circuit or of a trace, is told: as text, and in the files that the command
 * line names. */
#ifndef COSIM_CLI_CALIBRATE_OUTPUTS_H
#define COSIM_CLI_CALIBRATE_OUTPUTS_H

#include "cli/cli.h"

/* NULL: not named. */
typedef struct cosim_cli_calibrate_files {
    const char *json, *junit, *report;
} cosim_cli_calibrate_files;

/* Tells whether each can be written, once all inputs but the manifest `path` are read. Returns
 * CLI_OK, or CLI_WRONG_INPUT after complaining. */
int cosim_cli_calibrate_files_check(const cosim_cli_calibrate_files *files, const char *path);

typedef enum cosim_cli_document {
    CLI_CALIBRATE_TEXT,
    CLI_CALIBRATE_JSON,
    CLI_CALIBRATE_PAGE
} cosim_cli_document;

/* This was found, of a circuit or of a trace. */
typedef struct cosim_cli_found {
    const char *name;   /* of the circuit or the trace */
    bool fits;          /* a text explains everything */
    const char *result; /* in a sentence */
    double seconds;     /* negative: not known */
    const void *context;
    int (*put)(FILE *file, const void *context, cosim_cli_document document); /* -1: no memory */
} cosim_cli_found;

/* Tells it. Returns an exit status: CLI_OK where it fits, CLI_NOT_PASSED where it does not, or that
 * of what went wrong. */
int cosim_cli_calibrate_tell(const cosim_cli_calibrate_files *files, const cosim_cli_found *found);

#endif
