// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* FST files are read by GTKWave's own fst2vcd, which gives them as VCD through a pipe: in a process
 * of its own, so that a damaged file cannot harm this one, and without a file in between. */
#ifndef COSIM_INPUT_FST_H
#define COSIM_INPUT_FST_H

#include "input/table.h"

/* Reads the rows of the FST file at table->path, as cosim_vcd_read does. It starts a process, and
 * so it is in a program that asks for it when it is linked (STARTS_READERS of sim/sim.mk), and not
 * in the library, whose users do not expect one: NULL there. */
#if defined(__GNUC__)
__attribute__((weak))
#endif
int
cosim_fst_read(cosim_table *table, char *message, size_t bytes);

#endif
