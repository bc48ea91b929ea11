// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A constant of a manifest reaches the wrapper as Verilog reads it, also where it is written as
 * equations have it. */
#include "neuron_fixture.h"
#include "foreign/constant.h"

#include <string.h>

static const struct {
    const char *written, *verilog; /* NULL: as it is, and no whole number */
} constants[] = {
    {"16", "16"},
    {"-3", "-3"},
    {"1_000", "1_000"},
    {"8'h1f", "8'h1f"},
    {"-16'sd5", "-16'sd5"},
    {"'b101", "'b101"},
    {"'1", "'1"},
    {"0x1f", "31"},
    {"0X1F", "31"},
    {"-0x1f", "-31"},
    {"0b1010_0101", "165"},
    {"0x7fffffff", "2147483647"},
    {"0x05030a14", "84085268"},
    {"0xabcdef", "11259375"},
    {"0xffffffff", "32'hffffffff"},
    {"0x0000ffffffffff", "56'h0000ffffffffff"},
    {"0x", NULL},
    {"0b12", NULL},
    {"0x_1", NULL},
    {"high", NULL},
    {"", NULL},
    {"8'q1", NULL},
    {"8'h", NULL},
    {"x'h1", NULL},
    {"0.5", NULL},
};

static void constants_are_verilog(void **state)
{
    cosim_arena *arena = cosim_arena_new();
    (void)state;
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++) {
        const char *written = constants[i].written, *expected = constants[i].verilog;
        const char *verilog = cosim_constant_verilog(arena, written);
        assert_string_equal(verilog, expected != NULL ? expected : written);
        if (cosim_constant_is_number(verilog) != (expected != NULL)) {
            fail_msg("%s: %s", written, expected != NULL ? "is no number" : "is a number");
        }
    }
    cosim_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(constants_are_verilog)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
