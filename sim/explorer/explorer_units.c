// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The page has units of its own, a prefix of the SI and the name of a unit: the program asks
 * UDUNITS-2, which does not exist for WebAssembly. What is known here means the same there. */
#include "base/si.h"
#include "input/units.h"

#include <stdbool.h>
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

static void set_power(const cosim_prefix *prefix, cosim_unit *unit)
{
    unit->factor = prefix->unit;
    unit->decimal = 1;
    unit->exponent10 = prefix->exponent10;
}

/* Tells whether the text is the prefix and the name of the unit. */
static bool is_prefixed(const char *text, const char *prefix, const char *name)
{
    const size_t length = strlen(prefix);
    return strncmp(text, prefix, length) == 0 && strcmp(text + length, name) == 0;
}

int cosim_unit_find(const char *text, cosim_quantity quantity, cosim_unit *unit)
{
    if (strcmp(text, "degree") == 0 || strcmp(text, "degrees") == 0) {
        *unit = (cosim_unit){.factor = 0.017453292519943295}; /* pi/180 */
        return quantity == COSIM_ANGLE ? COSIM_UNIT_FOUND : COSIM_UNIT_OF_ANOTHER;
    }
    for (const cosim_prefix *p = cosim_prefixes; p < cosim_prefixes + COSIM_PREFIXES; p++) {
        for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
            if (!is_prefixed(text, p->name, units[u].name) &&
                !is_prefixed(text, p->symbol, units[u].name) &&
                !is_prefixed(text, p->ascii, units[u].name)) {
                continue;
            }
            if (units[u].quantity != quantity) {
                return COSIM_UNIT_OF_ANOTHER;
            }
            set_power(p, unit);
            return COSIM_UNIT_FOUND;
        }
    }
    return COSIM_UNIT_UNKNOWN;
}

void cosim_units_release(void) {}
