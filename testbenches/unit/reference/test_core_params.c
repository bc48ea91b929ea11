// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The real numbers of a core's neuron are held against exact rational numbers, its exponentials as
 * their series, and what has no meaning is refused by its name. */
#include "core_fixture.h"
#include "neuron_fixture.h"
#include "core_oracle.h"

#include <math.h>

enum { SETS = 2000, TERMS = 60, KEPT_BITS = 400 };

/* ---- exact rational numbers ---- */

/* q keeps 400 bits after the point. */
static void cut(mpq_t q)
{
    mpq_mul_2exp(q, q, KEPT_BITS);
    oracle_floor(q);
    mpq_div_2exp(q, q, KEPT_BITS);
}

/* result = exp(-x), x >= 0, by the series of x/256 and eight squares */
static void exp_minus(mpq_t result, const mpq_t x)
{
    mpq_t part, term, n;
    mpq_inits(part, term, n, NULL);
    mpq_div_2exp(part, x, 8);
    mpq_neg(part, part);
    cut(part);
    mpq_set_ui(term, 1, 1);
    mpq_set_ui(result, 1, 1);
    for (unsigned long i = 1; i <= TERMS; i++) {
        mpq_mul(term, term, part);
        mpq_set_ui(n, i, 1);
        mpq_div(term, term, n);
        cut(term);
        mpq_add(result, result, term);
    }
    for (int i = 0; i < 8; i++) {
        mpq_mul(result, result, result);
        cut(result);
    }
    mpq_clears(part, term, n, NULL);
}

/* Gives what stays of a value with a time constant in a step. */
static void stays(mpq_t result, lif_method method, double dt, double tau)
{
    mpq_t ratio, t;
    mpq_inits(ratio, t, NULL);
    mpq_set_d(ratio, dt);
    mpq_set_d(t, tau);
    if (!(tau > 0.0)) {
        mpq_set_ui(result, 0, 1);
    } else if (method == LIF_EULER) {
        mpq_div(ratio, ratio, t);
        mpq_set_ui(result, 1, 1);
        mpq_sub(result, result, ratio);
    } else {
        mpq_div(ratio, ratio, t);
        exp_minus(result, ratio);
    }
    mpq_clears(ratio, t, NULL);
}

/* The gain g of one step from a current of 1 V to the membrane, as the table of couplings has it.
 */
static void gain(mpq_t g, const lif_core_params *p, unsigned r, const mpq_t a, const mpq_t b)
{
    const lif_core_synapse *s = &p->synapse[r];
    mpq_t t, apart;
    mpq_inits(t, apart, NULL);
    mpq_set_ui(g, 1, 1);
    mpq_set_d(t, p->membrane.tau_s);
    if (s->coupling == LIF_COUPLING_STEP) {
        mpq_sub(g, g, a);
    } else if (s->coupling == LIF_COUPLING_EULER) {
        mpq_set_d(g, p->membrane.dt_s);
        mpq_div(g, g, t);
    } else if (s->coupling == LIF_COUPLING_EXACT) {
        mpq_set_d(apart, s->tau_s);
        mpq_set(g, apart);
        mpq_sub(apart, t, apart);
        if (mpq_sgn(apart) == 0) {
            mpq_set_d(g, p->membrane.dt_s);
            mpq_div(g, g, t);
            if (p->membrane.method == LIF_EXPONENTIAL) {
                mpq_mul(g, g, a);
            }
        } else {
            mpq_div(g, g, apart);
            mpq_sub(t, a, b);
            mpq_mul(g, g, t);
        }
    }
    mpq_clears(t, apart, NULL);
}

/* The relative error of a double beside an exact number. */
static void close_to(const mpq_t exact, double value, double ulps, const char *what)
{
    mpq_t error;
    mpq_init(error);
    mpq_set_d(error, value);
    mpq_sub(error, error, exact);
    if (fabs(mpq_get_d(error)) > ulps * 0x1p-53 * fabs(mpq_get_d(exact))) {
        fail_msg("%s: %.17g, and exactly %.17g", what, value, mpq_get_d(exact));
    }
    mpq_clear(error);
}

