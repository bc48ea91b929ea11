// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The tests of the reports share these results and files. */
#ifndef REPORT_FIXTURE_H
#define REPORT_FIXTURE_H

#include "base/output.h"
#include "result/result.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* Makes a run that passes every level; its trains are empty and may be given by the test. */
static inline cosim_result passing_result(void)
{
    return (cosim_result){
        .scenario = "book-triangle",
        .file = "sim/scenarios/book-triangle.yaml",
        .sha256 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        .dut = "q8_24",
        .dut_about = "the circuit",
        .format = {32, 24, 31, LIF_HALF_UP, LIF_CODING_ANY, 0},
        .hold_width = 16,
        .clocks_per_step = 3,
        .words = {42523000, 16777216, 0, -5, 1, false, false},
        .steps = 500,
        .step_s = 1e-4,
        .scale_v = 0.03,
        .neuron = {-0.07, -0.04, -0.0625, true, 0.05},
        .tolerance = 1e-3,
        .verdict = COSIM_PASS,
        .constants = {COSIM_PASS},
        .exact = {COSIM_PASS, 500, 0},
        .bounded = {.verdict = COSIM_PASS,
                    .compared = 350,
                    .decided = 15,
                    .max_error_v = 1.2e-9,
                    .max_bound_v = 2.875e-9,
                    .max_usage = 0.5},
        .free_running = {.verdict = COSIM_PASS,
                         .outcome = COSIM_FREE_IDENTICAL,
                         .identical = true,
                         .dut_spikes = 15,
                         .reference_spikes = 15,
                         .coincidence = 1,
                         .coincidence_window_s = 5e-4,
                         .victor_purpura_q_per_s = 100,
                         .van_rossum_tau_s = 0.01},
        .expect = {.verdict = COSIM_PASS,
                   .stated = true,
                   .reference_equal = true,
                   .dut_equal = true,
                   .expected_spikes = 15},
        .seconds = 0.001,
    };
}

/* Makes a run whose exact and bounded levels fail; the first mismatch is a word. */
static inline cosim_result failing_result(void)
{
    cosim_result r = passing_result();
    r.format = (lif_format){24, 18, 24, LIF_RESIDUAL, LIF_CODING_ANY, 0};
    r.dut = "q6_18";
    r.verdict = COSIM_FAIL;
    r.exact.verdict = COSIM_FAIL;
    r.exact.mismatches = 377;
    r.bounded.verdict = COSIM_FAIL;
    r.bounded.mismatches = 12;
    r.bounded.unexplained_steps = 2;
    r.bounded.ambiguous_steps = 1;
    r.free_running.identical = false;
    r.free_running.outcome = COSIM_FREE_EXPLAINED;
    r.free_running.reference_spikes = 14;
    r.free_running.has_first_difference = true;
    r.free_running.first_difference = 229;
    r.expect.verdict = COSIM_FAIL;
    r.expect.dut_equal = false;
    r.first_mismatch = (cosim_mismatch){.present = true,
                                        .level = COSIM_LEVEL_EXACT,
                                        .step = 123,
                                        .has_step = true,
                                        .quantity = "membrane",
                                        .is_word = true,
                                        .expected_fx = 0xab12,
                                        .observed_fx = -2,
                                        .has_drive = true,
                                        .drive_fx = -0x800000};
    return r;
}

/* Makes a run that could not show anything: the bound is a tenth of the scale. */
static inline cosim_result vacuous_result(void)
{
    cosim_result r = passing_result();
    r.dut = "foreign";
    r.verdict = COSIM_VACUOUS;
    r.constants.verdict = COSIM_NOT_APPLICABLE;
    r.exact.verdict = COSIM_NOT_APPLICABLE;
    r.exact.compared = 0;
    r.bounded.verdict = COSIM_VACUOUS;
    r.bounded.max_bound_v = 0.003;
    r.expect.stated = false;
    r.expect.verdict = COSIM_NOT_APPLICABLE;
    return r;
}

/* Opens a file for a test, which read_report removes. */
static char report_path[64];

static inline cosim_output *open_report(void)
{
    cosim_diag diag;
    strcpy(report_path, "/tmp/lifcosim-report-XXXXXX");
    int fd = mkstemp(report_path);
    assert_true(fd >= 0);
    close(fd);
    cosim_output *output = cosim_output_open(report_path, &diag);
    assert_non_null(output);
    return output;
}

/* Commits, and returns what the file then holds, NUL-terminated, to be freed with test_free. */
static inline char *read_report(cosim_output *output)
{
    cosim_diag diag;
    assert_int_equal(cosim_output_commit(output, &diag), 0);
    FILE *file = fopen(report_path, "r");
    assert_non_null(file);
    fseek(file, 0, SEEK_END);
    size_t size = (size_t)ftell(file);
    rewind(file);
    char *text = test_malloc(size + 1);
    assert_int_equal(fread(text, 1, size, file), size);
    text[size] = '\0';
    fclose(file);
    unlink(report_path);
    return text;
}

/* Checks that no line of the text is longer than a terminal. */
static inline void report_fits_terminal(const char *text)
{
    for (const char *end; *text != '\0'; text = end + 1) {
        end = strchr(text, '\n');
        assert_non_null(end);
        assert_true(end - text <= 80);
    }
}

/* Adds n spikes to a train. */
static inline void report_add(cosim_train *train, const uint64_t *steps, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(cosim_train_add(train, steps[i]), 0);
    }
}

#endif
