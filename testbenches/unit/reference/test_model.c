// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The steps of lif_model are computed by hand. The published membranes are in test_model_published,
 * the closed form in test_closed_form. */
#include "neuron_fixture.h"
#include "lif_model.h"

#include <float.h>
#include <math.h>

enum { MOST = 400 };

static double before[MOST], after[MOST];
static uint8_t spike[MOST];

/* The values are dyadic: rest 0, threshold 1, reset 0 V, 1 Ohm, k = 1/4. Every value below is
 * exact. */
static lif_params quarter(void)
{
    return (lif_params){
        .method = LIF_EULER, .dt_s = 0.25, .tau_s = 1.0, .r_ohm = 1.0, .v_threshold_v = 1.0};
}

static void run(const lif_params *p, size_t n, const double *current, const uint32_t *hold,
                uint32_t constant)
{
    lif_model model;
    lif_model_state state;
    assert_in_range(n, 1, MOST);
    assert_int_equal(lif_params_validate(p, NULL), LIF_OK);
    lif_model_start(&model, &state, p);
    lif_model_run(&model, &state, n, current, hold, constant, before, after, spike);
    assert_true(state.v == after[n - 1]);
}

static void expect(size_t n, const double *y, const double *v, const char *spikes)
{
    for (size_t i = 0; i < n; i++) {
        if (before[i] != y[i] || after[i] != v[i] || spike[i] != (spikes[i] == '|')) {
            fail_msg("step %zu: expected %.17g %.17g %c, observed %.17g %.17g %d", i, y[i], v[i],
                     spikes[i], before[i], after[i], spike[i]);
        }
    }
}

static void euler_steps(void **state)
{
    (void)state;
    const lif_params p = quarter();
    const double current[5] = {2.0, 2.0, 2.0, -1.0, 2.0};
    const double y[5] = {0.5, 0.875, 1.15625, -0.25, 0.3125};
    const double v[5] = {0.5, 0.875, 0.0, -0.25, 0.3125};
    run(&p, 5, current, NULL, 0);
    expect(5, y, v, "..|..");
}

static void rest_gain_and_initial(void **state)
{
    (void)state;
    lif_params p = quarter();
    p.v_rest_v = -2.0;
    p.r_ohm = 4.0;
    p.v_initial_v = 0.5;
    const double current[2] = {0.0, 0.625}; /* u = -2, 0.5 */
    const double y[2] = {-0.125, 0.03125};
    run(&p, 2, current, NULL, 0);
    expect(2, y, y, "..");
}

/* After n steps of a constant drive v is u + (v0-u) exp(-n/100). */
static void exponential_steps(void **state)
{
    (void)state;
    lif_params p = fixture_neuron();
    double current[200];
    for (size_t i = 0; i < 200; i++) {
        current[i] = 2.5e-9; /* u = -45 mV */
    }
    run(&p, 200, current, NULL, 1000);
    assert_true(fabs(before[0] - -0.0697512458437292) < 1e-16);
    assert_true(fabs(before[1] - -0.06950496683266888) < 1e-16);
    for (size_t i = 0; i <= 160; i++) {
        const double expected = (double)(-0.045L - 0.025L * expl(-(long double)(i + 1) / 100.0L));
        assert_true(fabs(before[i] - expected) < (double)(i + 2) * 1.5e-17);
        assert_int_equal(spike[i], i == 160); /* 25 exp(-n/100) <= 5 from n = 161 on */
    }
    assert_true(after[160] == -0.065);
    assert_true(before[199] == -0.065); /* held */

    lif_model model;
    lif_model_state start;
    p.tau_s = p.dt_s * 1e12; /* 1 - exp(-1e-12) without cancellation: 1e-12 - 5e-25 */
    lif_model_start(&model, &start, &p);
    assert_true(fabs(model.leak / (1e-12 - 5e-25) - 1.0) < 1e-15);
    assert_true(fabs(1.0 - model.keep - 1e-12) < DBL_EPSILON);
}

/* Says which of the two constants an update uses: they do not belong together here. */
static void the_update_of_either_method(void **state)
{
    (void)state;
    lif_model m = {.keep = 0.25, .leak = 0.5};
    assert_true(lif_model_update(&m, 3.0, 1.0) == 1.5);
    m.euler = true;
    assert_true(lif_model_update(&m, 3.0, 1.0) == 2.0);
}

/* k = 1/2 from 0 with a drive of 2 lands exactly on the threshold 1. */
static void comparison_at_equality(void **state)
{
    (void)state;
    lif_params p = quarter();
    const double current[2] = {2.0, 2.0};
    p.tau_s = 0.5;
    run(&p, 2, current, NULL, 0);
    const double y[2] = {1.0, 1.0}, v[2] = {0.0, 0.0};
    expect(2, y, v, "||");
    p.compare = LIF_ABOVE;
    run(&p, 2, current, NULL, 0);
    const double y_above[2] = {1.0, 1.5}, v_above[2] = {1.0, 0.0};
    expect(2, y_above, v_above, ".|");
}

