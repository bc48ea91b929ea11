// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The units of the page: a prefix of the SI and the name of a unit, where the program asks
 * UDUNITS-2, which there is none of for WebAssembly. What is known here means the same there. */
#include "base/decimal.h"
#include "input/units.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *name;
    cosim_quantity quantity;
} units[] = {
    {"s", COSIM_TIME},
    {"second", COSIM_TIME},
    {"seconds", COSIM_TIME},
    {"V", COSIM_POTENTIAL},
    {"volt", COSIM_POTENTIAL},
    {"volts", COSIM_POTENTIAL},
    {"A", COSIM_CURRENT},
    {"ampere", COSIM_CURRENT},
    {"amperes", COSIM_CURRENT},
    {"Ohm", COSIM_RESISTANCE},
    {"ohm", COSIM_RESISTANCE},
    {"ohms", COSIM_RESISTANCE},
    {"S", COSIM_CONDUCTANCE},
    {"siemens", COSIM_CONDUCTANCE},
    {"F", COSIM_CAPACITANCE},
    {"farad", COSIM_CAPACITANCE},
    {"farads", COSIM_CAPACITANCE},
    {"Hz", COSIM_FREQUENCY},
    {"hertz", COSIM_FREQUENCY},
    {"rad", COSIM_ANGLE},
    {"radian", COSIM_ANGLE},
    {"radians", COSIM_ANGLE},
    {"\xce\xa9", COSIM_RESISTANCE}, /* omega */
};

static const struct {
    const char *text;
    int exponent10;
} prefixes[] = {
    {"", 0},       {"f", -15},   {"p", -12},       {"n", -9},     {"u", -6},
    {"m", -3},     {"k", 3},     {"M", 6},         {"G", 9},      {"femto", -15},
    {"pico", -12}, {"nano", -9}, {"micro", -6},    {"milli", -3}, {"kilo", 3},
    {"mega", 6},   {"giga", 9},  {"\xc2\xb5", -6}, /* micro sign */
};

static void set_power(int exponent10, cosim_unit *unit)
{
    char power[16];
    snprintf(power, sizeof power, "1e%d", exponent10);
    cosim_decimal_read(power, 0, &unit->factor);
    unit->decimal = 1;
    unit->exponent10 = exponent10;
}

int cosim_unit_find(const char *text, cosim_quantity quantity, cosim_unit *unit)
{
    if (strcmp(text, "degree") == 0 || strcmp(text, "degrees") == 0) {
        *unit = (cosim_unit){.factor = 0.017453292519943295}; /* pi/180 */
        return quantity == COSIM_ANGLE ? COSIM_UNIT_FOUND : COSIM_UNIT_OF_ANOTHER;
    }
    for (size_t p = 0; p < sizeof prefixes / sizeof *prefixes; p++) {
        const size_t length = strlen(prefixes[p].text);
        for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
            if (strncmp(text, prefixes[p].text, length) != 0 ||
                strcmp(text + length, units[u].name) != 0) {
                continue;
            }
            if (units[u].quantity != quantity) {
                return COSIM_UNIT_OF_ANOTHER;
            }
            set_power(prefixes[p].exponent10, unit);
            return COSIM_UNIT_FOUND;
        }
    }
    return COSIM_UNIT_UNKNOWN;
}

void cosim_units_release(void) {}
