// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cosim_units.h"

#include "cosim_decimal.h"
#include "cosim_tree.h"
#include "cosim_utf8.h"

#include <udunits2.h>

#include <ctype.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define UNIT_BYTES 32   /* of a spelling, NUL included */
#define KNOWN_LIMIT 128 /* spellings that are remembered */

static const struct {
    const char *name;    /* "a time" */
    const char *si;      /* as UDUNITS names it */
    const char *example; /* a unit that would be right */
} quantities[] = {
    [COSIM_TIME] = {"a time", "second", "ms"},
    [COSIM_POTENTIAL] = {"a potential", "volt", "mV"},
    [COSIM_CURRENT] = {"a current", "ampere", "nA"},
    [COSIM_RESISTANCE] = {"a resistance", "ohm", "kOhm"},
    [COSIM_CAPACITANCE] = {"a capacitance", "farad", "uF"},
    [COSIM_FREQUENCY] = {"a frequency", "hertz", "Hz"},
    [COSIM_ANGLE] = {"an angle", "radian", "degree"},
};

/* UDUNITS takes milliseconds to load and is not safe for threads: one table for the process. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static ut_system *units_table;
static struct {
    char text[UNIT_BYTES];
    cosim_quantity quantity;
    cosim_unit unit;
} known[KNOWN_LIMIT];
static size_t known_count;

void cosim_units_release(void)
{
    pthread_mutex_lock(&lock);
    ut_free_system(units_table);
    units_table = NULL;
    known_count = 0;
    pthread_mutex_unlock(&lock);
}

/* Only letters and what joins them; a digit only in an exponent or in a leading "1/". Otherwise
 * "1 000 mV" would be a number and the unit "000 mV". UDUNITS ignores a closing parenthesis too
 * many, and bytes that are no UTF-8. */
static int is_unit_text(const char *text)
{
    const char *start = strncmp(text, "1/", 2) == 0 ? text + 2 : text;
    for (const char *at = start; *at != '\0'; at++) {
        unsigned char byte = (unsigned char)*at;
        unsigned char before = at == start ? '/' : (unsigned char)at[-1];
        if (byte <= ' ' || strchr("@()", byte) != NULL) {
            return 0;
        }
        if (isdigit(byte) && !isalnum(before) && before < 0x80 && strchr("^-+", before) == NULL) {
            return 0;
        }
    }
    return start[0] != '\0' && cosim_utf8_is_valid(text);
}

/* Counts the base units that are left in a quotient of units; UDUNITS takes radians and numbers,
 * and a unit and its reciprocal, for the same. */
static ut_status count_base_units(const ut_unit *unit, int count, const ut_unit *const *bases,
                                  const int *powers, void *total)
{
    (void)unit;
    (void)bases;
    (void)powers;
    *(int *)total += count;
    return UT_SUCCESS;
}

static ut_status count_basic(const ut_unit *unit, void *total)
{
    (void)unit;
    *(int *)total += 1;
    return UT_SUCCESS;
}

static ut_status count_scaled(const ut_unit *unit, double scale, const ut_unit *inner,
                              double offset, void *total);

/* Calendar times and logarithms are never proportional to a unit. */
static ut_status count_timestamp(const ut_unit *unit, const ut_unit *inner, double origin,
                                 void *total)
{
    (void)inner;
    (void)origin;
    return count_basic(unit, total);
}

static ut_status count_logarithm(const ut_unit *unit, double base, const ut_unit *inner,
                                 void *total)
{
    (void)base;
    (void)inner;
    return count_basic(unit, total);
}

static const ut_visitor base_unit_counter = {count_basic, count_base_units, count_scaled,
                                             count_timestamp, count_logarithm};

static ut_status count_scaled(const ut_unit *unit, double scale, const ut_unit *inner,
                              double offset, void *total)
{
    (void)unit;
    (void)scale;
    (void)offset;
    return ut_accept_visitor(inner, &base_unit_counter, total);
}

/* Whether unit/si is a pure number. */
static int same_dimension(ut_unit *unit, ut_unit *si)
{
    ut_unit *quotient = ut_divide(unit, si);
    int total = 0;
    int ok = quotient != NULL &&
             ut_accept_visitor(quotient, &base_unit_counter, &total) == UT_SUCCESS && total == 0;
    ut_free(quotient);
    return ok;
}

/* The factor from unit to si, or 0 where the two are not proportional. */
static double proportion(ut_unit *unit, ut_unit *si)
{
    cv_converter *converter = same_dimension(unit, si) && ut_are_convertible(unit, si)
                                  ? ut_get_converter(unit, si)
                                  : NULL;
    double factor = 0.0;
    if (converter != NULL) {
        double zero = cv_convert_double(converter, 0.0);
        double one = cv_convert_double(converter, 1.0);
        double two = cv_convert_double(converter, 2.0);
        if (zero == 0.0 && two == 2.0 * one && isfinite(one) && one > 0.0) {
            factor = one;
        }
        cv_free(converter);
    }
    return factor;
}

static void set_factor(double factor, cosim_unit *unit)
{
    char power[16];
    double nearest;
    unit->factor = factor;
    unit->exponent10 = (int)lround(log10(factor));
    snprintf(power, sizeof power, "1e%d", unit->exponent10);
    unit->decimal = cosim_decimal_read(power, 0, &nearest) == COSIM_DECIMAL_OK &&
                    nextafter(nearest, 0.0) <= factor && factor <= nextafter(nearest, INFINITY);
}

