// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A spike is 1 and no spike is 0. A circuit, or a lane, whose answer is another byte fails the
 * exact level with that step and that byte, whichever way its steps are judged: by the definition,
 * by the fast path, in the columns of every kernel, and without an integer model. */
#include "circuit/dut.h"
#include "circuit/open.h"
#include "judge/judge.h"
#include "judge/lanes.h"
#include "judge/vectors.h"
#include "judge/verdict.h"
#include "neuron_fixture.h"
#include "run/job.h"

#include <math.h>
#include <string.h>

enum { STEPS = 600, COLUMNS = JUDGE_LANES, COLUMN = 3 };

/* This run passes, step by step, and is the same in every column of a table. */
static struct {
    cosim_dut *dut;
    cosim_scenario scenario;
    cosim_job job;
    double current_a[STEPS], currents_a[STEPS * COLUMNS];
    int32_t drive[STEPS], before[STEPS], after[STEPS];
    int32_t drives[STEPS * COLUMNS], befores[STEPS * COLUMNS], afters[STEPS * COLUMNS];
    uint8_t spike[STEPS], spikes[STEPS * COLUMNS];
    size_t spiking, silent; /* a step of either kind */
} run;

static int prepare(void **state)
{
    static lif_stimulus stimulus;
    static lif_params p;
    cosim_diag diag;
    (void)state;
    p = fixture_neuron();
    stimulus = (lif_stimulus){
        .kind = LIF_STIMULUS_NOISE,
        .stop_s = (double)INFINITY,
        .u.noise = {.mean_a = 3.5e-9, .deviation_a = 2e-9, .correlation_s = 5e-4, .seed = 7}};
    run.scenario = fixture_scenario(&p, &stimulus, 1, STEPS);
    run.dut = fixture_dut("q8_24");
    cosim_current current;
    if (cosim_job_prepare(&run.job, &run.scenario, run.dut, &diag) != 0 ||
        cosim_current_start(&current, &run.scenario) != 0) {
        return -1;
    }
    cosim_current_next(&current, STEPS, run.current_a);
    cosim_current_free(&current);
    lif_quantise_drives(&run.job.q, run.current_a, STEPS, run.drive);
    const lif_dut_block block = {.n = STEPS,
                                 .drive_fx = run.drive,
                                 .before_fx = run.before,
                                 .after_fx = run.after,
                                 .spike = run.spike};
    if (run.dut->ops->configure(run.dut->instance, &run.job.q.words, 1) != 0 ||
        run.dut->ops->run(run.dut->instance, &block) != 0) {
        return -1;
    }
    for (size_t i = 0; i < STEPS; i++) {
        run.spiking = run.spike[i] ? i : run.spiking;
        run.silent = run.spike[i] ? run.silent : i;
    }
    return run.spiking == 0;
}

static int release(void **state)
{
    (void)state;
    cosim_dut_close(run.dut);
    return 0;
}

static void start(cosim_judge *judge, bool model)
{
    const uint32_t can = run.dut->ops->capabilities;
    cosim_judge_start(judge, &run.scenario.params, &run.job.q,
                      model ? can : can & ~(uint32_t)LIF_DUT_INTEGER_MODEL, NULL, NULL);
}

static void assert_fails(const cosim_judge *judge, size_t step, uint8_t byte)
{
    cosim_result r = {.tolerance = run.scenario.tolerance};
    cosim_judge_finish(judge, NULL, 0, &r);
    assert_int_equal(r.verdict, COSIM_FAIL);
    assert_int_equal(r.exact.verdict, COSIM_FAIL);
    assert_int_equal(r.exact.mismatches, 1);
    assert_true(r.first_mismatch.present && r.first_mismatch.has_step);
    assert_int_equal(r.first_mismatch.level, COSIM_LEVEL_EXACT);
    assert_string_equal(r.first_mismatch.quantity, "spike");
    assert_int_equal(r.first_mismatch.step, step);
    assert_int_equal(r.first_mismatch.observed_fx, byte);
}

/* Judges it in blocks of `size` steps by themselves. */
static void judge_alone(size_t size, bool plain, bool model, size_t step, uint8_t byte)
{
    static cosim_judge judge;
    start(&judge, model);
    judge.plain = plain;
    for (size_t at = 0; at < STEPS; at += size) {
        const cosim_judge_block block = {.n = STEPS - at < size ? STEPS - at : size,
                                         .current_a = run.current_a + at,
                                         .drive_fx = run.drive + at,
                                         .before_fx = run.before + at,
                                         .after_fx = run.after + at,
                                         .spike = run.spike + at};
        cosim_judge_run(&judge, &block);
    }
    assert_fails(&judge, step, byte);
}

/* Judges it in a column of a table whose other columns are sound. */
static void judge_in_column(unsigned kernel, size_t step, uint8_t byte)
{
    static cosim_judge judges[COLUMNS];
    static double current_a[STEPS];
    static int32_t drive[STEPS], before[STEPS], after[STEPS];
    static uint8_t spike[STEPS];
    const cosim_judge_room room = {current_a, drive, before, after, spike, NULL};
    const uint32_t hold[COLUMNS] = {0};
    cosim_judge *list[COLUMNS];
    size_t n[COLUMNS];
    for (size_t c = 0; c < COLUMNS; c++) {
        start(&judges[c], true);
        list[c] = &judges[c];
        n[c] = STEPS;
        for (size_t i = 0; i < STEPS; i++) {
            run.currents_a[i * COLUMNS + c] = run.current_a[i];
            run.drives[i * COLUMNS + c] = run.drive[i];
            run.befores[i * COLUMNS + c] = run.before[i];
            run.afters[i * COLUMNS + c] = run.after[i];
            run.spikes[i * COLUMNS + c] = c == COLUMN ? run.spike[i]
                                          : i == step ? step == run.spiking
                                                      : run.spike[i];
        }
    }
    const cosim_judge_table table = {.columns = COLUMNS,
                                     .current_a = run.currents_a,
                                     .drive_fx = run.drives,
                                     .before_fx = run.befores,
                                     .after_fx = run.afters,
                                     .spike = run.spikes,
                                     .hold_constant = hold};
    cosim_judge_lanes(list, n, &table, &room, kernel);
    for (size_t c = 0; c < COLUMNS; c++) {
        if (c == COLUMN) {
            assert_fails(&judges[c], step, byte);
        } else {
            assert_int_equal(judges[c].exact_mismatches, 0);
        }
    }
}

static void fails_everywhere(void **state)
{
    static const uint8_t bytes[] = {2, 3, 128, 255};
    (void)state;
    for (size_t k = 0; k < 2 * sizeof bytes; k++) {
        const size_t step = k % 2 == 0 ? run.spiking : run.silent;
        const uint8_t right = run.spike[step], byte = bytes[k / 2];
        run.spike[step] = byte;
        for (size_t size = 1; size <= STEPS; size = size * 7 + 1) {
            judge_alone(size, false, true, step, byte);
            judge_alone(size, true, true, step, byte);
            judge_alone(size, false, false, step, byte);
        }
        for (unsigned kernel = 0; kernel <= cosim_judge_kernels(); kernel++) {
            judge_in_column(kernel, step, byte);
        }
        run.spike[step] = right;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(fails_everywhere)};
    return cmocka_run_group_tests(tests, prepare, release);
}
