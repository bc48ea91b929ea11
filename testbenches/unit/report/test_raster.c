// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* This tests the raster of two spike trains in a terminal, and numbers with SI prefixes. */
#include "report_fixture.h"
#include "base/si.h"
#include "report/raster.h"

#include <float.h>

static void raster_is(cosim_result *r, const char *expected)
{
    cosim_output *output = open_report();
    cosim_raster_put(cosim_output_file(output), r);
    char *got = read_report(output);
    report_fits_terminal(got);
    assert_string_equal(got, expected);
    test_free(got);
    cosim_result_free(r);
}

/* A spike of only one train is marked, even where both cells show the same number. */
static void raster_of_differing_trains(void **state)
{
    (void)state;
    const uint64_t dut[] = {0, 1, 65, 70, 131}, reference[] = {0, 65, 71, 72, 73};
    cosim_result r = passing_result();
    r.steps = 132;
    r.step_s = 1e-3;
    report_add(&r.dut_spikes, dut, 5);
    report_add(&r.reference_spikes, reference, 5);
    raster_is(&r,
              "    time/ms   0         20        40        60        80        100       120\n"
              "              +---------+---------+---------+---------+---------+---------+-----\n"
              "    circuit   2...............................|..|.............................|\n"
              "    reference |...............................|..|2.............................\n"
              "    differ    ^                                  ^^                            ^\n"
              "              a column is 2 steps (2 ms): | one spike, 2-9, # more\n");
    r = passing_result();
    r.steps = 1;
    r.step_s = 1;
    report_add(&r.reference_spikes, reference, 1);
    raster_is(&r, "    time/s    0\n"
                  "              +\n"
                  "    circuit   .\n"
                  "    reference |\n"
                  "    differ    ^\n"
                  "              a column is 1 step (1 s): | one spike, 2-9, # more\n");
}

static void raster_of_silence(void **state)
{
    (void)state;
    cosim_result r = passing_result();
    raster_is(&r, "    silent    no spike of circuit or reference in 500 steps\n");
}

/* Of 100,000 spikes the digits of a cell end at 9, and no cell is past the end. */
static void raster_of_many_spikes(void **state)
{
    (void)state;
    cosim_result r = passing_result();
    const uint64_t late[] = {999998, 999999};
    r.steps = 1000000;
    r.step_s = 1e-5;
    for (uint64_t i = 0; i < 100000; i++) {
        assert_int_equal(cosim_train_add(&r.dut_spikes, 5 * i), 0);
        assert_int_equal(cosim_train_add(&r.reference_spikes, 5 * i), 0);
    }
    report_add(&r.dut_spikes, late, 1);
    report_add(&r.reference_spikes, late, 2);
    raster_is(&r,
              "    time/s    0            2            4            6            8           10\n"
              "              +------------+------------+------------+------------+------------+\n"
              "    circuit   #################################................................|\n"
              "    reference #################################................................2\n"
              "    differ                                                                     ^\n"
              "              a column is 15152 steps (151.52 ms): | one spike, 2-9, # more\n");
}

/* For every length of a run the first and the last cell hold the first and the last step. */
static void raster_of_any_length(void **state)
{
    (void)state;
    for (uint64_t steps = 1; steps < 1500; steps++) {
        cosim_result r = passing_result();
        r.steps = steps;
        r.step_s = 7.3e-5;
        const uint64_t ends[] = {0, steps - 1};
        report_add(&r.dut_spikes, ends, steps > 1 ? 2 : 1);
        report_add(&r.reference_spikes, ends, 1);
        cosim_output *output = open_report();
        cosim_raster_put(cosim_output_file(output), &r);
        char *got = read_report(output), *line[8], *rest = got;
        report_fits_terminal(got);
        for (size_t i = 0; i < 5; i++) {
            line[i] = strsep(&rest, "\n");
        }
        assert_int_equal(strlen(line[1]), strlen(line[2]));
        assert_int_equal(strlen(line[1]), strlen(line[3]));
        assert_int_equal(line[2][14], '|');
        assert_int_equal(line[2][strlen(line[2]) - 1], '|');
        assert_int_equal(line[3][14], '|');
        assert_int_equal(line[3][strlen(line[3]) - 1], steps == 1 ? '|' : '.');
        assert_int_equal(strlen(line[2]) - 14,
                         (steps + (steps + 65) / 66 - 1) / ((steps + 65) / 66));
        test_free(got);
        cosim_result_free(&r);
    }
}

static void si_is(double value, int digits, const char *expected)
{
    char text[COSIM_SI_BYTES];
    assert_string_equal(cosim_si(value, "V", digits, text), expected);
}

static void si_prefixes(void **state)
{
    (void)state;
    si_is(-0.07, 9, "-70 mV");
    si_is(1e-4, 9, "100 uV");
    si_is(0, 9, "0 V");
    si_is(1, 9, "1 V");
    si_is(999.96, 5, "999.96 V");
    si_is(999.96, 4, "1 kV");
    si_is(1e-3, 15, "1 mV");
    si_is(9.9999e-4, 3, "1 mV");
    si_is(3.6e-8, 2, "36 nV");
    si_is(1.5e-15, 3, "1.5 fV");
    si_is(1.5e-16, 3, "1.5e-16 V");
    si_is(2.5e11, 3, "250 GV");
    si_is(2.5e12, 3, "2.5e+12 V");
    si_is(DBL_MIN / 4, 3, "5.56e-309 V");
    si_is((double)NAN, 3, "none");
    si_is((double)INFINITY, 3, "inf V");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(raster_of_differing_trains),
        cmocka_unit_test(raster_of_silence),
        cmocka_unit_test(raster_of_many_spikes),
        cmocka_unit_test(raster_of_any_length),
        cmocka_unit_test(si_prefixes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
