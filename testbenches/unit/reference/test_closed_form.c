// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* lif_model is held against the closed form of a constant current: two ways lead to the same
 * spikes. */
#include "neuron_fixture.h"
#include "lif_model.h"

#include <math.h>

enum { SETS = 6000, INTERVALS = 3, BLOCK = 512 };

typedef struct constant_set {
    lif_params params;
    double current_a;
    uint32_t hold;
} constant_set;

static double between(lif_random *random, double low, double high)
{
    return low + (high - low) * lif_random_uniform(random);
}

/* Stays away from k = 1 and from u = theta, where double rounding decides; initial and reset
 * membranes are below the threshold, and so is the drive in one of eight. */
static constant_set random_set(lif_random *random)
{
    const double scale = between(random, 0.005, 0.04);
    constant_set s = {.params = {.method = (lif_method)lif_random_below(random, 2),
                                 .dt_s = 1e-4,
                                 .r_ohm = between(random, 1e6, 1e8),
                                 .v_rest_v = between(random, -0.08, 0.02),
                                 .compare = (lif_compare)lif_random_below(random, 2),
                                 .initial_hold = (uint32_t)lif_random_below(random, 6)},
                      .hold = (uint32_t)lif_random_below(random, 41)};
    lif_params *p = &s.params;
    p->tau_s = p->dt_s * exp(between(random, log(1.2), log(2000.0)));
    p->v_threshold_v = p->v_rest_v + scale * between(random, -2.0, 3.0);
    p->v_reset_v = p->v_threshold_v - scale;
    p->v_initial_v = p->v_threshold_v - scale * between(random, 0.01, 2.0);
    const double above = lif_random_below(random, 8) == 0
                             ? -between(random, 0.01, 2.0)
                             : exp(between(random, log(0.02), log(10.0)));
    s.current_a = (p->v_threshold_v + scale * above - p->v_rest_v) / p->r_ohm;
    assert_int_equal(lif_params_validate(p, NULL), LIF_OK);
    return s;
}

/* Runs `steps` steps and returns the number of spikes; *next holds the step that must spike next,
 * and moves on by `interval`. */
static uint64_t spikes_as_predicted(const constant_set *s, uint64_t steps, uint64_t next,
                                    uint64_t interval)
{
    double current[BLOCK];
    uint8_t spike[BLOCK];
    uint64_t spikes = 0;
    lif_model model;
    lif_model_state state;
    lif_model_start(&model, &state, &s->params);
    for (size_t i = 0; i < BLOCK; i++) {
        current[i] = s->current_a;
    }
    for (uint64_t done = 0; done < steps; done += BLOCK) {
        const uint64_t n = steps - done < BLOCK ? steps - done : BLOCK;
        lif_model_run(&model, &state, (size_t)n, current, NULL, s->hold, NULL, NULL, spike);
        for (uint64_t i = 0; i < n; i++) {
            if (spike[i] != (done + i == next)) {
                fail_msg("step %llu: the closed form says a spike at %llu (tau %g steps, method %d "
                         "compare %d hold %u)",
                         (unsigned long long)(done + i), (unsigned long long)next,
                         s->params.tau_s / s->params.dt_s, (int)s->params.method,
                         (int)s->params.compare, s->hold);
            }
            if (spike[i]) {
                next += interval;
                spikes++;
            }
        }
    }
    return spikes;
}

