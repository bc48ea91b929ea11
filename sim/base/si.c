// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "base/si.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

const cosim_prefix cosim_prefixes[COSIM_PREFIXES] = {
#include "si_prefixes.inc"
};

/* Rounding comes first: 999.96 with four digits is 1.000e3, and belongs to the next prefix. */
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
    size_t index = COSIM_PREFIX_NONE;

    if (isnan(value)) {
        snprintf(text, COSIM_SI_BYTES, "none");
        return text;
    }
    if (isfinite(value) && value != 0) {
        const int from_first = exponent_of(value, digits) - cosim_prefixes[0].exponent10;
        index = from_first >= 0 && from_first / 3 < COSIM_PREFIXES ? (size_t)from_first / 3
                                                                   : COSIM_PREFIX_NONE;
    }
    /* a power above 1 is exact, and the one below is not: dividing or multiplying by it rounds once
     */
    const cosim_prefix *p = &cosim_prefixes[index];
    const double scaled = index < COSIM_PREFIX_NONE ? value * p->factor : value / p->unit;
    snprintf(text, COSIM_SI_BYTES, "%.*g %s%s", digits, scaled, p->ascii, unit);
    return text;
}

cosim_prefix cosim_prefix_of(double magnitude)
{
    const double m = fabs(magnitude);
    size_t index = COSIM_PREFIXES - 1;
    if (m == 0 || !isfinite(m)) {
        return cosim_prefixes[COSIM_PREFIX_NONE];
    }
    /* 1 nA computed from decimals may be a hair below 1 */
    while (index > 0 && m * cosim_prefixes[index].factor < 1 - 1e-9) {
        index--;
    }
    return cosim_prefixes[index];
}
