// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* `lifcosim calibrate` on the manifest of a trace. */
#ifndef COSIM_CLI_CALIBRATE_TRACE_H
#define COSIM_CLI_CALIBRATE_TRACE_H

#include "cli/calibrate_outputs.h"

enum { CLI_TRACES = 32 };

typedef struct cosim_cli_traces {
    const char *files[CLI_TRACES]; /* --trace */
    size_t count;
    const char *with; /* --with, or NULL */
    cosim_cli_calibrate_files out;
} cosim_cli_traces;

/* Tells whether a file is the manifest of a trace. */
bool cosim_cli_is_trace(const char *path);

/* Calibrates; returns the exit status. */
int cosim_cli_calibrate_trace(const cosim_cli_inputs *inputs, const cosim_cli_traces *traces);

#endif
