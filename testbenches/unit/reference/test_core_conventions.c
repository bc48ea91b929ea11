// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The step of a core is the step of other simulators, with a shift of a tick, of a gain or of a
 * word. Each of them stands here in its own order of operations, as its source or its paper writes
 * it, with the parameters that make a core do the same: the lists of spikes are equal, tick for
 * tick. */
#include "core_fixture.h"
#include "neuron_fixture.h"
#include "core_tools.h"

#include "lif_core_model.h"

#include <math.h>
#include <string.h>

/* ---- the core's parameters for each ---- */

typedef struct mapping {
    lif_core_params params;
    double weight; /* of an event whose weight is 1, in amperes or volts */
    bool amperes;
    unsigned delay;
} mapping;

/* A step of 1 s, with what stays of membrane and current in it, from rest 0 and reset 0. */
static lif_core_params plain(lif_core_coupling coupling)
{
    lif_core_params p = {.receptors = 1};
    p.membrane = (lif_params){.method = LIF_EULER,
                              .dt_s = 1.0,
                              .tau_s = 1.0 / (1.0 - here.beta),
                              .r_ohm = 1.0,
                              .v_threshold_v = here.threshold,
                              .compare = LIF_ABOVE};
    p.synapse[0] = (lif_core_synapse){1.0 / (1.0 - here.alpha), LIF_EULER, coupling};
    return p;
}

static void subtracts(lif_core_params *p, double amount)
{
    p->membrane.reset_mode = LIF_RESET_BY_SUBTRACTION;
    p->membrane.v_reset_v = p->membrane.v_threshold_v - amount;
}

static void holds(lif_core_params *p, uint32_t steps)
{
    p->membrane.refractory_steps = steps;
    p->membrane.refractory_s = steps * p->membrane.dt_s;
}

static void adapts(lif_core_params *p, double leak, double jump_v)
{
    p->adapts = true;
    p->adaptation_method = LIF_EULER;
    p->adaptation_tau_s = p->membrane.dt_s / leak;
    p->jump_v = jump_v;
}

static mapping as_snntorch_zero(void) { return (mapping){plain(LIF_COUPLING_UNIT), 1.0, false, 0}; }

static mapping as_snntorch_zero_delayed(void)
{
    mapping m = as_snntorch_zero();
    holds(&m.params, 1);
    return m;
}

static mapping as_snntorch_subtract(void)
{
    mapping m = as_snntorch_zero();
    subtracts(&m.params, here.threshold);
    return m;
}

static mapping as_snntorch_subtract_delayed(void)
{
    mapping m = as_snntorch_zero();
    subtracts(&m.params, here.threshold / here.beta);
    return m;
}

static mapping as_lava_lif(void)
{
    mapping m = as_snntorch_zero();
    m.params.drive = 0.03;
    return m;
}

static mapping as_lava_threshold(void)
{
    mapping m = as_snntorch_zero();
    m.params.membrane.compare = LIF_AT_OR_ABOVE;
    adapts(&m.params, 0.02, 0.4);
    return m;
}

static mapping as_norse_lif(void) { return (mapping){plain(LIF_COUPLING_EULER), 3.0, false, 0}; }

static mapping as_norse_lsnn(void)
{
    mapping m = {plain(LIF_COUPLING_EULER), 4.0, false, 1};
    adapts(&m.params, 0.01, 0.3);
    return m;
}

static mapping as_nir_cuba(void)
{
    mapping m = {plain(LIF_COUPLING_STEP), 20.0 * (1.0 - here.alpha), true, 0};
    m.params.membrane.r_ohm = 1.5;
    return m;
}

static mapping as_nir_numpy(void)
{
    mapping m = as_nir_cuba();
    m.delay = 1;
    subtracts(&m.params, here.threshold);
    return m;
}

static mapping as_bellec(void)
{
    mapping m = {plain(LIF_COUPLING_STEP), 4.0, false, 0};
    subtracts(&m.params, here.threshold / here.beta);
    adapts(&m.params, 0.01, 0.3 / 0.99);
    return m;
}

static mapping as_brian2(lif_method method, lif_core_coupling coupling)
{
    mapping m = {.weight = 20e-3, .delay = 1};
    lif_core_params *p = &m.params;
    p->receptors = 1;
    p->membrane = (lif_params){.method = method,
                               .dt_s = 0.1e-3,
                               .tau_s = 20e-3,
                               .r_ohm = 1e6,
                               .v_rest_v = -49.5e-3,
                               .v_threshold_v = -50e-3,
                               .v_reset_v = -60e-3,
                               .v_initial_v = -60e-3,
                               .compare = LIF_ABOVE,
                               .refractory_rule = LIF_REFRACTORY_BRIAN2};
    holds(p, BRIAN_N);
    p->synapse[0] = (lif_core_synapse){5e-3, method, coupling};
    p->adapts = true;
    p->adaptation_method = method;
    p->adaptation_tau_s = 50e-3;
    p->jump_v = 0.5e-3;
    return m;
}
static mapping as_brian2_exact(void) { return as_brian2(LIF_EXPONENTIAL, LIF_COUPLING_EXACT); }
static mapping as_brian2_euler(void) { return as_brian2(LIF_EULER, LIF_COUPLING_EULER); }

