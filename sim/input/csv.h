// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Reads rows of numbers from text: CSV by libcsv in its strict mode, with any separator, or columns
 * between blanks. */
#ifndef COSIM_INPUT_CSV_H
#define COSIM_INPUT_CSV_H

#include "input/table.h"

#include <stdio.h>

/* Reads the rows of a file that is open at its beginning, like cosim_table_read. Lines end with LF
 * or CRLF; a byte order mark at the beginning and empty lines at the end are allowed. Everything
 * else must be a comment or a row of as many fields as the first one has. Reading stops with an
 * error at a line of more than 64 KiB. Where the form does not fit, the message names the key that
 * would make it fit. */
int cosim_csv_read(cosim_table *table, FILE *file, char *message, size_t bytes);

#endif