static void random_sets_agree(void **state)
{
    (void)state;
    lif_random random;
    uint64_t compared = 0, skipped = 0, with_hold = 0, with_initial_hold = 0;
    uint64_t of_kind[2][2][2] = {{{0}}}; /* method, compare, silent */
    lif_random_seed(&random, fixture_seed("random sets agree"));
    for (uint64_t i = 0; i < SETS; i++) {
        const constant_set s = random_set(&random);
        uint64_t first = 0, interval = 0;
        double margin = -1.0;
        const bool fires =
            lif_model_closed_form(&s.params, s.current_a, s.hold, &first, &interval, &margin);
        if (margin < 1e-9) {
            skipped++;
            continue;
        }
        compared++;
        with_hold += fires && s.hold > 0;
        with_initial_hold += fires && s.params.initial_hold > 0;
        of_kind[s.params.method][s.params.compare][!fires]++;
        if (fires) {
            assert_true(first >= s.params.initial_hold && interval > s.hold);
            const uint64_t steps = first + INTERVALS * interval + 1;
            assert_int_equal(spikes_as_predicted(&s, steps, first, interval), INTERVALS + 1);
        } else {
            const uint64_t steps = (uint64_t)(5.0 * s.params.tau_s / s.params.dt_s) + 100;
            assert_int_equal(spikes_as_predicted(&s, steps, UINT64_MAX, 0), 0);
        }
    }
    print_message("# %llu compared, %llu skipped\n", (unsigned long long)compared,
                  (unsigned long long)skipped);
    assert_true(compared >= 5000);
    assert_true(with_hold > SETS / 2 && with_initial_hold > SETS / 2);
    for (int k = 0; k < 4; k++) {
        assert_true(of_kind[k & 1][k >> 1][0] > SETS / 8 && of_kind[k & 1][k >> 1][1] > SETS / 60);
    }
}

/* A membrane that adds up its current is an arithmetic series, in whichever method. */
static void random_sets_without_leak(void **state)
{
    (void)state;
    lif_random random;
    uint64_t compared = 0, silent = 0;
    lif_random_seed(&random, fixture_seed("random sets without leak"));
    for (uint64_t i = 0; i < SETS / 4; i++) {
        constant_set s = random_set(&random);
        lif_params *p = &s.params;
        uint64_t first = 0, interval = 0;
        double margin = -1.0;
        const double scale = lif_params_scale(p);
        const double steps = exp(between(&random, log(1.2), log(300.0)));
        p->tau_s = (double)INFINITY;
        p->r_ohm = p->dt_s / between(&random, 1e-12, 1e-9);
        s.current_a = scale / steps / p->r_ohm;
        s.current_a = lif_random_below(&random, 8) == 0 ? -s.current_a : s.current_a;
        assert_int_equal(lif_params_validate(p, NULL), LIF_OK);
        const bool fires =
            lif_model_closed_form(p, s.current_a, s.hold, &first, &interval, &margin);
        assert_int_equal(fires, s.current_a > 0.0);
        if (margin < 1e-9) {
            continue;
        }
        compared++;
        silent += !fires;
        if (fires) {
            const uint64_t end = first + 3 * interval + 1;
            assert_int_equal(spikes_as_predicted(&s, end, first, interval), 4);
        } else {
            assert_int_equal(spikes_as_predicted(&s, 1000, UINT64_MAX, 0), 0);
        }
    }
    assert_true(compared > SETS / 8 && silent > SETS / 80);
}

/* The rest is 0, the threshold 1, the reset 0 V; u is the current. */
static lif_params unit_neuron(double steps)
{
    return (lif_params){
        .method = LIF_EXPONENTIAL, .dt_s = 1.0, .tau_s = steps, .r_ohm = 1.0, .v_threshold_v = 1.0};
}

/* With u = 2: 1 - exp(-n/100) >= 1/2 holds from n = 70 on (69.3). Euler, with k = 1/4 and u = 2:
 * 0.75^n <= 1/2 holds from n = 3 on. */
