// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The cost of the length of a step is held against spikes in closed form at both steps. */
#include "neuron_fixture.h"
#include "run/step_effect.h"
#include "lif_model.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

enum { STEPS = 20000 };

/* Puts the spikes of a constant current of a run of `steps` steps into spikes[]; returns 0 where
 * none is certain. */
static size_t spikes_of(const lif_params *p, double current_a, uint32_t hold, uint64_t steps,
                        uint64_t *spikes)
{
    uint64_t first = 0, interval = 0;
    double margin;
    size_t count = 0;
    if (!lif_model_closed_form(p, current_a, hold, &first, &interval, &margin) || margin < 1e-6) {
        return 0;
    }
    for (uint64_t n = first; n < steps; n += interval) {
        spikes[count++] = n;
    }
    return count;
}

/* Gives the hold of `parts` steps in place of each, for the same time. */
static uint32_t hold_of(const lif_params *p, uint32_t parts)
{
    const uint32_t n = p->refractory_steps * parts;
    return p->refractory_rule == LIF_REFRACTORY_BRIAN2 && n > 0 ? n - 1 : n;
}

static void check_constant(const lif_params *p, double current_a, size_t *differ)
{
    static uint64_t coarse[STEPS + 1], fine[10 * STEPS + 1];
    lif_params p_fine = *p;
    p_fine.dt_s = p->dt_s / 10.0;
    p_fine.initial_hold *= 10;
    const size_t n = spikes_of(p, current_a, hold_of(p, 1), STEPS, coarse);
    const size_t m = spikes_of(&p_fine, current_a, hold_of(p, 10), UINT64_C(10) * STEPS, fine);
    if (n == 0 || m == 0) {
        return;
    }
    uint64_t alone = n > m ? n : m;
    double least = 1e300, most = -1e300;
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < m; k++) {
            alone -= coarse[i] == fine[k] / 10;
        }
    }
    for (size_t i = 0; i < n && i < m; i++) {
        const double shift = (double)(fine[i] + 1) / 10.0 - (double)(coarse[i] + 1);
        least = fmin(least, shift);
        most = fmax(most, shift);
    }
    lif_stimulus stimulus = {.kind = LIF_STIMULUS_CONSTANT,
                             .stop_s = (double)INFINITY,
                             .u.constant.amplitude_a = current_a};
    const cosim_scenario scenario = fixture_scenario(p, &stimulus, 1, STEPS);
    cosim_step_effect effect;
    cosim_diag diag;
    assert_int_equal(cosim_step_effect_of(&scenario, &effect, &diag), 0);
    assert_int_equal(effect.spikes, n);
    assert_int_equal(effect.fine_spikes, m);
    assert_int_equal(effect.differ, alone);
    assert_true(fabs(effect.least_shift - least) < 1e-9);
    assert_true(fabs(effect.most_shift - most) < 1e-9);
    *differ += alone;
}

/* Refractory time and initial hold keep their seconds. */
static void spikes_of_a_constant_are_those_of_the_closed_form(void **state)
{
    (void)state;
    lif_random random;
    size_t differ = 0;
    lif_random_seed(&random, fixture_seed("step_effect"));
    for (int i = 0; i < 200; i++) {
        lif_params p = fixture_neuron();
        p.method = lif_random_below(&random, 2) ? LIF_EULER : LIF_EXPONENTIAL;
        p.compare = lif_random_below(&random, 2) ? LIF_ABOVE : LIF_AT_OR_ABOVE;
        p.refractory_rule =
            lif_random_below(&random, 2) ? LIF_REFRACTORY_BRIAN2 : LIF_REFRACTORY_STEPS;
        p.refractory_steps = (uint32_t)lif_random_below(&random, 30);
        p.refractory_s = p.refractory_steps * p.dt_s;
        p.initial_hold = (uint32_t)lif_random_below(&random, 5);
        const double drive_v =
            (p.v_threshold_v - p.v_rest_v) * (1.02 + lif_random_uniform(&random));
        check_constant(&p, drive_v / p.r_ohm, &differ);
    }
    assert_true(differ > 1000);
}

/* A charge that fires at once fires in its own step, however long that is. */
static void an_event_that_fires_stays_in_its_step(void **state)
{
    (void)state;
    static const double times_s[] = {10.05e-3, 30.05e-3, 50.05e-3};
    lif_params p = fixture_neuron();
    lif_stimulus stimulus = {.kind = LIF_STIMULUS_EVENTS,
                             .stop_s = (double)INFINITY,
                             .current = LIF_CURRENT_MEAN,
                             .u.events = {times_s, 3, 4e-5, 1e-6}};
    const cosim_scenario scenario = fixture_scenario(&p, &stimulus, 1, 1000);
    cosim_step_effect effect;
    cosim_diag diag;
    assert_int_equal(cosim_step_effect_of(&scenario, &effect, &diag), 0);
    assert_int_equal(effect.spikes, 3);
    assert_int_equal(effect.fine_spikes, 3);
    assert_int_equal(effect.differ, 0);
    assert_true(effect.least_shift >= -0.9 && effect.most_shift <= 0.0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spikes_of_a_constant_are_those_of_the_closed_form),
        cmocka_unit_test(an_event_that_fires_stays_in_its_step),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
