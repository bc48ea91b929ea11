// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* An HDF5 file becomes a tree. The file may be damaged or hostile: nothing outside it is opened
 * (links to other files, data in other files, filters that are plug-ins), and the limits of
 * input/nir/hdf.h are kept before anything is allocated. The library may still crash on it; the
 * process is there for that. */
#ifndef COSIM_HDF5_READ_H
#define COSIM_HDF5_READ_H

#include "input/nir/hdf.h"

/* Reads a file into the arena. Returns the root, or NULL with *diag, without the name of the file.
 */
cosim_hdf *cosim_hdf5_read(cosim_arena *arena, const char *path, cosim_diag *diag);

#endif