/* Under the lock. Returns 1 with *unit, 0 for an unknown unit, -1 for another quantity, -2 without
 * the table of units. */
static int look_up(const char *text, cosim_quantity quantity, cosim_unit *unit)
{
    for (size_t i = 0; i < known_count; i++) {
        if (known[i].quantity == quantity && strcmp(known[i].text, text) == 0) {
            *unit = known[i].unit;
            return 1;
        }
    }
    if (units_table == NULL) {
        ut_set_error_message_handler(ut_ignore);
        units_table = ut_read_xml(NULL);
    }
    ut_unit *si = ut_get_unit_by_name(units_table, quantities[quantity].si);
    if (si == NULL) {
        return -2;
    }
    ut_unit *parsed = ut_parse(units_table, text, UT_UTF8);
    double factor = parsed == NULL ? 0.0 : proportion(parsed, si);
    int found = parsed == NULL ? 0 : factor > 0.0 ? 1 : -1;
    ut_free(parsed);
    ut_free(si);
    if (found == 1) {
        set_factor(factor, unit);
        if (known_count < KNOWN_LIMIT) {
            snprintf(known[known_count].text, UNIT_BYTES, "%s", text);
            known[known_count].quantity = quantity;
            known[known_count++].unit = *unit;
        }
    }
    return found;
}

int cosim_unit_read(const char *text, cosim_quantity quantity, cosim_unit *unit, char *message,
                    size_t bytes)
{
    char quoted[COSIM_QUOTE_BYTES];
    int found = 0;
    if (strlen(text) < UNIT_BYTES && is_unit_text(text)) {
        pthread_mutex_lock(&lock);
        found = look_up(text, quantity, unit);
        pthread_mutex_unlock(&lock);
    }
    if (found == 1) {
        return 0;
    }
    if (found == -2) {
        snprintf(message, bytes,
                 "the table of units cannot be loaded; install udunits2 with its unit database");
    } else {
        snprintf(message, bytes, "%s is %s; use a unit of %s, such as %s",
                 cosim_quote(text, quoted),
                 found == 0 ? "not a known unit" : "a unit of something else",
                 strchr(quantities[quantity].name, ' ') + 1, quantities[quantity].example);
    }
    return -1;
}

int cosim_unit_apply(const char *number, const cosim_unit *unit, double *value, char *message,
                     size_t bytes)
{
    char quoted[COSIM_QUOTE_BYTES];
    double read = 0.0;
    cosim_decimal_status status =
        cosim_decimal_read(number, unit->decimal ? unit->exponent10 : 0, &read);
    if (status == COSIM_DECIMAL_OK && !unit->decimal) {
        read *= unit->factor;
        status = isfinite(read) ? status : COSIM_DECIMAL_OVERFLOW;
    }
    switch (status) {
    case COSIM_DECIMAL_OK:
        *value = read;
        return 0;
    case COSIM_DECIMAL_OVERFLOW:
        snprintf(message, bytes, "%s is too large for a double; use a smaller value",
                 cosim_quote(number, quoted));
        return -1;
    case COSIM_DECIMAL_UNDERFLOW:
        snprintf(message, bytes, "%s is too small for a double; use 0 or a larger value",
                 cosim_quote(number, quoted));
        return -1;
    case COSIM_DECIMAL_MALFORMED:
    default:
        snprintf(message, bytes, "%s is not a decimal number; write it like -70 or 0.5 or 2e-3",
                 cosim_quote(number, quoted));
        return -1;
    }
}

int cosim_physical_read(const char *text, cosim_quantity quantity, double *value, char *message,
                        size_t bytes)
{
    char quoted[COSIM_QUOTE_BYTES], number[COSIM_DECIMAL_LIMIT + 2];
    const char *name = quantities[quantity].name, *example = quantities[quantity].example;
    size_t length = strcspn(text, " \t\r\n");
    size_t decimal = cosim_decimal_length(text);
    const char *rest = text + length;
    cosim_unit unit;
    if (length == 0 || length > COSIM_DECIMAL_LIMIT) {
        snprintf(message, bytes, "%s is not %s; write a number, a blank and a unit, such as 1 %s",
                 length == 0 ? "nothing" : "so long a number", name, example);
        return -1;
    }
    snprintf(number, sizeof number, "%.*s", (int)length, text);
    if (decimal == length && rest[0] == '\0') {
        snprintf(message, bytes, "%s has no unit; write %s with its unit, such as \"%.40s %s\"",
                 cosim_quote(text, quoted), name, number, example);
        return -1;
    }
    if (decimal < length) {
        snprintf(message, bytes,
                 "%s does not begin with a decimal number and a blank; write %s like \"1.5 %s\"",
                 cosim_quote(text, quoted), name, example);
        return -1;
    }
    if (rest[0] != ' ' || strpbrk(rest + 1, " \t\r\n") != NULL || rest[1] == '\0') {
        snprintf(message, bytes,
                 "%s is not a number, one blank and a unit; write %s like \"%.40s %s\"",
                 cosim_quote(text, quoted), name, number, example);
        return -1;
    }
    if (cosim_unit_read(rest + 1, quantity, &unit, message, bytes) != 0) {
        return -1;
    }
    return cosim_unit_apply(number, &unit, value, message, bytes);
}
