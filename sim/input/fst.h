// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* FST files are read by GTKWave's own fst2vcd, which gives them as VCD through a pipe: in a process
 * of its own, so that a damaged file cannot harm this one, and without a file in between. */
#ifndef COSIM_INPUT_FST_H
#define COSIM_INPUT_FST_H

#include "input/table.h"

/* Reads the rows of the FST file at table->path, as cosim_vcd_read does. */
int cosim_fst_read(cosim_table *table, char *message, size_t bytes);

#endif
