// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A circuit behind lif_dut.h by plain functions, for the benches in C, SystemVerilog (DPI) and
 * Python (ctypes) that have the library judge it. Statuses are 0, or -1 after a message on standard
 * error. */
#ifndef LIBRARY_CIRCUIT_H
#define LIBRARY_CIRCUIT_H

#include <stdint.h>

typedef struct circuit circuit;

circuit *circuit_open(const char *path); /* NULL after a message */
void circuit_close(circuit *c);
const char *circuit_about(circuit *c);
const char *circuit_format(circuit *c); /* as "32/24/31" */
int circuit_hold_width(circuit *c);
int circuit_clocks(circuit *c);  /* a step */
int circuit_changes(circuit *c); /* 1: its words may change in a run */

/* Gives it words, with a reset or without one. */
int circuit_words(circuit *c, int resets, int64_t seed, int64_t leak, int threshold, int reset,
                  int initial, int initial_hold, int compare_above, int reset_subtract);
/* Gives a word that it has: "leak", "threshold" ... as lifcosim_dpi_word. */
int64_t circuit_word(circuit *c, const char *name);

int circuit_run(circuit *c, int64_t n, const int32_t *drive, const uint32_t *hold, int32_t *before,
                int32_t *after, uint8_t *spike);
int circuit_step(circuit *c, int drive, int hold, int *before, int *after, int *spike);

/* Tell what it did wrong beside its steps, since circuit_clear. */
int64_t circuit_breaches(circuit *c);
const char *circuit_breach_what(circuit *c);
int64_t circuit_breach(circuit *c, int which); /* 0 its step, 1 expected, 2 observed */
void circuit_clear(circuit *c);

#endif
