// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Runs in the lanes of a batch give the results of the same runs one after the other, field by
 * field, and a fault in one lane is found in the runs of that lane and in no other. */
#include "batch_fixture.h"
#include "base/diag.h"
#include "circuit/lanes.h"
#include "circuit/lif_batch.h"
#include "circuit/open.h"
#include "result/result.h"
#include "run/batch.h"
#include "run/job.h"
#include "run/run.h"
#include "scenario/scenario.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LANES = 32 };

/* Runs the same jobs in the batch and singly; returns the spikes of all. */
static uint64_t check_set(const batch_set *set)
{
    cosim_result *together = calloc(set->count, sizeof *together);
    const cosim_run_options options = {.sinks = NULL};
    cosim_diag diag;
    uint64_t spikes = 0;
    assert_non_null(together);
    if (cosim_batch_run(set->jobs, set->count, &options, together, &diag) != 0) {
        fail_msg("%s", diag.message);
    }
    for (size_t i = 0; i < set->count; i++) {
        cosim_result alone;
        assert_int_equal(cosim_job_run(&set->jobs[i], &options, &alone, &diag), 0);
        batch_assert_same(&together[i], &alone, i);
        spikes += alone.free_running.dut_spikes;
        cosim_result_free(&alone);
        cosim_result_free(&together[i]);
    }
    free(together);
    return spikes;
}

static void assert_lanes(cosim_dut *dut, unsigned expected)
{
    cosim_diag diag = {.message = ""};
    const unsigned lanes = cosim_lanes_count(dut, &diag);
    if (lanes != expected) {
        fail_msg("%u lanes, expected %u: %s", lanes, expected, diag.message);
    }
}

/* The random sets have all lengths, so that lanes are refilled while others go on. */
static void equals_single_runs(void **state)
{
    cosim_dut *dut = fixture_dut(*state);
    lif_random random;
    uint64_t spikes = 0, steps = 0;
    lif_random_seed(&random, fixture_seed(*state));
    assert_lanes(dut, LANES);
    for (int round = 0; round < 4; round++) {
        batch_set *set = batch_set_new(dut, 100, 1500, &random);
        spikes += check_set(set);
        for (size_t i = 0; i < set->count; i++) {
            steps += set->scenarios[i].steps;
        }
        batch_set_free(set);
    }
    assert_true(spikes > steps / 500);
    cosim_dut_close(dut);
}

static void any_number_of_jobs(void **state)
{
    static const size_t counts[] = {1, 31, 32, 33, 100};
    cosim_dut *dut = fixture_dut("q8_24");
    lif_random random;
    (void)state;
    lif_random_seed(&random, fixture_seed("any number of jobs"));
    assert_lanes(dut, LANES);
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        batch_set *set = batch_set_new(dut, counts[i], 300, &random);
        check_set(set);
        batch_set_free(set);
    }
    cosim_diag diag;
    assert_int_equal(cosim_batch_run(NULL, 0, &batch_no_options, NULL, &diag), 0);
    cosim_dut_close(dut);
}

/* The lengths are around those of a round, and lanes end together. */
static void lengths_at_the_edges(void **state)
{
    static const uint64_t lengths[] = {1, 2, 255, 256, 257, 512, 513, 1024};
    cosim_dut *dut = fixture_dut("q8_24");
    lif_random random;
    (void)state;
    lif_random_seed(&random, fixture_seed("lengths"));
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        batch_set *set = batch_set_new(dut, LANES + 3, 1, &random);
        for (size_t k = 0; k < set->count; k++) {
            set->scenarios[k].steps = k % 5 == 0 ? lengths[0] : lengths[i];
        }
        check_set(set);
        batch_set_free(set);
    }
    cosim_dut_close(dut);
}

/* A run that clips ends before the step, at its place, and the others do not notice. */
static void one_that_clips(void **state)
{
    cosim_dut *dut = fixture_dut("q8_24");
    lif_random random;
    cosim_result results[70];
    cosim_diag diag;
    (void)state;
    lif_random_seed(&random, fixture_seed("clip"));
    batch_set *set = batch_set_new(dut, 70, 1, &random);
    for (size_t i = 0; i < set->count; i++) {
        set->scenarios[i].steps = 1000;
    }
    /* One is a noise of deviation 40 S with 127 S of room; the other clips at once. */
    const double unit_a = set->jobs[9].q.scale_v / set->scenarios[9].params.r_ohm;
    set->stimuli[9].u.noise.deviation_a = 40.0 * unit_a;
    set->stimuli[9].u.noise.correlation_s = set->scenarios[9].params.dt_s;
    set->stimuli[44].u.noise.mean_a = 1.0;
    check_set(set);
    assert_int_equal(cosim_batch_run(set->jobs, set->count, &batch_no_options, results, &diag), 0);
    for (size_t i = 0; i < set->count; i++) {
        const bool clips = i == 9 || i == 44;
        assert_int_equal(results[i].clipped_steps, clips);
        assert_int_equal(results[i].verdict, clips ? COSIM_FAIL : COSIM_PASS);
        assert_true(clips ? results[i].steps < 1000 : results[i].steps == 1000);
        assert_true(!clips || results[i].first_mismatch.level == COSIM_LEVEL_CLIP);
    }
    assert_true(results[9].steps > 0);
    assert_int_equal(results[44].steps, 0);
    for (size_t i = 0; i < set->count; i++) {
        cosim_result_free(&results[i]);
    }
    batch_set_free(set);
    cosim_dut_close(dut);
}

