// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The GTKWave layout of a recorded waveform says what stands where, in which scale, with which
 * markers.
 */
#ifndef COSIM_WAVE_LAYOUT_H
#define COSIM_WAVE_LAYOUT_H

#include "wave/recorder.h"

/* Writes a save file for GTKWave to PATH (FILE.gtkw beside FILE.fst, which it names without a
 * folder). It has the analog membrane of circuit and reference, error and bound, spikes, and groups
 * with titles. The primary marker is on the first mismatch, lettered ones are on unexplained
 * spikes, and the view is zoomed to the window. The recorder must have recorded. Returns 0, or -1
 * with *diag. */
int cosim_layout_write(const cosim_recorder *recorder, const cosim_result *result, const char *wave,
                       const char *path, cosim_diag *diag);

#endif
