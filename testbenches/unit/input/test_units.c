// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* cosim_decimal and cosim_units tell what is a number and what is a unit, and give the exact
 * double. */
#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/decimal.h"
#include "input/physical.h"
#include "input/units.h"

static void test_decimal_length(void **state)
{
    (void)state;
    const struct {
        const char *text;
        size_t length;
    } cases[] = {{"0", 1},        {"-70", 3}, {"0.5", 3},   {"1e3", 3},  {"1E-3", 4},  {"1e+3", 4},
                 {"-0.25e10", 8}, {"1OO", 1}, {"10mV", 2},  {"007", 1},  {"1.", 1},    {"1.x", 1},
                 {"1e", 1},       {"1e+", 1}, {"0x10", 1},  {"", 0},     {"-", 0},     {"+1", 0},
                 {".5", 0},       {"nan", 0}, {"inf", 0},   {" 1", 0},   {"1_000", 1}, {"1,5", 1},
                 {"--1", 0},      {"-.5", 0}, {"1.2.3", 3}, {"1e5.5", 3}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (cosim_decimal_length(cases[i].text) != cases[i].length) {
            fail_msg("\"%s\": expected %zu, observed %zu", cases[i].text, cases[i].length,
                     cosim_decimal_length(cases[i].text));
        }
    }
}

static void test_decimal_value(void **state)
{
    (void)state;
    char digits[COSIM_DECIMAL_LIMIT + 2];
    double value = 0.0;
    assert_int_equal(cosim_decimal_read("0.1", -3, &value), COSIM_DECIMAL_OK);
    assert_true(value == 1e-4);
    assert_int_equal(cosim_decimal_read("1e-3", 0, &value), COSIM_DECIMAL_OK);
    assert_true(value == 1e-3);
    assert_int_equal(cosim_decimal_read("-12.5E+2", 3, &value), COSIM_DECIMAL_OK);
    assert_true(value == -1.25e6);
    assert_int_equal(cosim_decimal_read("0e999999999999", 0, &value), COSIM_DECIMAL_OK);
    assert_true(value == 0.0);
    assert_int_equal(cosim_decimal_read("0.000", -3, &value), COSIM_DECIMAL_OK);
    assert_true(value == 0.0);
    assert_int_equal(cosim_decimal_read("1e309", -3, &value), COSIM_DECIMAL_OK);
    assert_true(value == 1e306);
    value = 7.0;
    assert_int_equal(cosim_decimal_read("1e309", 0, &value), COSIM_DECIMAL_OVERFLOW);
    assert_int_equal(cosim_decimal_read("1e99999999999999999999", 0, &value),
                     COSIM_DECIMAL_OVERFLOW);
    assert_int_equal(cosim_decimal_read("1e-320", 0, &value), COSIM_DECIMAL_UNDERFLOW);
    assert_int_equal(cosim_decimal_read("1e-99999999999999999999", 0, &value),
                     COSIM_DECIMAL_UNDERFLOW);
    const char *const malformed[] = {"", "1 ", " 1", "1x", "nan", "infinity", "0x1p3", "1e"};
    for (size_t i = 0; i < sizeof malformed / sizeof *malformed; i++) {
        assert_int_equal(cosim_decimal_read(malformed[i], 0, &value), COSIM_DECIMAL_MALFORMED);
    }
    assert_true(value == 7.0); /* left alone by every error */
    memset(digits, '1', sizeof digits);
    digits[COSIM_DECIMAL_LIMIT + 1] = '\0';
    assert_int_equal(cosim_decimal_read(digits, 0, &value), COSIM_DECIMAL_MALFORMED);
    memset(digits + 1, '0', 305);
    digits[306] = '\0';
    assert_int_equal(cosim_decimal_read(digits, -305, &value), COSIM_DECIMAL_OK);
    assert_true(value == 1.0);
}

static void test_count(void **state)
{
    (void)state;
    uint64_t value = 0;
    assert_int_equal(cosim_count_read("0", &value), COSIM_DECIMAL_OK);
    assert_true(value == 0);
    assert_int_equal(cosim_count_read("18446744073709551615", &value), COSIM_DECIMAL_OK);
    assert_true(value == UINT64_MAX);
    assert_int_equal(cosim_count_read("18446744073709551616", &value), COSIM_DECIMAL_OVERFLOW);
    assert_int_equal(cosim_count_read("99999999999999999999999", &value), COSIM_DECIMAL_OVERFLOW);
    const char *const malformed[] = {"",   "1e3", "1.0", "-1",  "+1",    "1OO",
                                     "01", "0x1", " 1",  "1_0", "1,000", "1 "};
    for (size_t i = 0; i < sizeof malformed / sizeof *malformed; i++) {
        assert_int_equal(cosim_count_read(malformed[i], &value), COSIM_DECIMAL_MALFORMED);
    }
}

