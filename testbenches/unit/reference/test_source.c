// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* lif_source bounds sources that compute in float and in double, in several orders of the terms of
 * a step; it is no wider than it has to be by orders of magnitude; and a source whose constants are
 * off by more than its numbers round is outside of it. */
#include "neuron_fixture.h"
#include "lif_source.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { SETS = 400, STEPS = 1500, FORMS = 6 };

static uint64_t seed;

/* A source has the values of a neuron as numbers of its own. */
typedef struct source {
    bool single; /* float, else double */
    int form;
    double v, keep, leak, gain, rest;
} source;

/* Rounds to the numbers of the source. */
static double round_to(const source *s, double x) { return s->single ? (double)(float)x : x; }

static double add(const source *s, double a, double b) { return round_to(s, a + b); }
static double times(const source *s, double a, double b) { return round_to(s, a * b); }

/* Takes one step in one of several ways that programs have. */
static void step(source *s, double current_a)
{
    const double current = round_to(s, current_a), drop = times(s, s->gain, current);
    const double u = add(s, s->rest, drop);
    const double v = s->v;
    switch (s->form) {
    case 0: /* to the steady state, and what is left of the way to it */
        s->v = add(s, u, times(s, add(s, v, -u), s->keep));
        break;
    case 1: /* a share of the way */
        s->v = add(s, v, times(s, s->leak, add(s, u, -v)));
        break;
    case 2: /* from rest, as libraries of matrices have it: v*P22 + I*P20 */
        s->v = add(s, s->rest,
                   add(s, times(s, add(s, v, -s->rest), s->keep), times(s, s->leak, drop)));
        break;
    case 3: /* weighted sum */
        s->v = add(s, times(s, s->keep, v), times(s, s->leak, u));
        break;
    case 4: /* three summands */
        s->v = add(s, add(s, times(s, s->keep, v), times(s, s->leak, s->rest)),
                   times(s, s->leak, drop));
        break;
    default: /* Euler, written out */
        s->v = add(s, v, add(s, times(s, s->leak, add(s, s->rest, -v)), times(s, s->leak, drop)));
        break;
    }
}

typedef struct tally {
    double usage;
    uint64_t steps, spikes, outside;
} tally;

/* Runs a source beside the guided reference. off: its leak is off by this share. */
static void run(lif_random *random, const lif_params *p, bool single, int form, double off,
                tally *t)
{
    lif_model model;
    lif_model_state state;
    lif_source bound;
    lif_model_start(&model, &state, p);
    lif_source_start(&bound, p, single ? LIF_SOURCE_FLOAT32 : LIF_SOURCE_FLOAT64);
    source s = {.single = single, .form = form};
    s.keep = round_to(&s, model.keep + model.leak * off);
    s.leak = round_to(&s, model.leak * (1.0 - off));
    s.gain = round_to(&s, model.gain_ohm);
    s.rest = round_to(&s, model.rest_v);
    s.v = round_to(&s, p->v_initial_v);
    const double threshold = round_to(&s, p->v_threshold_v), value = round_to(&s, p->v_reset_v);
    const double most = 3.0 * fabs(p->v_threshold_v - p->v_rest_v) / p->r_ohm;
    double b = bound.initial_v, x = state.v;
    for (int i = 0; i < STEPS; i++) {
        const double current = most * (lif_random_uniform(random) - 0.3);
        const double u = lif_model_drive(&model, current);
        step(&s, current);
        b = lif_source_update(&bound, b, x, u, model.rest_v, 0.0);
        x = lif_model_update(&model, x, u);
        const double error = fabs(s.v - x);
        t->usage = fmax(t->usage, error / b);
        t->outside += !(error <= b);
        t->steps++;
        if (s.v >= threshold) {
            t->spikes++;
            b = lif_source_reset(&bound, b, x);
            x = lif_model_reset(&model, x);
            s.v = p->reset_mode == LIF_RESET_BY_SUBTRACTION
                      ? add(&s, s.v, -add(&s, threshold, -value))
                      : value;
            t->outside += !(fabs(s.v - x) <= b);
        }
    }
}

static void sources_stay_within(void **state)
{
    (void)state;
    lif_random random;
    lif_random_seed(&random, seed);
    double usage[2] = {0.0, 0.0};
    uint64_t spikes = 0;
    for (int k = 0; k < SETS; k++) {
        const lif_params p = fixture_random_params(&random);
        for (int form = 0; form < FORMS; form++) {
            for (int single = 0; single < 2; single++) {
                tally t = {0.0, 0, 0, 0};
                run(&random, &p, single == 1, form, 0.0, &t);
                if (t.outside != 0) {
                    fail_msg("set %d, form %d, %s: %llu of %llu steps outside, error/bound %.4f", k,
                             form, single ? "float" : "double", (unsigned long long)t.outside,
                             (unsigned long long)t.steps, t.usage);
                }
                usage[single] = fmax(usage[single], t.usage);
                spikes += t.spikes;
            }
        }
    }
    printf("# error/bound at most %.3f (double), %.3f (float); %llu spikes\n", usage[0], usage[1],
           (unsigned long long)spikes);
    assert_true(spikes > 1000);
    assert_true(usage[0] > 0.03 && usage[1] > 0.03); /* the bound is no fantasy */
}

/* A leak that is off by more than the numbers can round it is seen. */
static void another_leak_is_outside(void **state)
{
    (void)state;
    lif_random random;
    lif_random_seed(&random, seed);
    int seen = 0, tried = 0;
    for (int k = 0; k < 60; k++) {
        const lif_params p = fixture_random_params(&random);
        tally t = {0.0, 0, 0, 0};
        run(&random, &p, false, 0, 1e-9, &t);
        tried++;
        seen += t.outside > 0;
    }
    assert_true(seen > tried / 2);
}

/* Without what goes on from step to step the bound would be too small. */
static void each_term_is_needed(void **state)
{
    (void)state;
    lif_params p = {.method = LIF_EXPONENTIAL,
                    .dt_s = 1e-4,
                    .tau_s = 1e-2,
                    .r_ohm = 1e7,
                    .v_rest_v = -0.07,
                    .v_threshold_v = -0.05,
                    .v_reset_v = -0.07,
                    .v_initial_v = -0.07};
    lif_source s;
    lif_source_start(&s, &p, LIF_SOURCE_FLOAT64);
    const double b = lif_source_update(&s, 1e-6, -0.07, -0.07, -0.07, 1e-9);
    assert_true(b >= s.keep * 1e-6 + s.gain_ohm * 1e-9);
    assert_true(b < (s.keep * 1e-6 + s.gain_ohm * 1e-9) * 1.0001);
    assert_true(fabs(s.gain_ohm - 1e7 * -expm1(-1e-2)) < 1e-3);
    p.tau_s = (double)INFINITY; /* no leak: a current adds dt/C, and nothing is forgotten */
    lif_source_start(&s, &p, LIF_SOURCE_FLOAT32);
    assert_true(s.keep == 1.0 && s.gain_ohm == 1e7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sources_stay_within),
        cmocka_unit_test(another_leak_is_outside),
        cmocka_unit_test(each_term_is_needed),
    };
    seed = fixture_seed("test_source");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
