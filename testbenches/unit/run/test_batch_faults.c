// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A batch can be wrong in several ways: a fault in one lane, which the circuit does not have, ends
 * the runs; a batch object that is damaged, or another circuit, is refused; without one the runs go
 * one after the other. */
#include "batch_fixture.h"
#include "base/diag.h"
#include "circuit/lanes.h"
#include "circuit/lif_batch.h"
#include "circuit/open.h"
#include "result/result.h"
#include "run/batch.h"
#include "run/job.h"
#include "run/run.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LANES = 32, JOBS = 3 * LANES + 5, FAULTY = 5, STEPS = 600, ROWS = 32 * 1024 };

/* ---- one lane that is wrong: the real lanes behind a table that spoils lane FAULTY ---- */

typedef enum spoil { DRIVE, LEAK, SPIKE, SPIKE_BYTE, MEMBRANE, BREACH, STOP } spoil;

static struct {
    const struct lif_batch_ops *real;
    spoil kind;
    uint64_t calls;
} spoiled;

static int spoiled_configure(lif_batch *batch, size_t count, const unsigned *lane,
                             const lif_words *words)
{
    lif_words given[LANES];
    memcpy(given, words, count * sizeof *words);
    for (size_t i = 0; i < count; i++) {
        given[i].leak_fx -= spoiled.kind == LEAK && lane[i] == FAULTY;
    }
    return spoiled.real->configure(batch, count, lane, given);
}

static int spoiled_run(lif_batch *batch, const lif_batch_block *block)
{
    static int32_t drive[ROWS];
    lif_batch_block changed = *block;
    assert_true(LANES * block->n <= ROWS);
    if (spoiled.kind == STOP && ++spoiled.calls == 3) {
        const unsigned none = LANES; /* leaves a message, and fails */
        return spoiled.real->configure(batch, 1, &none, NULL);
    }
    if (spoiled.kind == DRIVE) {
        memcpy(drive, block->drive_fx, LANES * block->n * sizeof *drive);
        for (size_t i = 0; i < block->n; i++) {
            drive[i * LANES + FAULTY] ^= 1 << 12;
        }
        changed.drive_fx = drive;
    }
    if (spoiled.real->run(batch, &changed) != 0) {
        return -1;
    }
    if (spoiled.kind == MEMBRANE) {
        block->after_fx[(block->n - 1) * LANES + FAULTY] ^= 1;
    }
    for (size_t i = 0; spoiled.kind == SPIKE_BYTE && i < block->n; i++) {
        block->spike[i * LANES + FAULTY] *= 2;
    }
    if (spoiled.kind == SPIKE) {
        block->spike[FAULTY] ^= 1;
    }
    block->broken[FAULTY] |= spoiled.kind == BREACH && block->n > 1;
    return 0;
}

/* Makes jobs that all pass on a sound circuit. */
static batch_set *passing_set(cosim_dut *dut)
{
    lif_random random;
    lif_random_seed(&random, fixture_seed("one lane"));
    batch_set *set = batch_set_new(dut, JOBS, 1, &random);
    for (size_t i = 0; i < set->count; i++) {
        set->scenarios[i].steps = STEPS + 10 * (i % 7);
    }
    return set;
}

/* An answer of one lane that differs from the circuit's is noticed, and no result is believed. */
static void one_faulty_lane(void **state)
{
    static struct lif_batch_ops table;
    cosim_dut *dut = fixture_dut("q8_24");
    batch_set *set = passing_set(dut);
    cosim_result results[JOBS];
    cosim_diag diag;

    assert_int_equal(cosim_lanes_count(dut, &diag), LANES);
    spoiled.real = dut->lanes->ops;
    spoiled.kind = *(const spoil *)*state;
    table = *dut->lanes->ops;
    table.configure = spoiled_configure;
    table.run = spoiled_run;
    dut->lanes->ops = &table;
    assert_int_equal(cosim_batch_run(set->jobs, JOBS, &batch_no_options, results, &diag), -1);
    assert_non_null(strstr(diag.message, "fails in a lane, and not on the circuit itself"));
    assert_non_null(strstr(diag.message, "`make batch FORMAT=q8_24`"));
    batch_set_free(set);
    cosim_dut_close(dut);
}

