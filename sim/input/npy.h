// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Reads one- and two-dimensional arrays of numbers from NumPy's own file format (.npy), without
 * NumPy. The reader trusts no byte of the file: the header is parsed as the one form that NumPy
 * writes and is at most 64 KiB, the size of the file must be that of its header and its data,
 * nothing is executed, and memory is one small buffer a column, whatever the file says.
 *
 * Source: the NumPy documentation, numpy.lib.format, versions 1.0, 2.0 and 3.0. */
#ifndef COSIM_INPUT_NPY_H
#define COSIM_INPUT_NPY_H

#include "input/table.h"

#include <stdio.h>

enum { COSIM_NPY_FIRST_BYTE = 0x93 };

/* Reads the rows of a file that is open at its beginning, like cosim_table_read: each element of
 * one dimension, or columns of two, by their number from 1. It takes little-endian integers of 1 to
 * 8 bytes and floats of 4 and 8, in C or Fortran order; it refuses objects (pickles), structures,
 * NaN and infinity. */
int cosim_npy_read(cosim_table *table, FILE *file, char *message, size_t bytes);

#endif
