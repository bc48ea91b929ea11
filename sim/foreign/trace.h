// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* clang-format off */
/* The manifest of a trace names a file of rows in place of sources and a top module:
 *
 *   trace      the file, or {file: FILE} with the form of its text
 *   input      {column, unit} or {column, one: CURRENT}: what drove it; `scenario`: it is not recorded
 *   membrane   {column, unit} or {column, one: NUMBER}, from, shows, uncertainty; `hidden`
 *   spike      {column}: 0 or 1 a row; {file, column, unit}: a list of times, {file, column, from}: of
 *              steps; sender: {column, is}
 *   time       {column, unit};   step   {column}
 *   precision  float64 | float32 | digits;   initial   known | unknown
 *
 * `scenario` is a scenario of its own, which `run` takes where none is given (scenario/read.h), and
 * what stands under `calibrated` takes the place of what is said (foreign/calibrated.h).
 *
 * With `equations` (and membrane, drives, departs, phases, rounding, as in the manifest of a circuit)
 * the columns are words; each port of the equations is a column of its name, or `columns` says which.
 * docs/CHIP.md has every key. */
/* clang-format on */
#ifndef COSIM_FOREIGN_TRACE_H
#define COSIM_FOREIGN_TRACE_H

#include "circuit/recording.h"

/* Tells whether a name of a circuit is that of a manifest: it ends in .yaml or .yml. */
bool cosim_trace_is_manifest(const char *name);

/* Reads the manifest of a trace and its files, and opens them as a circuit of that name. file:
 * takes the place of the file that `trace` names, or NULL. calibrating: what calibration finds may
 * be missing, and what it found before is left out. Returns COSIM_DUT_OK with *dut, or another
 * status with *diag at the place of what is wrong. */
int cosim_trace_open(const char *path, const char *file, bool calibrating, cosim_dut **dut,
                     cosim_diag *diag);

#endif