static void a_lane_that_stops(void **state)
{
    static struct lif_batch_ops table;
    cosim_dut *dut = fixture_dut("q8_24");
    batch_set *set = passing_set(dut);
    cosim_result results[JOBS];
    cosim_diag diag;
    (void)state;
    assert_int_equal(cosim_lanes_count(dut, &diag), LANES);
    spoiled.real = dut->lanes->ops;
    spoiled.kind = STOP;
    spoiled.calls = 0;
    table = *dut->lanes->ops;
    table.run = spoiled_run;
    dut->lanes->ops = &table;
    assert_int_equal(cosim_batch_run(set->jobs, JOBS, &batch_no_options, results, &diag), -1);
    assert_string_equal(diag.message, "circuit q8_24: stopped: there is no lane 32");
    /* The circuit can be used again. */
    dut->lanes->ops = spoiled.real;
    assert_int_equal(cosim_batch_run(set->jobs, JOBS, &batch_no_options, results, &diag), 0);
    for (size_t i = 0; i < JOBS; i++) {
        assert_int_equal(results[i].verdict, COSIM_PASS);
        cosim_result_free(&results[i]);
    }
    batch_set_free(set);
    cosim_dut_close(dut);
}

/* ---- folders with other files in them ---- */

static char folder[] = "/tmp/lifcosim-batch-XXXXXX", given[PATH_MAX];

/* Puts PATH of the build as NAME into the folder. */
static void place(const char *path, const char *name)
{
    char from[PATH_MAX], to[PATH_MAX];
    assert_non_null(realpath(path, from));
    snprintf(to, sizeof to, "%s/%s", folder, name);
    unlink(to);
    assert_int_equal(symlink(from, to), 0);
}

/* Puts FILE of the given folder of circuits as NAME into the new one. */
static void built(const char *file, const char *name)
{
    char path[PATH_MAX + 32];
    snprintf(path, sizeof path, "%s/%s", given, file);
    place(path, name);
}

static int new_folder(void **state)
{
    char batch[sizeof folder + 8];
    (void)state;
    char buffer[PATH_MAX];
    snprintf(given, sizeof given, "%s", cosim_dut_folder(buffer, sizeof buffer));
    strcpy(folder + sizeof folder - 7, "XXXXXX");
    if (mkdtemp(folder) == NULL) {
        return -1;
    }
    snprintf(batch, sizeof batch, "%s/batch", folder);
    if (mkdir(batch, 0700) != 0) {
        return -1;
    }
    built("q8_24.so", "q8_24.so");
    return setenv("LIFCOSIM_DUT_DIR", folder, 1);
}

static int old_folder(void **state)
{
    static const char *const names[] = {"batch/q8_24.so", "q8_24.so", "batch", ""};
    char path[PATH_MAX];
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        remove(path);
    }
    return setenv("LIFCOSIM_DUT_DIR", given, 1);
}

static void without_a_batch(void **state)
{
    static const char *const names[] = {"q8_24", "model:q8_24", "build/faults/spike-lost.so"};
    cosim_diag diag;
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        cosim_dut *dut = fixture_dut(names[i]);
        batch_set *set = passing_set(dut);
        const cosim_run_options options = {.sinks = NULL};
        cosim_result results[4], alone;
        assert_int_equal(cosim_lanes_count(dut, &diag), 1);
        assert_int_equal(cosim_batch_run(set->jobs, 4, &batch_no_options, results, &diag), 0);
        for (size_t k = 0; k < 4; k++) {
            assert_int_equal(cosim_job_run(&set->jobs[k], &options, &alone, &diag), 0);
            batch_assert_same(&results[k], &alone, k);
            cosim_result_free(&results[k]);
            cosim_result_free(&alone);
        }
        batch_set_free(set);
        cosim_dut_close(dut);
    }
}