static lif_core_params draw_params(lif_random *random)
{
    static const lif_core_coupling couplings[] = {LIF_COUPLING_STEP, LIF_COUPLING_EULER,
                                                  LIF_COUPLING_EXACT, LIF_COUPLING_UNIT};
    lif_core_params p = {.receptors = 1, .adapts = true, .jump_v = 1e-3, .drive = 3e-10};
    p.membrane = fixture_neuron();
    p.membrane.method = (lif_method)lif_random_below(random, 2);
    p.membrane.tau_s = p.membrane.dt_s * exp(lif_random_uniform(random) * 9.0);
    p.synapse[0].coupling = couplings[lif_random_below(random, 4)];
    p.synapse[0].method = p.synapse[0].coupling == LIF_COUPLING_EXACT
                              ? p.membrane.method
                              : (lif_method)lif_random_below(random, 2);
    p.synapse[0].tau_s = p.membrane.dt_s * exp(lif_random_uniform(random) * 9.0);
    if (lif_random_below(random, 4) == 0) { /* beside or at the time constant of the membrane */
        const double by = (double)lif_random_below(random, 9) - 4.0;
        const double near = p.membrane.tau_s * (1.0 + by * 1e-9);
        p.synapse[0].tau_s = near < p.membrane.dt_s ? p.membrane.dt_s : near;
    }
    p.adaptation_method = (lif_method)lif_random_below(random, 2);
    p.adaptation_tau_s = p.membrane.dt_s * exp(lif_random_uniform(random) * 9.0);
    return p;
}

static void check_set(const lif_core_params *p)
{
    const double scale = 0x1.eb851eb851eb8p-7; /* -50 mV + 65 mV, as doubles subtract */
    lif_core_real real;
    lif_error error;
    mpq_t a, b, c, one, q, t;
    mpq_inits(a, b, c, one, q, t, NULL);
    mpq_set_ui(one, 1, 1);
    if (lif_core_params_real(p, &real, &error) != LIF_OK) {
        fail_msg("%s: %s", error.key, error.message);
    }
    stays(a, p->membrane.method, p->membrane.dt_s, p->membrane.tau_s);
    stays(b, p->synapse[0].method, p->membrane.dt_s, p->synapse[0].tau_s);
    stays(c, p->adaptation_method, p->membrane.dt_s, p->adaptation_tau_s);
    close_to(a, real.keep, 4.0 + 4.0 / mpq_get_d(a), "a");
    close_to(b, real.synapse_keep[0], 4.0 + 4.0 / mpq_get_d(b), "b");
    close_to(c, real.adaptation_keep, 4.0 + 4.0 / mpq_get_d(c), "c");
    mpq_sub(q, one, a);
    close_to(q, real.leak, 4.0, "k");
    mpq_sub(t, one, b);
    close_to(t, real.synapse_leak[0], 4.0, "1 - b");
    mpq_sub(t, one, c);
    close_to(t, real.adaptation_leak, 4.0, "1 - c");
    gain(t, p, 0, a, b);
    mpq_div(t, t, q); /* g/k */
    mpq_set_d(q, scale);
    mpq_div(t, t, q);
    close_to(t, real.weight_per_v[0], 24.0, "weight of 1 V");
    assert_true(real.scale_v >= scale * (1.0 - 1e-12) && real.scale_v <= scale * (1.0 + 1e-12));
    if (p->synapse[0].coupling == LIF_COUPLING_UNIT) {
        assert_true(real.weight_per_a[0] == 0.0);
        assert_true(fabs(real.drive * real.leak * scale / p->drive - 1.0) < 1e-14);
    } else {
        assert_true(fabs(real.weight_per_a[0] / real.weight_per_v[0] / 1e7 - 1.0) < 1e-14);
        assert_true(fabs(real.drive * scale / (p->drive * 1e7) - 1.0) < 1e-14);
    }
    assert_true(fabs(real.jump * scale / 1e-3 - 1.0) < 1e-14);
    mpq_clears(a, b, c, one, q, t, NULL);
}

static void couplings_are_exact(void **state)
{
    lif_random random;
    (void)state;
    lif_random_seed(&random, fixture_seed("couplings of a core"));
    for (unsigned set = 0; set < SETS; set++) {
        const lif_core_params p = draw_params(&random);
        check_set(&p);
    }
}

