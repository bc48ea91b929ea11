// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* lif_bound bounds, is tight, and none of its terms can be left out. */
#include "bound_run.h"
#include "circuit/format.h"
#include "lif_stimulus.h"

#include <math.h>

enum { SETS = 250, STEPS = 2500 };

/* ---- random sets ---- */

typedef struct tally {
    uint64_t sets, refused, clipped, active, spikes, tight;
    double usage;
} tally;

static bool any_clips(const lif_quantised *q, const double *current, size_t n)
{
    static int32_t drive[STEPS];
    return lif_quantise_drives(q, current, n, drive) != 0;
}

/* The current is noise, or in one of four sets a constant: errors then add up in one direction. */
static void random_current(lif_random *random, const lif_params *p, double *current)
{
    lif_stimulus_state stream;
    lif_stimulus noise = fixture_random_noise(random, p);
    const bool constant = lif_random_below(random, 4) == 0;
    for (size_t i = 0; i < STEPS; i++) {
        current[i] = constant ? noise.u.noise.mean_a : 0.0;
    }
    if (!constant) {
        lif_stimulus_start(&stream, &noise, p->dt_s, LIF_SAMPLE_START, STEPS);
        lif_stimulus_add(&stream, STEPS, current);
    }
}

static void one_set(lif_random *random, const lif_format *f, tally *t)
{
    static double current[STEPS];
    const lif_params p = fixture_random_params(random);
    lif_quantised q;
    lif_bound bound;
    bound_run r;
    random_current(random, &p, current);
    if (lif_quantise(&p, f, &q, NULL) != LIF_OK) {
        t->refused++;
        return;
    }
    if (any_clips(&q, current, STEPS)) {
        t->clipped++;
        return;
    }
    lif_bound_start(&bound, &p, &q);
    bound_run_start(&r, &p, &q, &bound);
    bound_run_steps(&r, STEPS, current, p.refractory_steps);
    if (r.violations != 0 || r.exact_state_bad != 0 || r.reset_bad != 0) {
        fail_msg("%u/%u/%u rounding %d: %llu of %llu steps outside of the bound (%llu with R), "
                 "%llu resets, "
                 "error/bound %.4f",
                 f->state_width, f->state_fraction, f->leak_fraction, (int)f->rounding,
                 (unsigned long long)r.violations, (unsigned long long)r.active,
                 (unsigned long long)r.exact_state_bad, (unsigned long long)r.reset_bad, r.usage);
    }
    t->sets++;
    t->active += r.active;
    t->spikes += r.spikes;
    t->tight += r.usage > 0.9;
    t->usage = fmax(t->usage, r.usage);
}

static void random_sets_stay_within(void **state)
{
    (void)state;
    const lif_format residual[] = {{32, 24, 31, LIF_RESIDUAL, LIF_CODING_ANY, 0},
                                   {24, 18, 24, LIF_RESIDUAL, LIF_CODING_ANY, 0},
                                   {16, 12, 16, LIF_RESIDUAL, LIF_CODING_ANY, 0}};
    size_t named;
    const cosim_named_format *list = cosim_formats(&named);
    lif_random random;
    lif_random_seed(&random, fixture_seed("random sets stay within"));
    for (size_t k = 0; k < named + 3; k++) {
        const lif_format *f = k < named ? &list[k].format : &residual[k - named];
        char name[40];
        tally t = {0};
        for (int set = 0; set < SETS; set++) {
            one_set(&random, f, &t);
        }
        print_message("# %s: %llu sets, %llu refused, %llu clip, %llu active steps, %llu spikes, "
                      "%llu tight, largest error/bound %.4f\n",
                      cosim_format_name(f, name), (unsigned long long)t.sets,
                      (unsigned long long)t.refused, (unsigned long long)t.clipped,
                      (unsigned long long)t.active, (unsigned long long)t.spikes,
                      (unsigned long long)t.tight, t.usage);
        assert_true(t.sets > SETS / 3 && t.active > t.sets * STEPS / 3 && t.spikes > t.sets * 5);
        assert_true(t.tight >= 5 && t.usage > 0.9 && t.usage <= 1.0);
    }
}

/* ---- none of the terms can be left out ---- */

/* With E = 0, S = 1 V and 1 Ohm volts and amperes are normalised values. The reset is one below. */
static lif_params unit_neuron(double k, double threshold, double initial)
{
    return (lif_params){.method = LIF_EULER,
                        .dt_s = k,
                        .tau_s = 1.0,
                        .r_ohm = 1.0,
                        .v_threshold_v = threshold,
                        .v_reset_v = threshold - 1.0,
                        .v_initial_v = initial};
}

static lif_quantised quantised(const lif_params *p, const lif_format *f)
{
    lif_quantised q;
    lif_error error = {LIF_OK, "", ""};
    assert_int_equal(lif_params_validate(p, &error), LIF_OK);
    assert_int_equal(lif_format_validate(f, &error), LIF_OK);
    if (lif_quantise(p, f, &q, &error) != LIF_OK) {
        fail_msg("%s: %s", error.key, error.message);
    }
    return q;
}

