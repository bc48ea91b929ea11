// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Tells whether a waveform arrived on the disk: the FST writer of Verilator reports no error. */
#ifndef COSIM_INPUT_WHOLE_FST_H
#define COSIM_INPUT_WHOLE_FST_H

#include <stdbool.h>

/* Tells whether PATH is an FST file whose blocks are all there: a header, value changes, the
 * hierarchy, and nothing cut off. A writer that ran out of disk leaves a block without its length,
 * or too few bytes. Source: GTKWave's fstapi (a block is one byte of type and 8 bytes of length,
 * big endian, which count themselves). */
bool cosim_fst_is_whole(const char *path);

#endif
