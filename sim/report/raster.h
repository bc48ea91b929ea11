// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Prints the raster of a result in plain ASCII: the circuit's spikes over the reference's. */
#ifndef COSIM_REPORT_RASTER_H
#define COSIM_REPORT_RASTER_H

#include "result/result.h"

#include <stdio.h>

/* Writes an axis of time, a row of cells for each train and, where the trains differ, a row that
 * marks the cells with a spike that only one of them has. A cell shows its number of spikes:
 * `.` none, `|` one, `2` to `9`, `#` more. A run without a spike is one line that says so. Lines
 * are indented by 4 and end before column 80. */
void cosim_raster_put(FILE *out, const cosim_result *result);

/* Writes the axis alone, of a run of so many steps: cells, COSIM_RASTER_CELLS at most, of `per`
 * steps each. */
void cosim_raster_axis(FILE *out, uint64_t per, size_t cells, uint64_t steps, double step_s);

#endif