typedef enum term { LEAK_SLIP, ROUNDING, DRIVE, RESET, INITIAL, VIEW, EPS } term;

static lif_bound without(term which, const lif_params *p, const lif_quantised *q)
{
    lif_bound b;
    lif_bound_start(&b, p, q);
    const double leak = 1.0 - b.keep;
    switch (which) {
    case LEAK_SLIP:
        b.leak_slip = 0.0;
        break;
    case ROUNDING:
        b.fixed -= q->format.rounding == LIF_RESIDUAL ? leak * q->lsb : 0.5 * q->lsb;
        break;
    case DRIVE:
        b.fixed -= leak * 0.5 * q->lsb;
        break;
    case RESET:
        b.reset = 0.0;
        break;
    case INITIAL:
        b.initial = 0.0;
        break;
    case VIEW:
        b.view = 0.0;
        break;
    case EPS:
    default:
        b.fixed -= b.eps * (fabs(p->v_rest_v) / q->scale_v + q->lsb + 1e-3);
        b.eps = 0.0;
    }
    return b;
}

/* The run stays within the bound, and outside of the bound without the term. */
static void needs_with(term which, const lif_params *p, const lif_quantised *q, size_t n,
                       const double *current, uint64_t spikes)
{
    lif_bound bound;
    bound_run r;
    lif_bound_start(&bound, p, q);
    bound_run_start(&r, p, q, &bound);
    bound_run_steps(&r, n, current, 0);
    assert_int_equal(r.violations, 0);
    assert_int_equal(r.exact_state_bad, 0);
    assert_int_equal(r.reset_bad, 0);
    assert_true(spikes == UINT64_MAX || r.spikes == spikes);
    bound = without(which, p, q);
    bound_run_start(&r, p, q, &bound);
    bound_run_steps(&r, n, current, 0);
    /* With residual rounding the bound is that of X + R/2^KF. */
    assert_true(r.violations + r.exact_state_bad > 0);
}

static void needs(term which, const lif_params *p, const lif_format *f, size_t n,
                  const double *current, uint64_t spikes)
{
    const lif_quantised q = quantised(p, f);
    needs_with(which, p, &q, n, current, spikes);
}

static const lif_format half_up = {16, 8, 8, LIF_HALF_UP, LIF_CODING_ANY, 0};
static const lif_format residual = {16, 8, 8, LIF_RESIDUAL, LIF_CODING_ANY, 0};
#define LSB 0x1p-8

static void needs_the_leak_slip(void **state)
{
    (void)state;
    const lif_format coarse = {32, 24, 4, LIF_HALF_UP, LIF_CODING_ANY, 0}; /* k = 0.3: K = 5/16 */
    const lif_params p = unit_neuron(0.3, 1.0, 0.0);
    const double current[3] = {0.5, 0.5, 0.5};
    needs(LEAK_SLIP, &p, &coarse, 3, current, 0);
}

static void needs_the_rounding(void **state)
{
    (void)state;
    const lif_params p = unit_neuron(0.25, 1.0, 0.0);
    const double exact[1] = {2.0 * LSB}; /* 2/4 rounds to 1 */
    needs(ROUNDING, &p, &half_up, 1, exact, 0);
    const double up = 2.501 * LSB; /* both errors upwards: U = 3, R = 3/4 after the first step */
    const double current[4] = {up, up, up, up};
    needs(ROUNDING, &p, &residual, 4, current, 0);
}

static void needs_the_error_of_the_drive(void **state)
{
    (void)state;
    lif_params p = unit_neuron(0.25, 1.0, 0.0);
    const double half[1] = {1.501 * LSB}; /* U = 2, 2/4 rounds to 1; really 0.375 */
    needs(DRIVE, &p, &half_up, 1, half, 0);
    p = unit_neuron(0x1p-8, 1.0, 0.0);
    const double up = 254.501 * LSB; /* U = 255: R is 255, 254, ... of 256 */
    const double current[6] = {up, up, up, up, up, up};
    needs(DRIVE, &p, &residual, 6, current, 0);
}

/* The word of the state is half a step too high, and the next rounding adds another half: 32/64. */
static void needs_the_error_of_the_reset(void **state)
{
    (void)state;
    lif_params p = unit_neuron(0x1p-6, 1.0 + 0.501 * LSB, 0.0); /* the reset is 0.501 LSB: word 1 */
    const double current[2] = {100.0, 33.0 * LSB};
    needs(RESET, &p, &half_up, 2, current, 1);
    p = unit_neuron(0x1p-6, 1.0, 0.0);
    p.reset_mode = LIF_RESET_BY_SUBTRACTION;
    lif_quantised q = quantised(&p, &half_up);
    q.words.reset_fx += 3; /* the quantiser's amount is exact: a circuit with another one */
    q.reset_error = 3.0 * LSB;
    needs_with(RESET, &p, &q, 2, current, 1);
}

static void needs_the_error_of_the_initial_word(void **state)
{
    (void)state;
    const lif_params p = unit_neuron(0x1p-6, 1.0, 0.501 * LSB);
    const double current[1] = {33.0 * LSB};
    needs(INITIAL, &p, &half_up, 1, current, 0);
}