static mapping as_nest(void)
{
    mapping m = {.weight = 500e-12, .amperes = true, .delay = 1};
    lif_core_params *p = &m.params;
    p->receptors = 1;
    p->membrane = (lif_params){
        .dt_s = 0.1e-3, .tau_s = 10e-3, .r_ohm = 10e-3 / 250e-12, .v_threshold_v = 15e-3};
    holds(p, 20);
    p->drive = 374e-12;
    p->synapse[0] = (lif_core_synapse){2e-3, LIF_EXPONENTIAL, LIF_COUPLING_EXACT};
    return m;
}

/* ---- the comparison ---- */

static const struct convention {
    const char *name;
    void (*tool)(uint8_t *spike);
    mapping (*as)(void);
} conventions[] = {{"snnTorch Synaptic, zero", snntorch_zero, as_snntorch_zero},
                   {"the same, delayed", snntorch_zero_delayed, as_snntorch_zero_delayed},
                   {"snnTorch Synaptic, subtract", snntorch_subtract, as_snntorch_subtract},
                   {"the same, delayed", snntorch_subtract_delayed, as_snntorch_subtract_delayed},
                   {"Lava LIF", lava_lif, as_lava_lif},
                   {"Lava, threshold of ATRLIF", lava_threshold, as_lava_threshold},
                   {"Norse lif_step", norse_lif, as_norse_lif},
                   {"Norse lsnn_step", norse_lsnn, as_norse_lsnn},
                   {"NIR CubaLIF", nir_cuba, as_nir_cuba},
                   {"NIR in NumPy", nir_numpy, as_nir_numpy},
                   {"ALIF of Bellec and others", bellec_alif, as_bellec},
                   {"Brian 2, exact", brian2_exact, as_brian2_exact},
                   {"Brian 2, euler", brian2_euler, as_brian2_euler},
                   {"NEST iaf_psc_exp", nest_psc_exp, as_nest}};

static void draw_setting(lif_random *random)
{
    memset(here.fired, 0, sizeof here.fired);
    here.alpha = 0.85 + 0.1 * lif_random_uniform(random);
    here.beta = 0.8 + 0.17 * lif_random_uniform(random);
    here.threshold = 2.0;
    for (double sum = 0.0; sum < 3.2;) { /* so that the least excitable of them spikes too */
        sum = 0.0;
        for (int row = 0; row < ROWS; row++) {
            here.weight[row] = -0.3 + 1.8 * lif_random_uniform(random);
            sum += here.weight[row];
        }
    }
    for (int t = 0; t < TICKS; t++) {
        here.in[t] = 0.0;
        for (int row = 0; row < ROWS; row++) {
            here.fired[t][row] = lif_random_uniform(random) < 0.02;
            here.in[t] += here.fired[t][row] ? here.weight[row] : 0.0;
        }
    }
}

static void core_runs(const mapping *m, uint8_t *spike)
{
    const lif_core_format f = core_format(32, 16, 31, LIF_HALF_UP, 8);
    lif_core_real real;
    lif_core_row row[ROWS + 1] = {{0, 0, 0}};
    double weight[ROWS + 1] = {0.0};
    lif_core_model model;
    lif_error error;
    if (lif_core_params_real(&m->params, &real, &error) != LIF_OK) {
        fail_msg("%s: %s", error.key, error.message);
    }
    for (int j = 0; j <= ROWS; j++) {
        row[j] = (lif_core_row){.delay = (uint8_t)(j < ROWS ? m->delay : 1), .most = 1};
        weight[j] = j < ROWS ? here.weight[j] * m->weight *
                                   (m->amperes ? real.weight_per_a[0] : real.weight_per_v[0])
                             : 0.0;
    }
    const lif_core_net net = {1, ROWS, &real, row, weight, 1};
    assert_int_equal(core_model_new(&model, &net, &f, NULL), LIF_OK);
    for (int t = 0; t < TICKS; t++) {
        for (unsigned j = 0; j < ROWS; j++) {
            if (here.fired[t][j]) {
                lif_core_model_event(&model, j);
            }
        }
        lif_core_model_tick(&model, &spike[t]);
    }
    assert_int_equal(model.clips, 0);
    core_model_free(&model);
}

static void every_tool(void **state)
{
    static uint8_t theirs[TICKS], ours[TICKS];
    lif_random random;
    (void)state;
    lif_random_seed(&random, fixture_seed("conventions of other tools"));
    for (int round = 0; round < 3; round++) {
        draw_setting(&random);
        for (size_t i = 0; i < sizeof conventions / sizeof *conventions; i++) {
            const mapping m = conventions[i].as();
            unsigned spikes = 0, differ = 0;
            conventions[i].tool(theirs);
            core_runs(&m, ours);
            for (int t = 0; t < TICKS; t++) {
                spikes += theirs[t];
                differ += theirs[t] != ours[t];
            }
            print_message("# %-28s %5u spikes, %u decisions differ\n", conventions[i].name, spikes,
                          differ);
            assert_int_equal(differ, 0);
            assert_true(spikes > 20);
        }
    }
}

/* The mapping is what makes them equal: one tick of delay more, and the lists differ. */
static void a_tick_matters(void **state)
{
    static uint8_t theirs[TICKS], ours[TICKS];
    lif_random random;
    (void)state;
    lif_random_seed(&random, fixture_seed("conventions of other tools, a tick late"));
    draw_setting(&random);
    for (size_t i = 0; i < sizeof conventions / sizeof *conventions; i++) {
        mapping m = conventions[i].as();
        m.delay++;
        conventions[i].tool(theirs);
        core_runs(&m, ours);
        assert_memory_not_equal(theirs, ours, sizeof ours);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_tool),
                                       cmocka_unit_test(a_tick_matters)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
