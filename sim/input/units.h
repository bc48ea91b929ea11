// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Physical values: a strict decimal number, one blank, a unit. UDUNITS-2 reads the unit alone. */
#ifndef COSIM_INPUT_UNITS_H
#define COSIM_INPUT_UNITS_H

#include <stddef.h>

typedef enum cosim_quantity {
    COSIM_TIME,        /* second */
    COSIM_POTENTIAL,   /* volt */
    COSIM_CURRENT,     /* ampere */
    COSIM_RESISTANCE,  /* ohm */
    COSIM_CAPACITANCE, /* farad */
    COSIM_FREQUENCY,   /* hertz */
    COSIM_ANGLE        /* radian */
} cosim_quantity;

/* How many SI units one unit is: factor, and where that is a power of ten (within one unit in the
 * last place of a double) its exponent, so that decimals can be converted without rounding twice.
 */
typedef struct cosim_unit {
    double factor; /* > 0 */
    int decimal;   /* 1: factor is 10^exponent10 */
    int exponent10;
} cosim_unit;

/* Reads a unit ("mV", "kOhm", "1/s", UTF-8). It must be of the quantity, with the same zero as the
 * SI unit and proportional to it. The spelling is case-sensitive in prefixes and symbols: mOhm is
 * not MOhm. Units without a number inside only, but for a leading "1/". 0, or -1 with a message in
 * message[bytes] (what is wrong, and what would be right). */
int cosim_unit_read(const char *text, cosim_quantity quantity, cosim_unit *unit, char *message,
                    size_t bytes);

/* NUMBER in that unit, as the nearest double in SI (two roundings where the unit is no power of
 * ten). Returns and messages as above. */
int cosim_unit_apply(const char *number, const cosim_unit *unit, double *value, char *message,
                     size_t bytes);

/* Reads "NUMBER UNIT" into the SI unit of the quantity. Returns and messages as above. */
int cosim_physical_read(const char *text, cosim_quantity quantity, double *value, char *message,
                        size_t bytes);

/* Frees the table of units that the first use loads and that the process keeps. */
void cosim_units_release(void);

#endif
