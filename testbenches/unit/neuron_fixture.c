// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "neuron_fixture.h"
#include "base/diag.h"
#include "circuit/open.h"
#include "result/result.h"
#include "run/job.h"
#include "run/run.h"
#include "scenario/scenario.h"
#include "lif_stimulus.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

uint64_t fixture_setting(const char *name, uint64_t otherwise)
{
    const char *text = getenv(name);
    char *end;
    if (text == NULL || text[0] == '\0') {
        return otherwise;
    }
    const uint64_t value = strtoull(text, &end, 0);
    if (*end != '\0') {
        fail_msg("%s=%s is not a number", name, text);
    }
    return value;
}

uint64_t fixture_seed(const char *test)
{
    const uint64_t seed = fixture_setting("SEED", 20261122);
    print_message("# %s: SEED=%llu\n", test, (unsigned long long)seed);
    return seed;
}

lif_params fixture_neuron(void)
{
    return (lif_params){.method = LIF_EXPONENTIAL,
                        .dt_s = 1e-4,
                        .tau_s = 1e-2,
                        .r_ohm = 1e7,
                        .v_rest_v = -0.07,
                        .v_threshold_v = -0.05,
                        .v_reset_v = -0.065,
                        .v_initial_v = -0.07};
}

cosim_scenario fixture_scenario(const lif_params *params, lif_stimulus *stimuli, size_t count,
                                uint64_t steps)
{
    static char path[] = "in memory", name[] = "fixture", dut[] = "q8_24";
    return (cosim_scenario){.path = path,
                            .name = name,
                            .steps = steps,
                            .params = *params,
                            .stimuli = stimuli,
                            .stimulus_count = count,
                            .dut = dut,
                            .tolerance = 1e-3};
}

cosim_dut *fixture_dut(const char *name)
{
    cosim_dut *dut = NULL;
    cosim_diag diag;
    if (cosim_dut_open(name, &dut, &diag) != COSIM_DUT_OK) {
        fail_msg("%s", diag.message);
    }
    return dut;
}

bool fixture_same_format(const lif_format *a, const lif_format *b)
{
    return a->state_width == b->state_width && a->state_fraction == b->state_fraction &&
           a->leak_fraction == b->leak_fraction && a->rounding == b->rounding;
}

void fixture_run(const cosim_scenario *scenario, cosim_dut *dut, cosim_result *result)
{
    const cosim_run_options options = {.sinks = NULL};
    cosim_job job;
    cosim_diag diag;
    if (cosim_job_prepare(&job, scenario, dut, &diag) != 0 ||
        cosim_job_run(&job, &options, result, &diag) != 0) {
        fail_msg("%s", diag.message);
    }
}

static double between(lif_random *random, double low, double high)
{
    return low + (high - low) * lif_random_uniform(random);
}

static bool coin(lif_random *random) { return lif_random_below(random, 2) == 1; }

lif_params fixture_random_params(lif_random *random)
{
    lif_params p = {.method = coin(random) ? LIF_EULER : LIF_EXPONENTIAL,
                    .dt_s = 1e-4,
                    .r_ohm = between(random, 1e6, 1e8),
                    .compare = coin(random) ? LIF_ABOVE : LIF_AT_OR_ABOVE,
                    .reset_mode = coin(random) ? LIF_RESET_BY_SUBTRACTION : LIF_RESET_TO_VALUE,
                    .refractory_steps = (uint32_t)lif_random_below(random, 41),
                    .initial_hold = (uint32_t)lif_random_below(random, 3)};
    p.tau_s = p.dt_s * 1.5 * exp(between(random, 0.0, log(5000.0 / 1.5)));
    p.refractory_s = p.refractory_steps * p.dt_s;
    p.v_rest_v = between(random, -0.08, 0.02);
    const double scale = between(random, 0.005, 0.04);
    p.v_reset_v = p.v_rest_v + scale * between(random, -1.0, 1.0);
    p.v_threshold_v = p.v_reset_v + scale;
    if (p.reset_mode == LIF_RESET_TO_VALUE && lif_random_below(random, 10) == 0) {
        p.v_threshold_v = p.v_reset_v - scale; /* a reset above the threshold is allowed */
    }
    p.v_initial_v = p.v_rest_v + scale * between(random, -1.0, 1.0);
    return p;
}

lif_stimulus fixture_random_noise(lif_random *random, const lif_params *params)
{
    const double scale = fabs(params->v_threshold_v - params->v_reset_v);
    const double threshold_a = (params->v_threshold_v - params->v_rest_v) / params->r_ohm;
    return (lif_stimulus){
        .kind = LIF_STIMULUS_NOISE,
        .stop_s = (double)INFINITY,
        .u.noise = {.mean_a = threshold_a + between(random, -0.3, 0.7) * scale / params->r_ohm,
                    .deviation_a = between(random, 0.05, 0.8) * scale / params->r_ohm,
                    .correlation_s = params->dt_s * between(random, 1.0, 50.0),
                    .seed = lif_random_bits(random)}};
}