/* Published lists are judged too: the right one passes, and a wrong one fails its job alone. */
static void expected_lists(void **state)
{
    cosim_dut *dut = fixture_dut("q8_24");
    cosim_result results[40];
    cosim_diag diag;
    lif_random random;
    (void)state;
    lif_random_seed(&random, fixture_seed("expect"));
    batch_set *set = batch_set_new(dut, 40, 400, &random);
    uint64_t wrong[] = {0, 1, 2};
    assert_int_equal(cosim_batch_run(set->jobs, set->count, &batch_no_options, results, &diag), 0);
    for (size_t i = 0; i < set->count; i++) {
        set->scenarios[i].expect = (cosim_expect){.stated = true,
                                                  .spikes = results[i].dut_spikes.steps,
                                                  .count = results[i].dut_spikes.count};
    }
    set->scenarios[7].expect = (cosim_expect){.stated = true, .spikes = wrong, .count = 3};
    set->scenarios[8].expect.knife_edge = true;
    check_set(set);
    for (size_t i = 0; i < set->count; i++) {
        cosim_result_free(&results[i]);
    }
    batch_set_free(set);
    cosim_dut_close(dut);
}

/* Every lane has its own words, and setting some leaves the others' words and states alone. */
static void lanes_are_independent(void **state)
{
    cosim_dut *dut = fixture_dut("q8_24");
    enum { STEPS = 64 };
    static int32_t drive[LANES * STEPS], before[2][LANES * STEPS], after[2][LANES * STEPS];
    static uint8_t spike[2][LANES * STEPS];
    uint32_t hold[LANES];
    lif_words words[LANES], had[LANES];
    unsigned lane[LANES];
    lif_random random;
    (void)state;
    lif_random_seed(&random, fixture_seed("lanes"));
    assert_lanes(dut, LANES);
    const struct lif_batch_ops *ops = dut->lanes->ops;
    lif_batch *batch = dut->lanes->instance;
    for (unsigned l = 0; l < LANES; l++) {
        lane[l] = LANES - 1 - l;
        words[l] = (lif_words){.leak_fx = 1 + (int64_t)lif_random_below(&random, 1u << 31),
                               .threshold_fx = 1 << 24,
                               .reset_fx = (int64_t)lif_random_below(&random, 1u << 23),
                               .initial_fx = -(int64_t)lif_random_below(&random, 1u << 24),
                               .initial_hold = (uint32_t)lif_random_below(&random, 3),
                               .compare_above = l % 2 == 1,
                               .reset_by_subtract = l % 3 == 1};
        hold[l] = l % 7;
    }
    for (int i = 0; i < LANES * STEPS; i++) {
        drive[i] = (int32_t)lif_random_below(&random, 3u << 24);
    }
    lif_batch_block blocks[2];
    for (int k = 0; k < 2; k++) {
        blocks[k] = (lif_batch_block){.n = STEPS,
                                      .drive_fx = drive,
                                      .hold_constant = hold,
                                      .before_fx = before[k],
                                      .after_fx = after[k],
                                      .spike = spike[k]};
    }
    /* All lanes take a block, and take it again with every other lane reset at half of it. */
    assert_int_equal(ops->configure(batch, LANES, lane, words), 0);
    assert_int_equal(ops->run(batch, &blocks[0]), 0);
    assert_int_equal(ops->configure(batch, LANES, lane, words), 0);
    blocks[1].n = STEPS / 2;
    assert_int_equal(ops->run(batch, &blocks[1]), 0);
    assert_int_equal(ops->configure(batch, LANES / 2, lane, words), 0);
    assert_int_equal(ops->read_words(batch, LANES, lane, had), 0);
    for (unsigned i = 0; i < LANES; i++) {
        batch_assert_same_words(&had[i], &words[i]);
    }
    blocks[1].drive_fx += LANES * STEPS / 2;
    blocks[1].before_fx += LANES * STEPS / 2;
    blocks[1].after_fx += LANES * STEPS / 2;
    blocks[1].spike += LANES * STEPS / 2;
    assert_int_equal(ops->run(batch, &blocks[1]), 0);
    for (unsigned l = 0; l < LANES; l++) {
        const bool was_reset = l >= LANES / 2; /* lane[] counts down */
        bool differs = false;
        for (size_t i = l; i < LANES * STEPS; i += LANES) {
            differs |= before[0][i] != before[1][i];
            assert_true(was_reset || spike[0][i] == spike[1][i]);
        }
        assert_int_equal(differs, was_reset);
    }
    const unsigned none = LANES;
    assert_int_not_equal(ops->configure(batch, 1, &none, words), 0);
    assert_non_null(strstr(ops->message(batch), "no lane 32"));
    cosim_dut_close(dut);
}

int main(void)
{
    static char q8_24[] = "q8_24", q6_18[] = "q6_18", q4_12[] = "q4_12", q4_4[] = "q4_4";
    const struct CMUnitTest tests[] = {
        {"q8_24: batch = single", equals_single_runs, NULL, NULL, q8_24},
        {"q6_18: batch = single", equals_single_runs, NULL, NULL, q6_18},
        {"q4_12: batch = single", equals_single_runs, NULL, NULL, q4_12},
        {"q4_4: batch = single", equals_single_runs, NULL, NULL, q4_4},
        cmocka_unit_test(any_number_of_jobs),
        cmocka_unit_test(lengths_at_the_edges),
        cmocka_unit_test(one_that_clips),
        cmocka_unit_test(expected_lists),
        cmocka_unit_test(lanes_are_independent)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
