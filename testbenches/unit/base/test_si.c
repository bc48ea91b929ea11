// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The table of prefixes is in order, has the doubles that are nearest to its powers of ten, and has
 * the unit itself where everybody looks for it. */
#include "neuron_fixture.h"

#include "base/si.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static double power(int exponent10)
{
    char text[16];
    snprintf(text, sizeof text, "1e%d", exponent10);
    return strtod(text, NULL);
}

static void prefixes(void **state)
{
    (void)state;
    static const char *const symbols = "fpnum-kMG";
    for (int i = 0; i < COSIM_PREFIXES; i++) {
        const cosim_prefix *p = &cosim_prefixes[i];
        const char ascii[2] = {i == COSIM_PREFIX_NONE ? '\0' : symbols[i], '\0'};
        assert_int_equal(p->exponent10, 3 * (i - COSIM_PREFIX_NONE));
        assert_true(p->unit == power(p->exponent10) && p->factor == power(-p->exponent10));
        assert_string_equal(p->ascii, ascii);
        assert_string_equal(p->symbol, ascii[0] == 'u' ? "\xC2\xB5" : ascii);
        assert_int_equal(p->name[0] == '\0', i == COSIM_PREFIX_NONE);
    }
    assert_string_equal(cosim_prefixes[0].name, "femto");
    assert_string_equal(cosim_prefixes[COSIM_PREFIXES - 1].name, "giga");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(prefixes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
