// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The checksum that ends each line of a sweep: it finds a line that was changed by hand, by an
 * editor or by a disk. It is no signature. */
#ifndef COSIM_SWEEP_CHECK_H
#define COSIM_SWEEP_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Writes text[length], a JSON object without its closing brace, as a whole line with its checksum,
 * the brace and a line feed. */
void cosim_sweep_check_put(FILE *out, const char *text, size_t length);

/* Tells whether text[length], a line without its line feed, ends with the checksum of what is
 * before. */
bool cosim_sweep_check_holds(const char *text, size_t length);

#endif
