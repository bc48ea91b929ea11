// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Physical values are written as people write them: "0.1 ms", "-70 mV". */
#ifndef COSIM_BASE_SI_H
#define COSIM_BASE_SI_H

enum { COSIM_SI_BYTES = 48 };

/* Writes value, in the SI unit named, with `digits` significant digits (1..15) and the prefix that
 * leaves 1 to 999.9 before the unit: femto to giga, micro as "u". Values beyond those, and 0, have
 * no prefix; NaN is "none". Returns text. */
const char *cosim_si(double value, const char *unit, int digits, char text[COSIM_SI_BYTES]);

/* These are the prefixes of the SI from femto to giga in prefixes.txt, the smallest first. */
typedef struct cosim_prefix {
    const char *name;   /* "milli", "micro"; "" for the unit itself, as the two below */
    const char *symbol; /* "m", "µ" */
    const char *ascii;  /* "m", "u" */
    int exponent10;
    double unit;   /* of so many units, 1e-3 */
    double factor; /* a value times this has the prefixed unit, 1e3 */
} cosim_prefix;
enum { COSIM_PREFIX_NONE = 5, COSIM_PREFIXES = 9 };
extern const cosim_prefix cosim_prefixes[COSIM_PREFIXES];

/* Gives the prefix that brings a magnitude into 1 .. 1000; none for 0. */
cosim_prefix cosim_prefix_of(double magnitude);

#endif
