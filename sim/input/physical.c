// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "input/physical.h"

#include "base/decimal.h"
#include "base/utf8.h"
#include "input/tree.h"

#include <ctype.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name;    /* "a time" */
    const char *example; /* a unit that would be right */
} quantities[] = {
    [COSIM_TIME] = {"a time", "ms"},
    [COSIM_POTENTIAL] = {"a potential", "mV"},
    [COSIM_CURRENT] = {"a current", "nA"},
    [COSIM_RESISTANCE] = {"a resistance", "kOhm"},
    [COSIM_CONDUCTANCE] = {"a conductance", "nS"},
    [COSIM_CAPACITANCE] = {"a capacitance", "uF"},
    [COSIM_FREQUENCY] = {"a frequency", "Hz"},
    [COSIM_ANGLE] = {"an angle", "degree"},
};

/* Allows only letters and what joins them; a digit only in an exponent or in a leading "1/".
 * Otherwise "1 000 mV" would be a number and the unit "000 mV". UDUNITS would ignore a closing
 * parenthesis too many, and bytes that are not UTF-8. */
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

int cosim_unit_read(const char *text, cosim_quantity quantity, cosim_unit *unit, char *message,
                    size_t bytes)
{
    char quoted[COSIM_QUOTE_BYTES];
    int found = COSIM_UNIT_UNKNOWN;
    if (strlen(text) < COSIM_UNIT_BYTES && is_unit_text(text)) {
        found = cosim_unit_find(text, quantity, unit);
    }
    if (found == COSIM_UNIT_FOUND) {
        return 0;
    }
    if (found == COSIM_UNIT_NO_TABLE) {
        snprintf(message, bytes,
                 "the table of units cannot be loaded; install udunits2 with its unit database");
    } else {
        snprintf(message, bytes, "%s is %s; use a unit of %s, such as %s",
                 cosim_quote(text, quoted),
                 found == COSIM_UNIT_UNKNOWN ? "not a known unit" : "a unit of something else",
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

int cosim_unit_scale(double number, const cosim_unit *unit, double *value, char *message,
                     size_t bytes)
{
    char text[40];
    /* Powers of ten up to 22 are exact, so that this is one rounding. */
    const double power = unit->decimal ? pow(10.0, abs(unit->exponent10)) : unit->factor;
    *value = unit->decimal && unit->exponent10 < 0 ? number / power : number * power;
    if (isfinite(*value) && (number == 0.0 || fabs(*value) >= DBL_MIN)) {
        return 0;
    }
    snprintf(text, sizeof text, "%.17g", number);
    if (!isfinite(number)) {
        snprintf(message, bytes, "%s is not a number; leave the row out or give it a value", text);
        return -1;
    }
    snprintf(message, bytes, "%s is too %s for a double; use %s", text,
             isfinite(*value) ? "small" : "large",
             isfinite(*value) ? "0 or a larger value" : "a smaller value");
    return -1;
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