static void needs_the_view_of_the_residual(void **state)
{
    (void)state;
    const lif_params p = unit_neuron(0x1p-6, 1.0, 0.0);
    const double current[1] = {63.0 * LSB}; /* 63/64 of a step stay in R */
    needs(VIEW, &p, &residual, 1, current, 0);
}

/* The rest is 100 V and S = 1 uV: the reference itself rounds by more than a word. */
static void needs_eps_where_rest_is_far_above_scale(void **state)
{
    (void)state;
    static double current[STEPS];
    const lif_format fine = {32, 30, 31, LIF_HALF_UP, LIF_CODING_ANY, 0};
    const lif_params p = {.method = LIF_EXPONENTIAL,
                          .dt_s = 1e-4,
                          .tau_s = 2e-3,
                          .r_ohm = 1.0,
                          .v_rest_v = 100.0,
                          .v_threshold_v = 100.0 + 0.8e-6,
                          .v_reset_v = 100.0 - 0.2e-6,
                          .v_initial_v = 100.0};
    lif_random random;
    lif_random_seed(&random, fixture_seed("eps"));
    for (size_t i = 0; i < STEPS; i++) {
        current[i] = (lif_random_uniform(&random) * 3.0 - 1.0) * 1e-6;
    }
    needs(EPS, &p, &fine, STEPS, current, UINT64_MAX);
}

/* ---- literal values ---- */

static void about(double observed, double expected)
{
    if (!(fabs(observed - expected) <= 1e-15 * fabs(expected))) {
        fail_msg("expected %.17g, observed %.17g", expected, observed);
    }
}

static void the_terms_of_a_known_set(void **state)
{
    (void)state;
    const lif_format coarse = {16, 8, 2, LIF_HALF_UP, LIF_CODING_ANY, 0},
                     coarse_r = {16, 8, 2, LIF_RESIDUAL, LIF_CODING_ANY, 0};
    lif_params p = unit_neuron(0.3, 1.0 + 0.25 * LSB, 0.375 * LSB); /* K = 1/4 */
    p.v_rest_v = 0.0;
    lif_quantised q = quantised(&p, &coarse);
    lif_bound b;
    lif_bound_start(&b, &p, &q);
    about(b.keep, 0.75);
    assert_true(fabs(b.leak_slip - 0.05) < 1e-16);
    about(b.eps, 8.8817841970012523e-16);                   /* 2^-50 */
    about(b.fixed, 0.00244140625 + 0x1p-50 * (LSB + 1e-3)); /* (1/8 + 1/2)/256 */
    assert_true(b.view == 0.0);
    about(b.initial, 0.375 * LSB);
    about(b.reset, 0.25 * LSB);
    assert_true(b.lsb == LSB);
    assert_false(b.subtract);
    assert_true(lif_bound_reset(&b, 17.0) == b.reset);
    /* This is 0.75 B + 0.05 |u - x| + fixed + eps (|x| + |u| + B). */
    about(lif_bound_update(&b, 0.01, 0.5, -1.5),
          0.0075 + b.leak_slip * 2.0 + b.fixed + 0x1p-50 * 2.01);
    const lif_bound only_eps = {.eps = 0x1p-50};
    assert_true(lif_bound_update(&only_eps, 4.0, 1.0, -2.0) == 0x1p-50 * 7.0);

    q = quantised(&p, &coarse_r);
    lif_bound_start(&b, &p, &q);
    about(b.fixed, 0.00146484375 + 0x1p-50 * (LSB + 1e-3)); /* (1/8 + 1/4)/256 */
    assert_true(b.view == LSB);

    p = unit_neuron(0.3, 4.0, 0.0);
    p.reset_mode = LIF_RESET_BY_SUBTRACTION;
    q = quantised(&p, &coarse);
    lif_bound_start(&b, &p, &q);
    assert_true(b.subtract && b.reset == 0.0 && b.initial == 0.0);
    assert_true(lif_bound_reset(&b, 0.125) == 0.125);
    q.reset_error = -0.5; /* its absolute value is added */
    lif_bound_start(&b, &p, &q);
    assert_true(lif_bound_reset(&b, 0.125) == 0.625);

    p = unit_neuron(0.3, -6.0, -7.0); /* |E|/S enters eps */
    p.v_rest_v = -8.0;
    q = quantised(&p, &coarse);
    lif_bound_start(&b, &p, &q);
    about(b.fixed, 0.00244140625 + 0x1p-50 * (8.0 + LSB + 1e-3));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_sets_stay_within),
        cmocka_unit_test(needs_the_leak_slip),
        cmocka_unit_test(needs_the_rounding),
        cmocka_unit_test(needs_the_error_of_the_drive),
        cmocka_unit_test(needs_the_error_of_the_reset),
        cmocka_unit_test(needs_the_error_of_the_initial_word),
        cmocka_unit_test(needs_the_view_of_the_residual),
        cmocka_unit_test(needs_eps_where_rest_is_far_above_scale),
        cmocka_unit_test(the_terms_of_a_known_set),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
