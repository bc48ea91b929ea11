// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Decimal numbers are read strictly, whatever the locale. */
#ifndef COSIM_BASE_DECIMAL_H
#define COSIM_BASE_DECIMAL_H

#include <stddef.h>
#include <stdint.h>

typedef enum cosim_decimal_status {
    COSIM_DECIMAL_OK,
    COSIM_DECIMAL_MALFORMED,
    COSIM_DECIMAL_OVERFLOW, /* larger than the type holds */
    COSIM_DECIMAL_UNDERFLOW /* not zero, but a double would be 0 or lose digits */
} cosim_decimal_status;

/* Returns the length of the decimal number that text begins with; 0 for none. A number has the form
 * -?(0|[1-9][0-9]*)(.[0-9]+)?([eE][+-]?[0-9]+)?: it has no sign +, no leading zero, no bare point,
 * no hexadecimal, nan or infinity. */
size_t cosim_decimal_length(const char *text);

/* Returns the double nearest to NUMBER * 10^exponent10, rounded once. The whole text must be a
 * decimal number as above, of at most COSIM_DECIMAL_LIMIT characters; |exponent10| <= 1000. */
#define COSIM_DECIMAL_LIMIT 1000
cosim_decimal_status cosim_decimal_read(const char *text, int exponent10, double *value);

/* Reads a whole number from 0 to 2^64-1: only digits, without a leading zero. */
cosim_decimal_status cosim_count_read(const char *text, uint64_t *value);

/* Writes the value with the fewest of 15, 16 or 17 digits that read back as the same double, in the
 * "C" locale. Callers test for NaN and infinity themselves. Returns text (at least 32 bytes). */
const char *cosim_number(double value, char text[32]);

#endif
