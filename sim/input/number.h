// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Reads the numbers of data files. */
#ifndef COSIM_INPUT_NUMBER_H
#define COSIM_INPUT_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

/* Reads a number of a data file as tools write it (printf, Fortran, MATLAB, spreadsheets): a sign,
 * leading zeros, a bare point, an exponent with e, E, d or D are allowed. Writes it as a strict
 * decimal number (base/decimal.h) into strict[bytes]. Returns false where it is no such number. */
bool cosim_number_strict(const char *text, char decimal, char *strict, size_t bytes);

#endif
