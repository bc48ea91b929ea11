// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* One column of numbers from a CSV file with a header line, by libcsv in its strict mode. */
#ifndef COSIM_INPUT_CSV_H
#define COSIM_INPUT_CSV_H

#include "input/units.h"

#include <stddef.h>
#include <stdint.h>

/* Reads the column named `column` of the file PATH: strict decimal numbers in `unit`, one a row.
 * Lines end with LF or CRLF; a byte order mark before the header and empty lines at the end are
 * allowed, and nothing else that is not a row of as many fields as the header has. Reading stops
 * with an error after `most` rows, and at a line of more than 64 KiB.
 * Returns 0 with *values (of malloc, never NULL) and *count, or -1 with a message in
 * message[bytes] that begins with "PATH:LINE: " or "PATH: ". */
int cosim_csv_read(const char *path, const char *column, const cosim_unit *unit, uint64_t most,
                   double **values, size_t *count, char *message, size_t bytes);

#endif
