// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The means over a step are tested: charges in closed form, and every kind against an integral by
 * quadrature. */
#include "stimuli.h"

#include <float.h>

static uint64_t seed;
static const double forever = (double)INFINITY;

enum { STEPS = 30000 };
static double current_a[STEPS], other_a[STEPS];

static double charge_of(const lif_stimulus *s, double dt_s, uint64_t steps)
{
    assert_true(steps <= STEPS);
    run_stimulus(s, dt_s, LIF_SAMPLE_START, steps, current_a);
    long double sum_a = 0.0L;
    for (size_t n = 0; n < steps; n++)
        sum_a += current_a[n];
    return (double)(sum_a * dt_s);
}

/* The charge is A tau (1 - exp(-(T - t)/tau)), whatever the step; its sample had up to dt/tau/(1 -
 * exp(-dt/tau)) of it. */
static void an_event_has_its_charge_at_every_step(void **state)
{
    (void)state;
    static const double steps_s[] = {5e-3, 1e-3, 1e-4, 1e-5, 1e-6};
    static const double times_s[] = {5e-3, 6e-3 + 0.123e-4};
    const double size_a = 87.8e-12, tau_s = 0.5e-3, end_s = 30e-3;
    lif_stimulus s = {.kind = LIF_STIMULUS_EVENTS,
                      .stop_s = forever,
                      .current = LIF_CURRENT_MEAN,
                      .u.events = {times_s, 2, size_a, tau_s}};
    double expected = 0.0;
    for (size_t i = 0; i < 2; i++)
        expected -= size_a * tau_s * expm1(-(end_s - times_s[i]) / tau_s);
    for (size_t d = 0; d < sizeof steps_s / sizeof *steps_s; d++) {
        const uint64_t steps = (uint64_t)nearbyint(end_s / steps_s[d]);
        assert_near("charge", charge_of(&s, steps_s[d], steps), expected, 1e-12 * expected);
    }
    s.current = LIF_CURRENT_SAMPLE;
    const double h = 0.2;
    assert_near("charge of the samples", charge_of(&s, 1e-4, 300), expected * h / -expm1(-h),
                0.05 * expected);
    assert_true(charge_of(&s, 1e-4, 300) > 1.08 * expected);
}

/* The counts are those of the samples, taken from a stream that forgets within a step. */
static void poisson_events_have_their_charge(void **state)
{
    (void)state;
    enum { N = 3000 };
    const double dt_s = 1e-4, tau_s = 0.7e-3;
    lif_stimulus s = {.kind = LIF_STIMULUS_POISSON,
                      .stop_s = forever,
                      .u.poisson = {3e3, 1.0, 1e-3 * dt_s, lif_random_mix(seed, 1)}};
    run_stimulus(&s, dt_s, LIF_SAMPLE_START, N, other_a);
    double expected = 0.0, events = 0.0;
    for (size_t n = 0; n < N; n++) {
        expected -= other_a[n] * tau_s * expm1(-(double)(N - n) * dt_s / tau_s);
        events += other_a[n];
    }
    s.u.poisson.decay_s = tau_s;
    s.current = LIF_CURRENT_MEAN;
    assert_near("charge", charge_of(&s, dt_s, N), expected, 1e-12 * expected);
    assert_near("events", events, 900.0, 6.0 * sqrt(900.0));
}

/* The window of 2.5 steps begins and ends inside of a step: there are so many events on average. */
static void a_window_cuts_the_rate_of_a_poisson_stimulus(void **state)
{
    (void)state;
    enum { SEEDS = 20000 };
    const double dt_s = 1e-3, mean = 2.5 * 0.8;
    double sum = 0.0, squares = 0.0;
    for (uint64_t i = 0; i < SEEDS; i++) {
        const lif_stimulus s = {.kind = LIF_STIMULUS_POISSON,
                                .start_s = 1.7e-3,
                                .stop_s = 4.2e-3,
                                .current = LIF_CURRENT_MEAN,
                                .u.poisson = {800.0, 1.0, 1e-9, lif_random_mix(seed + 2, i)}};
        const double count = charge_of(&s, dt_s, 8) / 1e-9;
        assert_near("whole count", count, nearbyint(count), 1e-9 * (count + 1.0));
        assert_true(current_a[0] == 0.0 && current_a[5] == 0.0);
        sum += count;
        squares += count * count;
    }
    assert_near("mean", sum / SEEDS, mean, 6.0 * sqrt(mean / SEEDS));
    assert_near("variance", squares / SEEDS - mean * mean, mean,
                6.0 * sqrt((mean + 4.0 * mean * mean * mean + 6.0 * mean * mean) / SEEDS));
}

/* ---- against quadrature ---- */

