// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Each valid format has a name, and it is read back. */
#include "neuron_fixture.h"
#include "circuit/format.h"

#include <stdio.h>
#include <string.h>

static void check_names(const lif_format *format)
{
    char name[40], bits[40];
    lif_format read = {0};
    lif_error error;
    assert_int_equal(lif_format_validate(format, &error), LIF_OK);
    assert_true(cosim_format_parse(cosim_format_name(format, name), &read));
    assert_true(fixture_same_format(&read, format));
    snprintf(bits, sizeof bits, "%u/%u/%u%s", format->state_width, format->state_fraction,
             format->leak_fraction, format->rounding == LIF_RESIDUAL ? "r" : "");
    read = (lif_format){0};
    assert_true(cosim_format_parse(bits, &read));
    assert_true(fixture_same_format(&read, format));
}

static void every_valid_format_has_a_name(void **state)
{
    unsigned count = 0;
    (void)state;
    for (unsigned w = 2; w <= 32; w++) {
        for (unsigned f = 0; f < w; f++) {
            for (unsigned k = 1; w + k <= 63; k++) {
                const lif_format half_up = {w, f, k, LIF_HALF_UP, LIF_CODING_ANY, 0},
                                 residual = {w, f, k, LIF_RESIDUAL, LIF_CODING_ANY, 0};
                check_names(&half_up);
                check_names(&residual);
                count++;
            }
        }
    }
    /* This is the sum over w = 2..32 of w * (63 - w). */
    assert_int_equal(count, 63 * (32 * 33 / 2 - 1) - (32 * 33 * 65 / 6 - 1));
}

static void named_formats(void **state)
{
    size_t count;
    const cosim_named_format *formats = cosim_formats(&count);
    char name[40];
    (void)state;
    assert_true(count >= 4);
    assert_string_equal(formats[0].name, "q8_24");
    for (size_t i = 0; i < count; i++) {
        lif_format read = {0};
        assert_true(cosim_format_parse(formats[i].name, &read));
        assert_true(fixture_same_format(&read, &formats[i].format));
        assert_string_equal(cosim_format_name(&read, name), formats[i].name);
        read.rounding = LIF_RESIDUAL; /* the named ones round half-up */
        assert_string_not_equal(cosim_format_name(&read, name), formats[i].name);
    }
    assert_string_equal(cosim_rounding_name(LIF_HALF_UP), "half-up");
    assert_string_equal(cosim_rounding_name(LIF_RESIDUAL), "residual");
}

static void bad_names_of_formats(void **state)
{
    static const char *const bad[] = {
        "",           "q",           "q8",         "q8_24 ",     " q8_24",    "Q8_24",
        "q8_24r",     "model:q8_24", "20/12",      "20/12/",     "/12/18",    "20//18",
        "20/12/18/",  "20/12/18R",   "20/12/18rr", "20/12/18 ",  "20 /12/18", "-20/12/18",
        "20/-12/18",  "+20/12/18",   "20/12/1e1",  "20/12/0x1",  "w20f12",    "w20f12k",
        "w20f12k18x", "w20/12/18",   "20f12k18",   "wf12k18",    "w20k18f12", "2000/12/18",
        "20/1200/18", "20/12/1800",  "20,12,18",   "w20f12k18 r"};
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        lif_format format;
        if (cosim_format_parse(bad[i], &format)) {
            fail_msg("\"%s\" was read as a format", bad[i]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_valid_format_has_a_name),
        cmocka_unit_test(named_formats),
        cmocka_unit_test(bad_names_of_formats),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
