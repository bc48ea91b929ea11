// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The correct circuit raises no alarm: random parameter sets run under noise, judged at every
 * level. SETS and STEPS choose how many; `make test-random` runs the whole of it. */
#include "neuron_fixture.h"
#include "circuit/open.h"
#include "result/mismatch.h"
#include "scenario/scenario.h"
#include "lif_stimulus.h"

#include <stdio.h>

static void no_alarm(void **state)
{
    cosim_dut *dut = fixture_dut(*state);
    const uint64_t sets = fixture_setting("SETS", 300), steps = fixture_setting("STEPS", 5000);
    uint64_t spikes = 0, ambiguous = 0, identical = 0, silent = 0, vacuous = 0;
    double usage = 0.0;
    lif_random random;
    lif_random_seed(&random, fixture_seed(*state));
    for (uint64_t i = 0; i < sets; i++) {
        const lif_params params = fixture_random_params(&random);
        lif_stimulus noise = fixture_random_noise(&random, &params);
        const cosim_scenario scenario = fixture_scenario(&params, &noise, 1, steps);
        cosim_result r;
        lif_error error;
        if (lif_params_validate(&params, &error) != LIF_OK) {
            fail_msg("set %llu is not valid: %s", (unsigned long long)i, error.message);
        }
        fixture_run(&scenario, dut, &r);
        if (r.verdict == COSIM_FAIL) {
            char text[256];
            fail_msg("set %llu: %s: %s", (unsigned long long)i, cosim_verdict_name(r.verdict),
                     cosim_mismatch_text(&r, text, sizeof text));
        }
        vacuous += r.verdict == COSIM_VACUOUS; /* no alarm: it says that it shows nothing */
        assert_int_equal(r.exact.compared, steps);
        assert_int_equal(r.bounded.compared, steps);
        spikes += r.free_running.dut_spikes;
        silent += r.free_running.dut_spikes == 0;
        ambiguous += r.bounded.ambiguous_steps;
        identical += r.free_running.identical;
        usage = r.bounded.max_usage > usage ? r.bounded.max_usage : usage;
        cosim_result_free(&r);
    }
    print_message("# %s: %llu sets x %llu steps, %llu spikes, %llu silent, %llu ambiguous steps, "
                  "%llu lists identical, %llu vacuous, largest error/bound %.3f\n",
                  (const char *)*state, (unsigned long long)sets, (unsigned long long)steps,
                  (unsigned long long)spikes, (unsigned long long)silent,
                  (unsigned long long)ambiguous, (unsigned long long)identical,
                  (unsigned long long)vacuous, usage);
    /* The sets must have exercised the neuron, and the bound must be a tight one. */
    assert_true(spikes > sets * steps / 500);
    assert_true(silent < sets / 2);
    assert_true(usage > 0.5 && usage <= 1.0);
    cosim_dut_close(dut);
}

int main(void)
{
    static char q8_24[] = "q8_24", q6_18[] = "q6_18", residual[] = "model:w24f18k24r";
    const struct CMUnitTest tests[] = {
        {"q8_24 raises no alarm", no_alarm, NULL, NULL, q8_24},
        {"q6_18 raises no alarm", no_alarm, NULL, NULL, q6_18},
        {"the residual model raises no alarm", no_alarm, NULL, NULL, residual}};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