/* An edge within 1e-6 step of an instant counts as it. */
static long double snap(long double time, long double dt)
{
    const long double n = nearbyintl(time / dt);
    return fabsl(time / dt - n) <= 1e-6L ? n * dt : time;
}

/* Gives the window, and the current at an instant within it. */
typedef struct signal {
    const test_case *c;
    long double dt, start, stop;
} signal;

static signal signal_of(const test_case *c)
{
    const lif_stimulus *s = &c->stimulus;
    const long double end = (long double)c->steps * c->dt_s;
    signal g = {c, c->dt_s, s->start_s, isfinite(s->stop_s) ? s->stop_s : 2.0L * end + c->dt_s};
    if (s->kind == LIF_STIMULUS_STEP && s->u.step.grid_s > 0.0) {
        const long double grid = s->u.step.grid_s;
        g.start = ceill(g.start / grid - 1e-6L * g.dt / grid) * grid;
        g.stop = ceill(g.stop / grid - 1e-6L * g.dt / grid) * grid;
    }
    g.start = snap(g.start, g.dt);
    g.stop = snap(g.stop, g.dt);
    return g;
}

static long double current_at(const signal *g, long double t)
{
    const lif_stimulus *s = &g->c->stimulus;
    const long double since = t - g->start, pi = 4.0L * atanl(1.0L);
    const bool closed = isfinite(s->stop_s);
    const long double window = (closed ? s->stop_s : g->c->steps * g->dt) - s->start_s;
    long double sum = 0.0L;
    switch (s->kind) {
    case LIF_STIMULUS_CONSTANT:
        return s->u.constant.amplitude_a;
    case LIF_STIMULUS_STEP:
        return s->u.step.amplitude_a;
    case LIF_STIMULUS_SINE:
        return s->u.sine.offset_a +
               s->u.sine.amplitude_a *
                   sinl(2.0L * pi * s->u.sine.frequency_hz * since + s->u.sine.phase_rad);
    case LIF_STIMULUS_TRIANGLE: { /* through (m + 1/2, sample m) */
        const long double x = since / g->dt, count = (long double)s->u.triangle.samples;
        const long double height = s->u.triangle.samples % 2 ? count + 1.0L : count;
        return x < count ? s->u.triangle.peak_a * (1.0L - fabsl(2.0L * x - count) / height) : 0.0L;
    }
    case LIF_STIMULUS_DECAY:
        return s->u.decay.peak_a * expl(-since / s->u.decay.tau_s);
    case LIF_STIMULUS_RAMP:
        return s->u.ramp.from_a + ((long double)s->u.ramp.to_a - s->u.ramp.from_a) * since / window;
    case LIF_STIMULUS_PULSES: {
        const long double k = floorl(since / s->u.pulses.period_s);
        const bool on = since - k * s->u.pulses.period_s < s->u.pulses.width_s &&
                        (s->u.pulses.count == 0 || k < (long double)s->u.pulses.count);
        return on ? s->u.pulses.amplitude_a : 0.0L;
    }
    case LIF_STIMULUS_EVENTS:
        for (size_t i = 0; i < s->u.events.count; i++) {
            const long double at = snap(s->u.events.times_s[i], g->dt);
            if (at >= g->start && at <= t)
                sum += s->u.events.amplitude_a * expl((at - t) / s->u.events.decay_s);
        }
        return sum;
    case LIF_STIMULUS_CHIRP:
    case LIF_STIMULUS_NOISE:
    case LIF_STIMULUS_POISSON:
    case LIF_STIMULUS_FILE:
        break;
    }
    fail_msg("kind %d has no signal here", (int)s->kind);
    return 0.0L;
}

enum { MOST_BREAKS = MOST_EVENTS + 40 };

/* Gives the instants of step n at which the current is not smooth, its ends included, in any order.
 * */
static size_t breaks_of(const signal *g, uint64_t n, long double *at)
{
    const lif_stimulus *s = &g->c->stimulus;
    const long double from = (long double)n * g->dt, to = from + g->dt;
    size_t count = 0;
    at[count++] = fminl(fmaxl(from, g->start), to);
    at[count++] = fmaxl(fminl(to, g->stop), from);
    if (s->kind == LIF_STIMULUS_TRIANGLE) {
        at[count++] = g->start + (long double)s->u.triangle.samples * g->dt / 2.0L;
        at[count++] = g->start + (long double)s->u.triangle.samples * g->dt;
    } else if (s->kind == LIF_STIMULUS_PULSES) {
        const long double period = s->u.pulses.period_s;
        for (long double k = floorl((from - g->start) / period) - 1.0L; k * period + g->start < to;
             k += 1.0L) {
            at[count++] = snap(g->start + k * period, g->dt);
            at[count++] = snap(g->start + k * period + s->u.pulses.width_s, g->dt);
        }
    } else if (s->kind == LIF_STIMULUS_EVENTS) {
        for (size_t i = 0; i < s->u.events.count; i++)
            at[count++] = snap(s->u.events.times_s[i], g->dt);
    }
    return count;
}

