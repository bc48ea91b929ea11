// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Physical values as people write them: "0.1 ms", "-70 mV". */
#ifndef COSIM_BASE_SI_H
#define COSIM_BASE_SI_H

enum { COSIM_SI_BYTES = 48 };

/* Writes value, in the SI unit named, with `digits` significant digits (1..15) and the prefix that
 * leaves 1 to 999.9 before the unit: femto to giga, micro as "u". Beyond those, and for 0, without
 * a prefix; NaN is "none". Returns text. */
const char *cosim_si(double value, const char *unit, int digits, char text[COSIM_SI_BYTES]);

/* The SI prefix that brings a magnitude into 1 .. 1000, between femto and giga; none for 0. */
typedef struct cosim_prefix {
    const char *symbol; /* "", "m", "µ" ... */
    double factor;      /* a value times this has the prefixed unit */
} cosim_prefix;
cosim_prefix cosim_prefix_of(double magnitude);

#endif
