// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "base/si.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

/* In the exponents of ten: 999.96 with four digits is 1.000e3, and belongs to the next prefix. */
static int exponent_of(double value, int digits)
{
    char text[40];
    int exponent = 0;
    snprintf(text, sizeof text, "%.*e", digits - 1, value);
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == 'e') {
            exponent = atoi(c + 1);
        }
    }
    return exponent;
}

const char *cosim_si(double value, const char *unit, int digits, char text[COSIM_SI_BYTES])
{
    static const char *const prefixes[] = {"f", "p", "n", "u", "m", "", "k", "M", "G"};
    enum { FIRST = -15, PLAIN = 5, PREFIXES = sizeof prefixes / sizeof prefixes[0] };
    int index = PLAIN;

    if (isnan(value)) {
        snprintf(text, COSIM_SI_BYTES, "none");
        return text;
    }
    if (isfinite(value) && value != 0) {
        const int exponent = exponent_of(value, digits);
        const int from_first = exponent - FIRST;
        index = from_first >= 0 && from_first / 3 < PREFIXES ? from_first / 3 : PLAIN;
    }
    /* the literal is the nearest double to the power: dividing or multiplying by it rounds once */
    static const double scales[] = {1e15, 1e12, 1e9, 1e6, 1e3, 1, 1e3, 1e6, 1e9};
    const double scaled = index < PLAIN ? value * scales[index] : value / scales[index];
    snprintf(text, COSIM_SI_BYTES, "%.*g %s%s", digits, scaled, prefixes[index], unit);
    return text;
}

cosim_prefix cosim_prefix_of(double magnitude)
{
    static const cosim_prefix prefixes[] = {{"G", 1e-9}, {"M", 1e-6}, {"k", 1e-3},
                                            {"", 1},     {"m", 1e3},  {"µ", 1e6},
                                            {"n", 1e9},  {"p", 1e12}, {"f", 1e15}};
    const size_t last = sizeof prefixes / sizeof prefixes[0] - 1;
    const double m = fabs(magnitude);
    if (m == 0 || !isfinite(m)) {
        return (cosim_prefix){"", 1};
    }
    for (size_t i = 0; i < last; i++) {
        /* 1 nA computed from decimals may be a hair below 1 */
        if (m * prefixes[i].factor >= 1 - 1e-9) {
            return prefixes[i];
        }
    }
    return prefixes[last];
}
