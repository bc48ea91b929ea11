// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "base/decimal.h"

#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static size_t digits(const char *text) { return strspn(text, "0123456789"); }

size_t cosim_decimal_length(const char *text)
{
    size_t n = text[0] == '-' ? 1 : 0;
    size_t whole = digits(text + n);
    if (whole == 0) {
        return 0;
    }
    /* After a leading zero only a point or an exponent can follow. */
    n += text[n] == '0' ? 1 : whole;
    if (text[n] == '.' && digits(text + n + 1) > 0) {
        n += 1 + digits(text + n + 1);
    }
    if (text[n] == 'e' || text[n] == 'E') {
        size_t sign = text[n + 1] == '+' || text[n + 1] == '-' ? 1 : 0;
        size_t exponent = digits(text + n + 1 + sign);
        n += exponent > 0 ? 1 + sign + exponent : 0;
    }
    return n;
}

/* Returns the written exponent, clamped far outside of what a double reaches. */
static long written_exponent(const char *text)
{
    const char *at = strpbrk(text, "eE");
    long value = 0;
    if (at == NULL) {
        return 0;
    }
    const char *digit = at + (at[1] == '+' || at[1] == '-' ? 2 : 1);
    for (; *digit != '\0' && value < 100000; digit++) {
        value = 10 * value + (*digit - '0');
    }
    return at[1] == '-' ? -value : value;
}

cosim_decimal_status cosim_decimal_read(const char *text, int exponent10, double *value)
{
    char shifted[COSIM_DECIMAL_LIMIT + 32];
    size_t mantissa = strcspn(text, "eE");
    size_t length = cosim_decimal_length(text);
    if (length == 0 || text[length] != '\0' || length > COSIM_DECIMAL_LIMIT) {
        return COSIM_DECIMAL_MALFORMED;
    }
    snprintf(shifted, sizeof shifted, "%.*se%ld", (int)mantissa, text,
             written_exponent(text) + exponent10);
    locale_t c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (c_locale == (locale_t)0) {
        return COSIM_DECIMAL_MALFORMED;
    }
    double read = strtod_l(shifted, NULL, c_locale);
    freelocale(c_locale);
    if (!isfinite(read)) {
        return COSIM_DECIMAL_OVERFLOW;
    }
    shifted[mantissa] = '\0';
    if (fabs(read) < DBL_MIN && strpbrk(shifted, "123456789") != NULL) {
        return COSIM_DECIMAL_UNDERFLOW;
    }
    *value = read;
    return COSIM_DECIMAL_OK;
}

cosim_decimal_status cosim_count_read(const char *text, uint64_t *value)
{
    size_t length = digits(text);
    uint64_t count = 0;
    if (length == 0 || text[length] != '\0' || (text[0] == '0' && length > 1)) {
        return COSIM_DECIMAL_MALFORMED;
    }
    for (const char *digit = text; *digit != '\0'; digit++) {
        uint64_t unit = (uint64_t)(*digit - '0');
        if (count > (UINT64_MAX - unit) / 10) {
            return COSIM_DECIMAL_OVERFLOW;
        }
        count = 10 * count + unit;
    }
    *value = count;
    return COSIM_DECIMAL_OK;
}

const char *cosim_number(double value, char text[32])
{
    char digits[32];
    for (int precision = 15; precision <= 17; precision++) {
        snprintf(digits, sizeof digits, "%.*g", precision, value);
        if (strtod(digits, NULL) == value) {
            break;
        }
    }
    return strcpy(text, digits);
}
