// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Units come from UDUNITS-2 (input/units.c), or from a table where there is no UDUNITS-2. */
#ifndef COSIM_INPUT_UNITS_H
#define COSIM_INPUT_UNITS_H

#include <stddef.h>

typedef enum cosim_quantity {
    COSIM_TIME,        /* second */
    COSIM_POTENTIAL,   /* volt */
    COSIM_CURRENT,     /* ampere */
    COSIM_RESISTANCE,  /* ohm */
    COSIM_CONDUCTANCE, /* siemens */
    COSIM_CAPACITANCE, /* farad */
    COSIM_FREQUENCY,   /* hertz */
    COSIM_ANGLE        /* radian */
} cosim_quantity;

/* Tells how many SI units one unit is: factor, and where that is a power of ten (within one unit in
 * the last place of a double) its exponent, so that decimals can be converted without rounding
 * twice.
 */
typedef struct cosim_unit {
    double factor; /* > 0 */
    int decimal;   /* 1: factor is 10^exponent10 */
    int exponent10;
} cosim_unit;

enum { COSIM_UNIT_BYTES = 32 }; /* of a spelling, NUL included */

enum {
    COSIM_UNIT_FOUND = 1,
    COSIM_UNIT_UNKNOWN = 0,
    COSIM_UNIT_OF_ANOTHER = -1, /* a unit of another quantity, or not proportional to it */
    COSIM_UNIT_NO_TABLE = -2
};

/* Looks up a spelling of less than COSIM_UNIT_BYTES bytes; *unit is filled when it is found. */
int cosim_unit_find(const char *text, cosim_quantity quantity, cosim_unit *unit);

/* Frees the table of units that the first use loads and that the process keeps. */
void cosim_units_release(void);

#endif