static void cases_by_hand(void **state)
{
    (void)state;
    lif_params p = unit_neuron(100.0);
    uint64_t first, interval;
    double margin;
    assert_true(lif_model_closed_form(&p, 2.0, 5, &first, &interval, &margin));
    assert_int_equal(first, 69);
    assert_int_equal(interval, 75);
    assert_true(fabs(margin - 0.3147180559945309) < 1e-10);
    p.initial_hold = 4;
    p.v_reset_v = -1.0; /* 3 exp(-n/100) <= 1 from n = 110 on (109.86) */
    assert_true(lif_model_closed_form(&p, 2.0, 0, &first, &interval, NULL));
    assert_int_equal(first, 73);
    assert_int_equal(interval, 110);
    p = unit_neuron(4.0);
    p.method = LIF_EULER;
    assert_true(lif_model_closed_form(&p, 2.0, 0, &first, &interval, &margin));
    assert_int_equal(first, 2);
    assert_int_equal(interval, 3);
    /* It is at least one step, where the quotient rounds to 0. */
    assert_true(lif_model_closed_form(&p, 1e17, 0, &first, &interval, NULL));
    assert_int_equal(first, 0);
    assert_int_equal(interval, 1);
    p.tau_s = 2.0; /* k = 1/2: the first step lands on the threshold, and only >= spikes there */
    assert_true(lif_model_closed_form(&p, 2.0, 0, &first, &interval, &margin));
    assert_true(first == 0 && interval == 1 && margin == 0.0);
    p.compare = LIF_ABOVE;
    assert_true(lif_model_closed_form(&p, 2.0, 0, &first, &interval, &margin));
    assert_true(first == 1 && interval == 2 && margin == 0.0);
    assert_false(lif_model_closed_form(&p, 0.5, 0, &first, &interval, &margin));
    assert_true(margin == 0.5);
    assert_false(lif_model_closed_form(&p, 0.5, 0, &first, &interval, NULL));
}

static double margin_of(const lif_params *p, double current_a)
{
    uint64_t first, interval;
    double margin = -1.0;
    lif_model_closed_form(p, current_a, 0, &first, &interval, &margin);
    return margin;
}

static void the_margin_is_zero_where_the_form_does_not_apply(void **state)
{
    (void)state;
    lif_params p = unit_neuron(100.0);
    assert_true(margin_of(&p, 2.0) > 0.1 && margin_of(&p, 0.5) > 0.1);
    p.v_initial_v = 1.0;
    assert_true(margin_of(&p, 2.0) == 0.0 && margin_of(&p, 0.5) == 0.0);
    p = unit_neuron(100.0);
    p.v_reset_v = 1.5;
    assert_true(margin_of(&p, 2.0) == 0.0);
    p = unit_neuron(100.0);
    p.reset_mode = LIF_RESET_BY_SUBTRACTION;
    assert_true(margin_of(&p, 2.0) == 0.0);
    p = unit_neuron(1.0);
    p.method = LIF_EULER;
    assert_true(margin_of(&p, 2.0) == 0.0);
    p = unit_neuron(4.0); /* 0.75^2 = 0.5625 = 9/16: u = 16/7 reaches the threshold exactly */
    p.method = LIF_EULER;
    assert_true(margin_of(&p, 16.0 / 7.0) < 1e-9);
}

/* Beside the threshold the last bit decides: a fast neuron reaches a drive of just the threshold, a
 * slow one never reaches it although the drive is above. The margin must say so. */
static void the_margin_is_small_for_a_drive_at_the_threshold(void **state)
{
    (void)state;
    const double above = 1.0 + 0x1p-52;
    lif_params p = unit_neuron(1.0);
    uint64_t first, interval;
    lif_model model;
    lif_model_state start;
    double v;
    lif_model_start(&model, &start, &p);
    for (v = p.v_initial_v; !lif_model_fires(&model, v);) {
        const double y = lif_model_update(&model, v, 1.0);
        assert_true(y > v); /* it gets there, or this fails */
        v = y;
    }
    assert_true(v == 1.0);
    assert_false(lif_model_closed_form(&p, 1.0, 0, &first, &interval, NULL));
    assert_true(margin_of(&p, 1.0) < 1e-9);

    p = unit_neuron(1000.0);
    const constant_set slow = {.params = p, .current_a = above};
    assert_true(lif_model_closed_form(&p, above, 0, &first, &interval, NULL));
    assert_int_equal(spikes_as_predicted(&slow, first + 10000, UINT64_MAX, 0), 0);
    assert_true(margin_of(&p, above) < 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_sets_agree),
        cmocka_unit_test(random_sets_without_leak),
        cmocka_unit_test(cases_by_hand),
        cmocka_unit_test(the_margin_is_zero_where_the_form_does_not_apply),
        cmocka_unit_test(the_margin_is_small_for_a_drive_at_the_threshold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