static void test_physical_values(void **state)
{
    (void)state;
    const struct {
        const char *text;
        cosim_quantity quantity;
        double value;
    } cases[] = {
        {"0.1 ms", COSIM_TIME, 1e-4},          {"0 s", COSIM_TIME, 0.0},
        {"3.3 us", COSIM_TIME, 3.3e-6},        {"3.3 \xC2\xB5s", COSIM_TIME, 3.3e-6},
        {"3.3 \xCE\xBCs", COSIM_TIME, 3.3e-6}, {"7 ns", COSIM_TIME, 7e-9},
        {"2 min", COSIM_TIME, 120.0},          {"1e-3 s", COSIM_TIME, 1e-3},
        {"0.3 second", COSIM_TIME, 0.3},       {"-70 mV", COSIM_POTENTIAL, -0.07},
        {"200 mV", COSIM_POTENTIAL, 0.2},      {"-48.4 mV", COSIM_POTENTIAL, -0.0484},
        {"12 uV", COSIM_POTENTIAL, 12e-6},     {"0.2 mA", COSIM_CURRENT, 2e-4},
        {"1.005 nA", COSIM_CURRENT, 1.005e-9}, {"0.3 pA", COSIM_CURRENT, 0.3e-12},
        {"1 kOhm", COSIM_RESISTANCE, 1e3},     {"0.7 MOhm", COSIM_RESISTANCE, 0.7e6},
        {"1 Mohm", COSIM_RESISTANCE, 1e6},     {"0.7 mOhm", COSIM_RESISTANCE, 0.7e-3},
        {"2 GOhm", COSIM_RESISTANCE, 2e9},     {"5 ohm", COSIM_RESISTANCE, 5.0},
        {"5 \xCE\xA9", COSIM_RESISTANCE, 5.0}, {"5 k\xE2\x84\xA6", COSIM_RESISTANCE, 5e3},
        {"4 V/A", COSIM_RESISTANCE, 4.0},      {"5 uF", COSIM_CAPACITANCE, 5e-6},
        {"0.9 nF", COSIM_CAPACITANCE, 0.9e-9}, {"11 pF", COSIM_CAPACITANCE, 11e-12},
        {"10 Hz", COSIM_FREQUENCY, 10.0},      {"0.1 kHz", COSIM_FREQUENCY, 100.0},
        {"3 1/s", COSIM_FREQUENCY, 3.0},       {"3 s^-1", COSIM_FREQUENCY, 3.0},
        {"3 1/ms", COSIM_FREQUENCY, 3e3},      {"90 degree", COSIM_ANGLE, 1.5707963267948966},
        {"0.25 radian", COSIM_ANGLE, 0.25},    {"1 rad", COSIM_ANGLE, 1.0}};
    for (int round = 0; round < 2; round++) { /* the second round comes from memory */
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
            char message[400] = "";
            double value = NAN;
            if (cosim_physical_read(cases[i].text, cases[i].quantity, &value, message,
                                    sizeof message) != 0 ||
                value != cases[i].value) {
                fail_msg("\"%s\": expected %.17g, observed %.17g %s", cases[i].text, cases[i].value,
                         value, message);
            }
        }
    }
}

/* Every decimal with a power-of-ten unit is the double of the shifted decimal. */
static void test_physical_nearest(void **state)
{
    (void)state;
    const struct {
        const char *unit;
        int exponent;
    } units[] = {{"s", 0}, {"ms", -3}, {"us", -6}, {"ns", -9}, {"ps", -12}, {"ks", 3}};
    for (unsigned thousandths = 1; thousandths < 3000; thousandths += 7) {
        for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
            char text[64], shifted[64], message[400];
            double value = NAN;
            snprintf(text, sizeof text, "%u.%03u %s", thousandths / 1000, thousandths % 1000,
                     units[u].unit);
            snprintf(shifted, sizeof shifted, "%ue%d", thousandths, units[u].exponent - 3);
            assert_int_equal(cosim_physical_read(text, COSIM_TIME, &value, message, sizeof message),
                             0);
            if (value != strtod(shifted, NULL)) {
                fail_msg("%s is %.17g", text, value);
            }
        }
    }
}

