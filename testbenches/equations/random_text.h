// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Random texts of equations have every operator, every form of line and every width. */
#ifndef RANDOM_TEXT_H
#define RANDOM_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { RANDOM_TEXT_BYTES = 16384 };

/* Writes a text that the reader accepts, drawn from *seed, into text[RANDOM_TEXT_BYTES]; without
 * `bits` it is one that mostly has a bound, as no bits of words are taken. Returns how many lines
 * were drawn that the reader refused, which are not in it. */
size_t random_text(uint64_t *seed, char *text, bool bits);

#endif