static int compare_instants(const void *a, const void *b)
{
    const long double x = *(const long double *)a, y = *(const long double *)b;
    return (x > y) - (x < y);
}

/* Integrates after Gauss and Legendre with five points, on eight parts. */
static long double integral(const signal *g, long double a, long double b)
{
    static const long double places[] = {0.0L, 0.5384693101056830910363144207L,
                                         0.9061798459386639927976268782L};
    static const long double weights[] = {0.5688888888888888888888888889L,
                                          0.4786286704993664680412915148L,
                                          0.2369268850561890875142640407L};
    long double sum = 0.0L;
    for (int part = 0; part < 8; part++) {
        const long double half = (b - a) / 16.0L, middle = a + (2 * part + 1) * half;
        sum += half * weights[0] * current_at(g, middle);
        for (int i = 1; i < 3; i++)
            sum += half * weights[i] *
                   (current_at(g, middle - half * places[i]) +
                    current_at(g, middle + half * places[i]));
    }
    return sum;
}

static long double mean_by_quadrature(const signal *g, uint64_t n)
{
    long double at[MOST_BREAKS], sum = 0.0L;
    const size_t count = breaks_of(g, n, at);
    const long double from = at[0], to = at[1];
    qsort(at, count, sizeof *at, compare_instants);
    for (size_t i = 0; i + 1 < count; i++) {
        const long double a = fmaxl(at[i], from), b = fminl(at[i + 1], to);
        if (b > a)
            sum += integral(g, a, b);
    }
    return sum / g->dt;
}

/* Chooses steps at the edges of the window, and some inside. */
static void check_means(const test_case *c, lif_random *random, size_t *not_zero)
{
    const signal g = signal_of(c);
    double size_a = 0.0;
    run_stimulus(&c->stimulus, c->dt_s, c->sample, c->steps, current_a);
    for (size_t n = 0; n < c->steps; n++)
        size_a = fmax(size_a, fabs(current_a[n]));
    for (int i = 0; i < 24; i++) {
        uint64_t n = lif_random_below(random, c->steps);
        if (i < 8)
            n = (uint64_t)((i < 4 ? g.start : g.stop) / g.dt) + (uint64_t)(i % 4) - 1;
        if (n >= c->steps) /* before the first, too */
            continue;
        const double expected = (double)mean_by_quadrature(&g, n);
        *not_zero += expected != 0.0;
        assert_near("mean", current_a[n], expected, 1e-11 * size_a);
    }
}

static void every_mean_is_the_integral_of_its_current(void **state)
{
    (void)state;
    lif_random random;
    lif_random_seed(&random, seed + 3);
    static test_case c;
    for (int k = 0; k < KINDS; k++) {
        size_t not_zero = 0;
        if (!lif_stimulus_has_mean((lif_stimulus_kind)k) || k == LIF_STIMULUS_POISSON)
            continue;
        for (int run = 0; run < (k == LIF_STIMULUS_EVENTS ? 40 : 400); run++) {
            draw_case(&c, &random, (lif_stimulus_kind)k);
            c.stimulus.current = LIF_CURRENT_MEAN;
            check_means(&c, &random, &not_zero);
        }
        assert_true(not_zero > 200);
    }
}

/* ---- late, slow and whole ---- */

/* At 10^9 steps a difference of two times would be good to a millionth of a step. */
static void late_means_lose_nothing(void **state)
{
    (void)state;
    lif_random random;
    lif_random_seed(&random, seed + 4);
    const double dt_s = 0.1 * 1e-3;
    for (int i = 0; i < 5000; i++) {
        const uint64_t n = UINT64_C(900000000) + lif_random_below(&random, 1000000);
        const double period = between(&random, 1.1, 5.0), width = period * between(&random, .2, .8);
        const lif_stimulus pulses = {.kind = LIF_STIMULUS_PULSES,
                                     .stop_s = forever,
                                     .current = LIF_CURRENT_MEAN,
                                     .u.pulses = {1.0, width * dt_s, period * dt_s, 0}};
        lif_stimulus_state stream;
        lif_stimulus_start(&stream, &pulses, dt_s, LIF_SAMPLE_START, n + 10);
        double mean_a = 0.0;
        stream.next = n; /* pulses have no memory: the run may be entered here */
        lif_stimulus_add(&stream, 1, &mean_a);
        const long double p = (long double)pulses.u.pulses.period_s / dt_s;
        const long double w = (long double)pulses.u.pulses.width_s / dt_s, from = n;
        long double share = 0.0L;
        for (long double k = floorl(from / p) - 1.0L; k * p < from + 1.0L; k += 1.0L)
            share += fmaxl(0.0L, fminl(snap(k * p + w, 1.0L), from + 1.0L) -
                                     fmaxl(snap(k * p, 1.0L), from));
        assert_near("pulses", mean_a, (double)share, 1e-9);
        const double start_s = ((double)n + between(&random, 0.1, 0.4)) * dt_s;
        const lif_stimulus constant = {.kind = LIF_STIMULUS_CONSTANT,
                                       .start_s = start_s,
                                       .stop_s = start_s + 2.5 * dt_s,
                                       .current = LIF_CURRENT_MEAN,
                                       .u.constant.amplitude_a = 1.0};
        double four_a[4] = {0};
        lif_stimulus_start(&stream, &constant, dt_s, LIF_SAMPLE_START, n + 10);
        stream.next = n;
        lif_stimulus_add(&stream, 4, four_a);
        const long double cut = (long double)start_s / dt_s - (long double)n;
        assert_near("cut step", four_a[0], (double)(1.0L - cut), 1e-10);
        assert_true(four_a[1] == 1.0);
        assert_near("charge", four_a[0] + four_a[1] + four_a[2] + four_a[3],
                    (double)(((long double)constant.stop_s - start_s) / dt_s), 1e-10);
    }
}