/* Time constants far apart, where a plain difference of exponentials would be none or overflow. */
static void couplings_at_the_edges(void **state)
{
    (void)state;
    lif_core_params p = {.receptors = 1, .drive = 0.0};
    lif_core_real real;
    p.membrane = fixture_neuron();
    p.membrane.tau_s = 1e-7; /* a thousandth of the step */
    p.synapse[0] = (lif_core_synapse){1e-2, LIF_EXPONENTIAL, LIF_COUPLING_EXACT};
    assert_int_equal(lif_core_params_real(&p, &real, NULL), LIF_OK);
    assert_true(fabs(real.weight_per_v[0] * real.scale_v / (1e-2 / (1e-2 - 1e-7) * exp(-1e-2)) -
                     1.0) < 1e-14);
    p.membrane.tau_s = 1e-2;
    p.synapse[0].tau_s = 1e-7;
    assert_int_equal(lif_core_params_real(&p, &real, NULL), LIF_OK);
    assert_true(
        fabs(real.weight_per_v[0] * real.scale_v * real.leak / (1e-7 / (1e-2 - 1e-7) * exp(-1e-2)) -
             1.0) < 1e-14);
    p.synapse[0] = (lif_core_synapse){0.0, LIF_EXPONENTIAL, LIF_COUPLING_STEP};
    assert_int_equal(lif_core_params_real(&p, &real, NULL), LIF_OK);
    assert_true(real.synapse_keep[0] == 0.0 && real.synapse_leak[0] == 1.0);
    assert_true(real.weight_per_v[0] * real.scale_v == 1.0);
    p.adapts = true;
    p.adaptation_tau_s = INFINITY;
    assert_int_equal(lif_core_params_real(&p, &real, NULL), LIF_OK);
    assert_true(real.adaptation_keep == 1.0 && real.adaptation_leak == 0.0);
}

static void normalises_potentials(void **state)
{
    (void)state;
    lif_core_params p = {.receptors = 2, .freeze = true};
    lif_core_real real;
    p.membrane = fixture_neuron(); /* -70 rest, -65 reset, -50 threshold */
    p.membrane.compare = LIF_ABOVE;
    p.membrane.initial_hold = 3;
    p.membrane.refractory_rule = LIF_REFRACTORY_BRIAN2;
    p.membrane.refractory_steps = 5;
    p.membrane.refractory_s = 5e-4;
    p.synapse[0].tau_s = 5e-3;
    p.synapse[1].tau_s = 1e-2;
    assert_int_equal(lif_core_params_real(&p, &real, NULL), LIF_OK);
    assert_true(fabs(real.threshold - 4.0 / 3.0) < 1e-14 && fabs(real.reset - 1.0 / 3.0) < 1e-14);
    assert_true(fabs(real.initial) < 1e-14 && real.zero_v == p.membrane.v_rest_v);
    assert_true(real.above && !real.subtract && real.freeze && !real.noisy && !real.euler);
    assert_int_equal(real.hold, 4);
    assert_int_equal(real.initial_hold, 3);
    assert_true(real.synapse_leak[0] > real.synapse_leak[1]);
    p.membrane.reset_mode = LIF_RESET_BY_SUBTRACTION;
    p.membrane.method = LIF_EULER;
    assert_int_equal(lif_core_params_real(&p, &real, NULL), LIF_OK);
    assert_true(real.subtract && real.euler && real.reset == 1.0);
}

/* ---- what is refused ---- */

static lif_core_params good(void)
{
    lif_core_params p = {.receptors = 2, .adapts = true, .adaptation_tau_s = 0.1, .jump_v = 1e-3};
    p.membrane = fixture_neuron();
    p.synapse[0] = p.synapse[1] = (lif_core_synapse){5e-3, LIF_EXPONENTIAL, LIF_COUPLING_EXACT};
    return p;
}