static void test_physical_refused(void **state)
{
    (void)state;
    const struct {
        const char *text;
        cosim_quantity quantity;
        const char *part;
    } cases[] = {
        {"10 Hz", COSIM_TIME, "\"Hz\" is a unit of something else; use a unit of time, such as ms"},
        {"1 1/s", COSIM_TIME, "unit of time"},
        {"10 ms", COSIM_FREQUENCY, "unit of frequency, such as Hz"},
        {"10 rad/s", COSIM_FREQUENCY, "unit of frequency"}, /* 2 pi off */
        {"10 rpm", COSIM_FREQUENCY, "unit of frequency"},
        {"20 degC", COSIM_POTENTIAL, "unit of potential, such as mV"},
        {"1 lg(re_1_mV)", COSIM_POTENTIAL, "unit of potential"},
        {"1 mA", COSIM_POTENTIAL, "unit of potential"},
        {"1 S", COSIM_RESISTANCE, "unit of resistance, such as kOhm"},
        {"1 KOhm", COSIM_RESISTANCE, "not a known unit"},
        {"1 F", COSIM_CURRENT, "unit of current, such as nA"},
        {"1 H", COSIM_CAPACITANCE, "unit of capacitance, such as uF"},
        {"1 %", COSIM_ANGLE, "unit of angle, such as degree"},
        {"1 mVV", COSIM_POTENTIAL, "not a known unit"},
        {"1 1", COSIM_ANGLE, "not a known unit"},
        {"1 000mV", COSIM_POTENTIAL, "not a known unit"},
        {"1 2mV", COSIM_POTENTIAL, "not a known unit"},
        {"1 mV/2", COSIM_POTENTIAL, "not a known unit"},
        {"1 mV*3", COSIM_POTENTIAL, "not a known unit"},
        {"1 mV@1", COSIM_POTENTIAL, "not a known unit"},
        {"1 \xFF", COSIM_POTENTIAL, "not a known unit"},
        {"1 mV\xFF", COSIM_POTENTIAL, "not a known unit"},
        {"1 mV)", COSIM_POTENTIAL, "not a known unit"},
        {"1 millivoltmillivoltmillivoltmillivolt", COSIM_POTENTIAL, "not a known unit"},
        {"1 000 mV", COSIM_POTENTIAL, "one blank"},
        {"10  mV", COSIM_POTENTIAL, "one blank and a unit; write a potential like \"10 mV\""},
        {"10\tmV", COSIM_POTENTIAL, "one blank"},
        {"10 mV ", COSIM_POTENTIAL, "one blank"},
        {"10 ", COSIM_POTENTIAL, "one blank"},
        {"10 mV since 2000", COSIM_POTENTIAL, "one blank"},
        {"10", COSIM_POTENTIAL, "has no unit; write a potential with its unit, such as \"10 mV\""},
        {"0", COSIM_TIME, "has no unit"},
        {"1OO mV", COSIM_POTENTIAL, "does not begin with a decimal number and a blank"},
        {"10mV", COSIM_POTENTIAL, "does not begin with a decimal number and a blank"},
        {"mV", COSIM_POTENTIAL, "does not begin with a decimal number"},
        {"+1 mV", COSIM_POTENTIAL, "does not begin with a decimal number"},
        {"nan mV", COSIM_POTENTIAL, "does not begin with a decimal number"},
        {"inf mV", COSIM_POTENTIAL, "does not begin with a decimal number"},
        {"0x10 mV", COSIM_POTENTIAL, "does not begin with a decimal number"},
        {"1,5 mV", COSIM_POTENTIAL, "does not begin with a decimal number"},
        {".5 mV", COSIM_POTENTIAL, "does not begin with a decimal number"},
        {"010 mV", COSIM_POTENTIAL, "does not begin with a decimal number"},
        {"1e400 mV", COSIM_POTENTIAL, "too large for a double"},
        {"1e308 min", COSIM_TIME, "too large for a double"},
        {"1e-400 mV", COSIM_POTENTIAL, "too small for a double"},
        {"", COSIM_TIME, "nothing is not a time"},
        {" 1 ms", COSIM_TIME, "nothing is not a time"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char message[400] = "";
        double value = NAN;
        int status =
            cosim_physical_read(cases[i].text, cases[i].quantity, &value, message, sizeof message);
        if (status == 0 || strstr(message, cases[i].part) == NULL || !isnan(value)) {
            fail_msg("\"%s\": value %g, message \"%s\" without \"%s\"", cases[i].text, value,
                     message, cases[i].part);
        }
    }
}

static void test_locale(void **state)
{
    (void)state;
    /* Any locale with a decimal comma will do; without one installed the C locale is tested. */
    const char *const commas[] = {"de_DE.UTF-8", "fr_FR.UTF-8", "ru_RU.UTF-8"};
    char message[400];
    double value = NAN;
    for (size_t i = 0; i < 3 && setlocale(LC_ALL, commas[i]) == NULL; i++) {
    }
    assert_int_equal(
        cosim_physical_read("0.5 mV", COSIM_POTENTIAL, &value, message, sizeof message), 0);
    setlocale(LC_ALL, "C");
    assert_true(value == 5e-4);
}

static void test_release(void **state)
{
    (void)state;
    char message[400];
    double value = NAN;
    cosim_units_release();
    cosim_units_release();
    assert_int_equal(cosim_physical_read("1 ms", COSIM_TIME, &value, message, sizeof message), 0);
    assert_true(value == 1e-3);
    cosim_units_release();
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_decimal_length),
                                       cmocka_unit_test(test_decimal_value),
                                       cmocka_unit_test(test_count),
                                       cmocka_unit_test(test_physical_values),
                                       cmocka_unit_test(test_physical_nearest),
                                       cmocka_unit_test(test_physical_refused),
                                       cmocka_unit_test(test_locale),
                                       cmocka_unit_test(test_release)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
