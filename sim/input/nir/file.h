// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* HDF5 files are read and written by another program, lifcosim-hdf5 (sim/hdf5): a damaged file can
 * harm that process alone, and this program needs no HDF5 library. It is $LIFCOSIM_HDF5, or lies in
 * PREFIX/lib/lifcosim of an installation, or beside this program. */
#ifndef COSIM_INPUT_NIR_FILE_H
#define COSIM_INPUT_NIR_FILE_H

#include "input/nir/hdf.h"

/* Reads a file into the arena. Returns the root, or NULL with *diag at the file; diag->tool is set
 * where lifcosim-hdf5 is not there or could not be run. */
cosim_hdf *cosim_hdf_read(cosim_arena *arena, const char *path, cosim_diag *diag);

/* Writes a new file, or over an old one, of that name (base/output.h puts it into its place).
 * Returns -1 with *diag, as above. */
int cosim_hdf_write(const cosim_hdf *root, const char *path, cosim_diag *diag);

#endif
