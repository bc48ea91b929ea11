// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A physical value is a strict decimal number, one blank and a unit. The reader of units reads the
 * unit alone. */
#ifndef COSIM_INPUT_PHYSICAL_H
#define COSIM_INPUT_PHYSICAL_H

#include "input/units.h"

/* Reads a unit ("mV", "kOhm", "1/s", UTF-8). It must be of the quantity, with the same zero as the
 * SI unit and proportional to it. The spelling is case-sensitive in prefixes and symbols: mOhm is
 * not MOhm. A unit must have no number inside, except for a leading "1/". Returns 0, or -1 with a
 * message in message[bytes] (what is wrong, and what would be right). */
int cosim_unit_read(const char *text, cosim_quantity quantity, cosim_unit *unit, char *message,
                    size_t bytes);

/* Converts NUMBER in that unit to the nearest double in SI (two roundings where the unit is no
 * power of ten). It returns and reports like cosim_unit_read. */
int cosim_unit_apply(const char *number, const cosim_unit *unit, double *value, char *message,
                     size_t bytes);

/* Does the same for a number that is a double already; NaN and infinity are refused. */
int cosim_unit_scale(double number, const cosim_unit *unit, double *value, char *message,
                     size_t bytes);

/* Reads "NUMBER UNIT" into the SI unit of the quantity. It returns and reports like
 * cosim_unit_read. */
int cosim_physical_read(const char *text, cosim_quantity quantity, double *value, char *message,
                        size_t bytes);

#endif
