// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "input/digits.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EXPONENT_MOST = 10000, SINGLE_DIGITS = 9 };

void cosim_digits_start(cosim_digits *d)
{
    *d = (cosim_digits){.decimals = INT_MIN, .single = true};
}

static void note_value(cosim_digits *d, double value)
{
    d->any = true;
    d->single = d->single && (double)(float)value == value;
}

void cosim_digits_note(cosim_digits *d, const char *strict, double value)
{
    const char *end = strpbrk(strict, "eE");
    const size_t length = end == NULL ? strlen(strict) : (size_t)(end - strict);
    long exponent = end == NULL ? 0 : strtol(end + 1, NULL, 10);
    int decimals = 0, digits = 0;
    bool point = false, begun = false;
    for (size_t i = 0; i < length; i++) {
        point = point || strict[i] == '.';
        if (strict[i] >= '0' && strict[i] <= '9') {
            begun = begun || strict[i] != '0';
            digits += begun;
            decimals += point;
        }
    }
    exponent = exponent > EXPONENT_MOST    ? EXPONENT_MOST
               : exponent < -EXPONENT_MOST ? -EXPONENT_MOST
                                           : exponent;
    decimals -= (int)exponent;
    d->decimals = decimals > d->decimals ? decimals : d->decimals;
    d->digits = digits > d->digits ? digits : d->digits;
    note_value(d, value);
}

void cosim_digits_note_binary(cosim_digits *d, double value)
{
    if (d != NULL) {
        d->binary = true;
        note_value(d, value);
    }
}

double cosim_digits_half(const cosim_digits *d, double number)
{
    if (!d->any || d->binary) {
        return 0.0;
    }
    const double fixed = 0.5 * pow(10.0, -(double)d->decimals);
    if (number == 0.0) {
        return fixed;
    }
    /* a number just below a power of ten may have been rounded up to it: 99.99996 is printed 100 */
    const double first = floor(log10(fabs(number)) + 1e-9);
    return fmax(fixed, 0.5 * pow(10.0, first + 1.0 - (double)d->digits));
}

/* Tells whether a number is what a number of 32 bits is printed as in the fewest digits. */
static bool is_shortest(double number)
{
    const float single = (float)number;
    char text[64];
    for (int digits = 1; digits <= SINGLE_DIGITS; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, (double)single);
        const double read = strtod(text, NULL);
        if ((float)read == single) {
            return read == number;
        }
    }
    return false;
}

bool cosim_digits_may_be_single(const cosim_digits *d, const double *numbers, size_t count)
{
    bool rounded = true, shortest = !d->binary && d->digits <= SINGLE_DIGITS;
    for (size_t i = 0; i < count && (rounded || shortest); i++) {
        const double v = numbers[i], off = fabs(v - (double)(float)v);
        rounded = rounded && off <= cosim_digits_half(d, v) * (1.0 + 1e-9) + 0x1p-50 * fabs(v);
        shortest = shortest && is_shortest(v);
    }
    return rounded || shortest;
}