/* One call has jobs of two circuits. */
static void two_circuits(void **state)
{
    cosim_dut *first = fixture_dut("q8_24"), *second = fixture_dut("q6_18");
    batch_set *set = passing_set(first);
    cosim_result results[2];
    cosim_diag diag;
    (void)state;
    assert_int_equal(cosim_job_prepare(&set->jobs[1], &set->scenarios[1], second, &diag), 0);
    assert_int_equal(cosim_batch_run(set->jobs, 2, &batch_no_options, results, &diag), 0);
    assert_int_equal(results[0].format.state_width, 32);
    assert_int_equal(results[1].format.state_width, 24);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(results[i].exact.verdict, COSIM_PASS);
        assert_int_equal(results[i].exact.compared, set->scenarios[i].steps);
        cosim_result_free(&results[i]);
    }
    batch_set_free(set);
    cosim_dut_close(first);
    cosim_dut_close(second);
}

/* The batch object is not the lanes of this circuit: nothing runs, and the message says why. */
static void refused(const char *why)
{
    cosim_dut *dut = fixture_dut("q8_24");
    batch_set *set = passing_set(dut);
    cosim_result results[2];
    cosim_diag diag = {.message = ""};
    assert_int_equal(cosim_lanes_count(dut, &diag), 0);
    if (strstr(diag.message, why) == NULL) {
        fail_msg("\"%s\" does not say \"%s\"", diag.message, why);
    }
    assert_non_null(strstr(diag.message, "batch/q8_24.so"));
    assert_int_equal(cosim_batch_run(set->jobs, 2, &batch_no_options, results, &diag), -1);
    batch_set_free(set);
    cosim_dut_close(dut);
}

static void another_format(void **state)
{
    (void)state;
    built("batch/q6_18.so", "batch/q8_24.so");
    refused("were built from other sources, options or tools than the circuit");
}

static void a_damaged_file(void **state)
{
    (void)state;
    place("rtl/lif_neuron.v", "batch/q8_24.so");
    refused("cannot be opened");
}

static void no_batch_at_all(void **state)
{
    (void)state;
    built("q8_24.so", "batch/q8_24.so");
    refused("exports no lif_batch_ops");
}

/* The lanes are of a circuit that has changed since: same format, other sources. */
static void a_circuit_that_changed(void **state)
{
    static const char *const faults[] = {
        "input-late",  "hold-long",  "hold-short", "leak-off",       "threshold-off", "truncation",
        "compare-old", "reset-high", "reset-low",  "above",          "wrap",          "leak-plus",
        "leak-minus",  "leak-port",  "spike-lost", "held-integrates"};
    (void)state;
    built("batch/q8_24.so", "batch/q8_24.so");
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        char path[64];
        snprintf(path, sizeof path, "build/faults/%s.so", faults[i]);
        place(path, "q8_24.so");
        refused("were built from other sources, options or tools than the circuit");
    }
}

int main(void)
{
    static spoil kinds[] = {DRIVE, LEAK, SPIKE, SPIKE_BYTE, MEMBRANE, BREACH};
    const struct CMUnitTest tests[] = {
        {"another drive in one lane", one_faulty_lane, NULL, NULL, &kinds[0]},
        {"another leak word in one lane", one_faulty_lane, NULL, NULL, &kinds[1]},
        {"another spike in one lane", one_faulty_lane, NULL, NULL, &kinds[2]},
        {"a spike that is no 1 in one lane", one_faulty_lane, NULL, NULL, &kinds[3]},
        {"another membrane in one lane", one_faulty_lane, NULL, NULL, &kinds[4]},
        {"an idle clock that is none in one lane", one_faulty_lane, NULL, NULL, &kinds[5]},
        cmocka_unit_test(a_lane_that_stops),
        cmocka_unit_test(two_circuits),
        cmocka_unit_test_setup_teardown(without_a_batch, new_folder, old_folder),
        cmocka_unit_test_setup_teardown(another_format, new_folder, old_folder),
        cmocka_unit_test_setup_teardown(a_damaged_file, new_folder, old_folder),
        cmocka_unit_test_setup_teardown(no_batch_at_all, new_folder, old_folder),
        cmocka_unit_test_setup_teardown(a_circuit_that_changed, new_folder, old_folder)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