/* These forms are 0/0 for a slow current. */
static void slow_currents_have_their_value_as_mean(void **state)
{
    (void)state;
    static const double times_s[] = {0.0};
    for (double slow_s = 1e-3; slow_s <= 1e300; slow_s *= 1e6) {
        const lif_stimulus slow[] = {
            {.kind = LIF_STIMULUS_DECAY, .u.decay = {3.0, slow_s}},
            {.kind = LIF_STIMULUS_EVENTS, .u.events = {times_s, 1, 3.0, slow_s}},
            {.kind = LIF_STIMULUS_SINE, .u.sine = {3.0, 1.0 / slow_s, 0.0, 2.0 * atan(1.0)}},
        };
        for (size_t i = 0; i < 3; i++) {
            lif_stimulus s = slow[i];
            double x = 0.0;
            s.stop_s = forever;
            s.current = LIF_CURRENT_MEAN;
            run_stimulus(&s, 1e-12, LIF_SAMPLE_START, 1, &x);
            const double h = 1e-12 / slow_s; /* 1 - h/2, or 1 - (2 pi h)^2/6 */
            assert_near("mean", x, 3.0 * (1.0 - (i < 2 ? 0.5 * h : 0.0)), 8.0 * DBL_EPSILON);
        }
    }
}

/* With edges on instants they are not one bit apart, so that `current: mean` may be said of any of
 * these. */
static void what_is_constant_in_a_step_has_its_sample_as_mean(void **state)
{
    (void)state;
    lif_random random;
    lif_random_seed(&random, seed + 5);
    const double dt_s = 0.1 * 1e-3;
    for (int run = 0; run < 400; run++) {
        const uint64_t start = lif_random_below(&random, 500);
        const uint64_t stop = start + 1 + lif_random_below(&random, 1500);
        const uint64_t period = 1 + lif_random_below(&random, 60), samples = stop - start + 30;
        const uint64_t width = 1 + lif_random_below(&random, period);
        const lif_stimulus kinds[] = {
            {.kind = LIF_STIMULUS_CONSTANT, .u.constant = {0.3}},
            {.kind = LIF_STIMULUS_STEP, .u.step = {-0.3, (double)period * dt_s}},
            {.kind = LIF_STIMULUS_PULSES,
             .u.pulses = {0.3, (double)width / 10.0 * 1e-3, (double)period / 10.0 * 1e-3, 0}},
            {.kind = LIF_STIMULUS_TRIANGLE, .u.triangle = {0.3, samples + samples % 2}},
        };
        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
            lif_stimulus s = kinds[i];
            s.start_s = (double)start / 10.0 * 1e-3;
            s.stop_s = run % 3 ? (double)stop / 10.0 * 1e-3 : forever;
            run_stimulus(&s, dt_s, LIF_SAMPLE_START, 2000, other_a);
            s.current = LIF_CURRENT_MEAN;
            run_stimulus(&s, dt_s, LIF_SAMPLE_START, 2000, current_a);
            for (size_t n = 0; n < 2000; n++)
                assert_true(current_a[n] == other_a[n]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_event_has_its_charge_at_every_step),
        cmocka_unit_test(poisson_events_have_their_charge),
        cmocka_unit_test(a_window_cuts_the_rate_of_a_poisson_stimulus),
        cmocka_unit_test(every_mean_is_the_integral_of_its_current),
        cmocka_unit_test(late_means_lose_nothing),
        cmocka_unit_test(slow_currents_have_their_value_as_mean),
        cmocka_unit_test(what_is_constant_in_a_step_has_its_sample_as_mean),
    };
    seed = test_seed();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
