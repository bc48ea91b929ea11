// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* What the reader of physical values asks whoever knows the units: UDUNITS-2 (input/units.c), or a
 * table where there is none. */
#ifndef COSIM_INPUT_UNITS_TABLE_H
#define COSIM_INPUT_UNITS_TABLE_H

#include "input/units.h"

enum { COSIM_UNIT_BYTES = 32 }; /* of a spelling, NUL included */

enum {
    COSIM_UNIT_FOUND = 1,
    COSIM_UNIT_UNKNOWN = 0,
    COSIM_UNIT_OF_ANOTHER = -1, /* a unit of another quantity, or not proportional to it */
    COSIM_UNIT_NO_TABLE = -2
};

/* Looks up a spelling of less than COSIM_UNIT_BYTES bytes; *unit is filled when it is found. */
int cosim_unit_find(const char *text, cosim_quantity quantity, cosim_unit *unit);

#endif
