// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Writes a record as a line of JSON, as a row of CSV, and as a command. */
#ifndef COSIM_SWEEP_LINE_H
#define COSIM_SWEEP_LINE_H

#include "sweep/record.h"

/* Writes the line, with its line feed; the program's version and a checksum (sweep/check.h) end it.
 * Returns 0, or -1 where memory is short. */
int cosim_sweep_put_line(FILE *out, const cosim_sweep_record *record, const cosim_sweep_line *line);

/* These write the heading of the CSV, and a set as one row of it. */
void cosim_sweep_put_csv_header(FILE *out, const cosim_axis *axes, size_t count);

void cosim_sweep_put_csv(FILE *out, const cosim_sweep_record *record, const char *dut,
                         const char *const *values, size_t count, const char *reason);

#endif
