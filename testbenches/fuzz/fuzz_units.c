// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Any text is a physical value, a unit, a decimal number or a count, as the first byte chooses.
 * What is accepted is held against the C library's own reading. */
#include "fuzz.h"
#include "base/decimal.h"
#include "input/physical.h"
#include "input/units.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

static void check_physical(const char *text, cosim_quantity quantity)
{
    char message[300];
    double value = -1.0, again = -2.0;
    memset(message, 0xA5, sizeof message);
    if (cosim_physical_read(text, quantity, &value, message, sizeof message) != 0) {
        FUZZ_CHECK(message[0] != '\0' && memchr(message, '\0', sizeof message) != NULL);
        return;
    }
    FUZZ_CHECK(isfinite(value));
    /* The second reading takes the unit from the remembered ones. */
    FUZZ_CHECK(cosim_physical_read(text, quantity, &again, message, sizeof message) == 0);
    FUZZ_CHECK(memcmp(&value, &again, sizeof value) == 0);
    const double number = strtod(text, NULL);
    FUZZ_CHECK(number == 0.0 ? value == 0.0 : (value != 0.0 && signbit(value) == signbit(number)));
}

static void check_unit(const char *text, cosim_quantity quantity)
{
    char message[300];
    cosim_unit unit = {0};
    double value = 0.0;
    memset(message, 0xA5, sizeof message);
    if (cosim_unit_read(text, quantity, &unit, message, sizeof message) != 0) {
        FUZZ_CHECK(message[0] != '\0' && memchr(message, '\0', sizeof message) != NULL);
        return;
    }
    FUZZ_CHECK(isfinite(unit.factor) && unit.factor > 0.0);
    if (cosim_unit_apply("1", &unit, &value, message, sizeof message) == 0) {
        FUZZ_CHECK(fabs(value - unit.factor) <= unit.factor * 1e-15);
    }
}

static void check_decimal(const char *text)
{
    double value = 0.0;
    const size_t length = cosim_decimal_length(text);
    FUZZ_CHECK(length <= strlen(text));
    if (cosim_decimal_read(text, 0, &value) == COSIM_DECIMAL_OK) {
        FUZZ_CHECK(length == strlen(text) && value == strtod(text, NULL));
        /* A power of ten moves the point and rounds once. */
        char shifted[COSIM_DECIMAL_LIMIT + 40];
        const size_t mantissa = strcspn(text, "eE");
        long long exponent = mantissa < length ? strtoll(text + mantissa + 1, NULL, 10) : 0;
        exponent = exponent > 100000 ? 100000 : exponent < -100000 ? -100000 : exponent;
        snprintf(shifted, sizeof shifted, "%.*se%lld", (int)mantissa, text, exponent - 9);
        if (cosim_decimal_read(text, -9, &value) == COSIM_DECIMAL_OK) {
            FUZZ_CHECK(value == strtod(shifted, NULL));
        }
    }
}

static void check_count(const char *text)
{
    uint64_t value = 0;
    const size_t length = strlen(text);
    switch (cosim_count_read(text, &value)) {
    case COSIM_DECIMAL_OK: {
        char back[24];
        snprintf(back, sizeof back, "%" PRIu64, value);
        FUZZ_CHECK(strcmp(back, text) == 0);
        break;
    }
    case COSIM_DECIMAL_OVERFLOW:
        errno = 0;
        FUZZ_CHECK(strtoull(text, NULL, 10) == UINT64_MAX && errno == ERANGE);
        break;
    case COSIM_DECIMAL_MALFORMED:
        FUZZ_CHECK(length == 0 || strspn(text, "0123456789") < length || text[0] == '0');
        break;
    case COSIM_DECIMAL_UNDERFLOW:
    default:
        FUZZ_CHECK(false);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static bool started;
    if (!started) {
        started = true;
        atexit(cosim_units_release);
    }
    if (size == 0) {
        return 0;
    }
    char *text = fuzz_text(data + 1, size - 1);
    const cosim_quantity quantity = (cosim_quantity)(data[0] % 8 % 7);
    check_decimal(text);
    check_count(text);
    if (data[0] / 8 % 2 == 0) {
        check_physical(text, quantity);
    } else {
        check_unit(text, quantity);
    }
    free(text);
    return 0;
}
