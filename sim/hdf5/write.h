// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A tree becomes an HDF5 file, laid out as h5py does it: texts in UTF-8 of variable length, truth
 * values as an enumeration of FALSE and TRUE, numbers little-endian, and arrays of some size in
 * chunks that gzip packs. */
#ifndef COSIM_HDF5_WRITE_H
#define COSIM_HDF5_WRITE_H

#include "input/nir/hdf.h"

/* Writes a new file, or over an old one. Returns -1 with *diag, without the name of the file. */
int cosim_hdf5_write(const cosim_hdf *root, const char *path, cosim_diag *diag);

#endif
