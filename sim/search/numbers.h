// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Reads small whole numbers as people list them on a command line: "8,12,16", "8..32", "8..32:4".
 */
#ifndef COSIM_SEARCH_NUMBERS_H
#define COSIM_SEARCH_NUMBERS_H

#include <stddef.h>
#include <stdint.h>

/* A set has numbers from 0 to 63: bit n stands for n. */
typedef uint64_t cosim_numbers;

/* Reads a list whose items, separated by commas, are numbers N and ranges A..B or A..B:STEP (A,
 * A+STEP ..., at most B; A <= B, STEP >= 1), all from `least` to `most` (most <= 63). A number may
 * stand there more than once. Returns 0, or -1 with a message in message[bytes] (what is wrong, and
 * what would be right). */
int cosim_numbers_read(const char *text, unsigned least, unsigned most, cosim_numbers *axis,
                       char *message, size_t bytes);

/* Writes the set in the shortest form that cosim_numbers_read reads: "8..10,12". Returns text. */
enum { COSIM_NUMBERS_BYTES = 200 };
const char *cosim_numbers_text(cosim_numbers axis, char text[COSIM_NUMBERS_BYTES]);

#endif
