// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "input/units.h"

#include "base/decimal.h"

#include <udunits2.h>

#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#define KNOWN_LIMIT 128 /* spellings that are remembered */

/* These are the SI units as UDUNITS names them. */
static const char *const si_names[] = {
    [COSIM_TIME] = "second",     [COSIM_POTENTIAL] = "volt",      [COSIM_CURRENT] = "ampere",
    [COSIM_RESISTANCE] = "ohm",  [COSIM_CONDUCTANCE] = "siemens", [COSIM_CAPACITANCE] = "farad",
    [COSIM_FREQUENCY] = "hertz", [COSIM_ANGLE] = "radian",
};

/* UDUNITS takes milliseconds to load and is not safe for threads, so the process has one table. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static ut_system *units_table;
static struct {
    char text[COSIM_UNIT_BYTES];
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

/* Tells whether unit/si is a pure number. */
static int same_dimension(ut_unit *unit, ut_unit *si)
{
    ut_unit *quotient = ut_divide(unit, si);
    int total = 0;
    int ok = quotient != NULL &&
             ut_accept_visitor(quotient, &base_unit_counter, &total) == UT_SUCCESS && total == 0;
    ut_free(quotient);
    return ok;
}

/* Returns the factor from unit to si, or 0 where the two are not proportional. */
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
                    nextafter(nearest, 0.0) <= factor &&
                    factor <= nextafter(nearest, (double)INFINITY);
}

/* Does the work of cosim_unit_find, under the lock. */
static int look_up(const char *text, cosim_quantity quantity, cosim_unit *unit)
{
    for (size_t i = 0; i < known_count; i++) {
        if (known[i].quantity == quantity && strcmp(known[i].text, text) == 0) {
            *unit = known[i].unit;
            return COSIM_UNIT_FOUND;
        }
    }
    if (units_table == NULL) {
        ut_set_error_message_handler(ut_ignore);
        units_table = ut_read_xml(NULL);
    }
    ut_unit *si = ut_get_unit_by_name(units_table, si_names[quantity]);
    if (si == NULL) {
        return COSIM_UNIT_NO_TABLE;
    }
    ut_unit *parsed = ut_parse(units_table, text, UT_UTF8);
    double factor = parsed == NULL ? 0.0 : proportion(parsed, si);
    const int found = parsed == NULL ? COSIM_UNIT_UNKNOWN
                      : factor > 0.0 ? COSIM_UNIT_FOUND
                                     : COSIM_UNIT_OF_ANOTHER;
    ut_free(parsed);
    ut_free(si);
    if (found == COSIM_UNIT_FOUND) {
        set_factor(factor, unit);
        if (known_count < KNOWN_LIMIT) {
            snprintf(known[known_count].text, COSIM_UNIT_BYTES, "%s", text);
            known[known_count].quantity = quantity;
            known[known_count++].unit = *unit;
        }
    }
    return found;
}

int cosim_unit_find(const char *text, cosim_quantity quantity, cosim_unit *unit)
{
    pthread_mutex_lock(&lock);
    const int found = look_up(text, quantity, unit);
    pthread_mutex_unlock(&lock);
    return found;
}
