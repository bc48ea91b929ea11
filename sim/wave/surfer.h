// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The layout of a recorded waveform for Surfer is a file of its commands: the same rows as in
 * GTKWave (wave/traces.h). */
#ifndef COSIM_WAVE_SURFER_H
#define COSIM_WAVE_SURFER_H

#include "wave/recorder.h"

#include <stdio.h>

/* Writes the commands to PATH (FILE.sucl beside FILE.fst, which it names without a folder, so that
 * Surfer is started in theirs): the signals with their forms and colours, a divider for each
 * section, a marker on the first mismatch and lettered ones on unexplained spikes. The recorder
 * must have recorded. Returns 0, or -1 with *diag. */
int cosim_surfer_write(const cosim_recorder *recorder, const cosim_result *result, const char *wave,
                       const char *path, cosim_diag *diag);

/* Writes the beginning of the command that gives a row the focus: its number in hexadecimal, in the
 * letters a to p, with as many as the number of rows has. `_` and the name of the signal follow. */
void cosim_surfer_focus(FILE *file, unsigned row, unsigned rows);

#endif
