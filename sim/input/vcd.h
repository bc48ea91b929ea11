// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Waveforms (VCD, IEEE 1364 clause 18) are read as rows: one for each edge of a clock at which
 * steps are enabled and reset is not active. A row has the values just before the edge, which is
 * what registers see; a column that is `late` by n clocks has the value just before the n-th edge
 * after it, so that an output that a register shows after the edge is late by 1. Only the wanted
 * signals are kept, whatever the size of the file.
 *
 * A signal is named by its path (tb.dut.v), or by the end of it (dut.v, v) where one alone ends so.
 */
#ifndef COSIM_INPUT_VCD_H
#define COSIM_INPUT_VCD_H

#include "input/table.h"

#include <stdio.h>

/* Reads the rows of a waveform from its beginning, like cosim_table_read. A value that is x or z in
 * a row, a signal that is not there or of which there are several, and a reset that comes again are
 * errors. */
int cosim_vcd_read(cosim_table *table, FILE *file, char *message, size_t bytes);

#endif