static void reset_by_subtraction(void **state)
{
    (void)state;
    lif_params p = quarter();
    p.reset_mode = LIF_RESET_BY_SUBTRACTION;
    p.v_reset_v = 0.5; /* the amount is 0.5, not 1 */
    const double current[4] = {4.0, 4.0, 4.0, 4.0};
    const double y[4] = {1.0, 1.375, 1.65625, 1.8671875};
    const double v[4] = {0.5, 0.875, 1.15625, 1.3671875};
    run(&p, 4, current, NULL, 0);
    expect(4, y, v, "||||");
}

static void initial_hold(void **state)
{
    (void)state;
    lif_params p = quarter();
    p.initial_hold = 2;
    p.v_initial_v = 7.0; /* a held step does not compare either */
    const double current[4] = {(double)NAN, (double)INFINITY, -40.0, 2.0}; /* nor read a current */
    const double y[4] = {7.0, 7.0, -4.75, -3.0625};
    run(&p, 4, current, NULL, 0);
    expect(4, y, y, "....");
}

/* The hold of the step that spikes is the one that counts. */
static void hold_per_step(void **state)
{
    (void)state;
    const lif_params p = quarter();
    const double current[10] = {8.0, 99.0, 99.0, 8.0, 8.0, 2.0, 4.0, 8.0, 99.0, 8.0};
    const uint32_t hold[10] = {2, 7, 7, 0, 0, 5, 5, 1, 3, 3};
    /* The hold is 2 at step 0: steps 1 and 2 are held; 0 at 3 and 4; 0.5 at 5 (none); 1.375 at 6: 5
     * are held. */
    const double y[10] = {2.0, 0.0, 0.0, 2.0, 2.0, 0.5, 1.375, 0.0, 0.0, 0.0};
    const double v[10] = {0.0, 0.0, 0.0, 0.0, 0.0, 0.5, 0.0, 0.0, 0.0, 0.0};
    run(&p, 10, current, hold, 99);
    expect(10, y, v, "|..||.|...");
}

/* Update, then compare: a membrane above the threshold that the update takes below it is no spike,
 * and one below that it takes above is. The reset comes after: before_v is the updated value. */
static void update_compare_reset_hold(void **state)
{
    (void)state;
    lif_params p = quarter();
    p.v_initial_v = 1.25;
    const double current[4] = {0.0, 4.0, 4.0, 4.0};
    const double y[4] = {0.9375, 1.703125, 0.0, 1.0};
    const double v[4] = {0.9375, 0.0, 0.0, 0.0};
    run(&p, 4, current, NULL, 1);
    expect(4, y, v, ".|.|");
}

static void the_smallest_interval_is_hold_plus_one(void **state)
{
    (void)state;
    const lif_params p = quarter();
    double current[MOST];
    for (size_t i = 0; i < MOST; i++) {
        current[i] = 400.0;
    }
    for (uint32_t hold = 0; hold < 20; hold++) {
        run(&p, MOST, current, NULL, hold);
        for (size_t i = 0; i < MOST; i++) {
            assert_int_equal(spike[i], i % (hold + 1) == 0);
        }
    }
}

static void blocks_and_outputs_do_not_matter(void **state)
{
    (void)state;
    lif_random random;
    size_t spikes = 0;
    lif_random_seed(&random, fixture_seed("blocks and outputs"));
    for (size_t set = 0; set < 400; set++) {
        const lif_params p = fixture_random_params(&random);
        const double span = fabs(p.v_threshold_v - p.v_reset_v) / p.r_ohm;
        double current[MOST], cut_before[MOST] = {0.0}, cut_after[MOST] = {0.0};
        uint32_t hold[MOST];
        uint8_t cut_spike[MOST] = {0};
        lif_model model;
        lif_model_state s;
        for (size_t i = 0; i < MOST; i++) {
            current[i] = span * (lif_random_uniform(&random) * 20.0 - 8.0);
            hold[i] = set % 2 ? 3 : (uint32_t)lif_random_below(&random, 5);
        }
        run(&p, MOST, current, hold, 99);
        lif_model_start(&model, &s, &p);
        for (size_t i = 0, n; i < MOST; i += n) {
            n = (size_t)lif_random_below(&random, 30);
            n = n < MOST - i ? n : MOST - i;
            lif_model_run(&model, &s, n, current + i, set % 2 ? NULL : hold + i, 3,
                          set & 2 ? cut_before + i : NULL, set & 4 ? cut_after + i : NULL,
                          set & 8 ? cut_spike + i : NULL);
        }
        assert_true(s.v == after[MOST - 1]);
        for (size_t i = 0; i < MOST; i++) {
            assert_true(!(set & 2) || cut_before[i] == before[i]);
            assert_true(!(set & 4) || cut_after[i] == after[i]);
            assert_true(!(set & 8) || cut_spike[i] == spike[i]);
            spikes += spike[i];
        }
    }
    assert_true(spikes > 4000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(euler_steps),
        cmocka_unit_test(rest_gain_and_initial),
        cmocka_unit_test(exponential_steps),
        cmocka_unit_test(the_update_of_either_method),
        cmocka_unit_test(comparison_at_equality),
        cmocka_unit_test(reset_by_subtraction),
        cmocka_unit_test(initial_hold),
        cmocka_unit_test(hold_per_step),
        cmocka_unit_test(update_compare_reset_hold),
        cmocka_unit_test(the_smallest_interval_is_hold_plus_one),
        cmocka_unit_test(blocks_and_outputs_do_not_matter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
