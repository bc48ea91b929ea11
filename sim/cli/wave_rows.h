// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The waveform of a trace, which is written from the rows of its run: the one that --wave asks for,
 * or a window around the first mismatch that a failing run leaves. */
#ifndef COSIM_CLI_WAVE_ROWS_H
#define COSIM_CLI_WAVE_ROWS_H

#include "cli/wave.h"
#include "run/run.h"
#include "wave/rows_vcd.h"

/* Begins the waveform that --wave asks for: *rows, NULL where it asks for none, is a sink of the
 * run then. Returns CLI_OK, or CLI_UNUSABLE after complaining. */
int cosim_cli_rows_wave_begin(const cosim_cli_wave *wave, const cosim_job *job,
                              cosim_rows_vcd **rows);

/* Ends it after the run, or throws it away where `result` is NULL. Of a run that failed without
 * one, it runs the trace once more and leaves the steps around the first mismatch, named `name`.
 * Returns CLI_OK, or CLI_UNUSABLE after complaining. */
int cosim_cli_rows_wave_end(const cosim_cli_wave *wave, const cosim_job *job, cosim_rows_vcd *rows,
                            cosim_result *result, const char *name);

#endif