static void expect(const lif_core_params *p, const char *key, const char *text)
{
    lif_core_real real;
    lif_error error = {LIF_OK, "", ""};
    const lif_status got = lif_core_params_real(p, &real, &error);
    if (got != LIF_BAD_PARAMETER || strcmp(error.key, key) != 0 ||
        strstr(error.message, text) == NULL) {
        fail_msg("status %d, %s: %s; expected %s: %s", (int)got, error.key, error.message, key,
                 text);
    }
}

static void refuses_membranes(void **state)
{
    (void)state;
    lif_core_params p = good();
    p.membrane.tau_s = -1.0;
    expect(&p, "neuron.time_constant", "out of range");
    p.membrane.tau_s = INFINITY;
    expect(&p, "neuron.time_constant", "leak in every tick");
    p = good();
    p.membrane.refractory_rule = LIF_REFRACTORY_FLOAT_TIME_S;
    expect(&p, "neuron.refractory_rule", "float-time");
    p = good();
    p.receptors = 3;
    expect(&p, "synapse", "not 3");
    p.receptors = 0;
    expect(&p, "synapse", "not 0");
    p = good();
    p.drive = INFINITY;
    expect(&p, "drive", "finite");
}

static void refuses_synapses(void **state)
{
    (void)state;
    lif_core_params p = good();
    p.synapse[1].tau_s = -1e-3;
    expect(&p, "synapse.time_constant", "-0.001 s is out of range");
    p.synapse[1].tau_s = INFINITY;
    expect(&p, "synapse.time_constant", "inf s");
    p.synapse[1].tau_s = 1e308;
    p.membrane.dt_s = 1e-20;
    expect(&p, "synapse.time_constant", "vanishes");
    p = good();
    p.synapse[0].method = LIF_EULER;
    expect(&p, "synapse.coupling", "one method");
    p.membrane.method = LIF_EULER;
    p.synapse[0].tau_s = 5e-5;
    expect(&p, "synapse.time_constant", "at least a step");
    p = good();
    p.synapse[0].method = (lif_method)7;
    expect(&p, "synapse.time_constant", "unknown method");
    p = good();
    p.synapse[0].tau_s = 0.0;
    expect(&p, "synapse.coupling", "only the couplings step and unit");
    p = good();
    p.synapse[0].coupling = (lif_core_coupling)9;
    expect(&p, "synapse.coupling", "unknown coupling");
    p = good();
    p.synapse[1].coupling = LIF_COUPLING_UNIT;
    expect(&p, "synapse.coupling", "both receptors");
}

static void refuses_adaptations(void **state)
{
    (void)state;
    lif_core_params p = good();
    p.jump_v = -1e-3;
    expect(&p, "adaptation.jump", "-0.001 V");
    p.jump_v = INFINITY;
    expect(&p, "adaptation.jump", "inf V");
    p = good();
    p.adaptation_tau_s = 0.0;
    expect(&p, "adaptation.time_constant", "above 0 s");
    p.adaptation_tau_s = 5e-5;
    p.adaptation_method = LIF_EULER;
    expect(&p, "adaptation.time_constant", "at least a step");
    p.adapts = false; /* then nothing of it is looked at */
    lif_core_real real;
    assert_int_equal(lif_core_params_real(&p, &real, NULL), LIF_OK);
    assert_true(real.jump == 0.0 && real.adaptation_keep == 1.0);
}

static void unused_neurons(void **state)
{
    (void)state;
    const lif_core_format f = core_format(16, 10, 16, LIF_HALF_UP, 8);
    const lif_core_real real = lif_core_unused(&f);
    const lif_core_row row = {1, 0, 1};
    const double weight = 0.0;
    const lif_core_net net = {1, 0, &real, &row, &weight, 1};
    lif_core_image image;
    assert_int_equal(cosim_core_quantise(&net, &f, &image, NULL, NULL), LIF_OK);
    assert_int_equal(image.word[0].threshold_fx, 32767);
    assert_true(image.word[0].above);
    cosim_core_image_free(&image);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(couplings_are_exact),   cmocka_unit_test(couplings_at_the_edges),
        cmocka_unit_test(normalises_potentials), cmocka_unit_test(refuses_membranes),
        cmocka_unit_test(refuses_synapses),      cmocka_unit_test(refuses_adaptations),
        cmocka_unit_test(unused_neurons)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
