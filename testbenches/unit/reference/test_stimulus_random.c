// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Random stimuli have their distributions, within 6 standard errors, and are reproducible. */
#include "stimuli.h"

#include <string.h>

enum { N = 1000000 };

static uint64_t seed;
static const double dt_s = 1e-4;
static double current_a[N];

static lif_stimulus noise_of(double mean_a, double deviation_a, double correlation_s, uint64_t s)
{
    return (lif_stimulus){.kind = LIF_STIMULUS_NOISE,
                          .stop_s = (double)INFINITY,
                          .u.noise = {mean_a, deviation_a, correlation_s, s}};
}

static lif_stimulus poisson_of(double rate_hz, double amplitude_a, double decay_s, uint64_t s)
{
    return (lif_stimulus){.kind = LIF_STIMULUS_POISSON,
                          .stop_s = (double)INFINITY,
                          .u.poisson = {rate_hz, amplitude_a, decay_s, s}};
}

typedef struct moments {
    double mean, variance, lag1, lag10; /* lags: covariances */
} moments;

/* The variance is about a mean that is known: no degree of freedom is lost. */
static moments moments_about(const double *x, size_t n, double mean)
{
    moments m = {0};
    for (size_t i = 0; i < n; i++) {
        const double d = x[i] - mean;
        m.mean += d;
        m.variance += d * d;
        if (i >= 1)
            m.lag1 += d * (x[i - 1] - mean);
        if (i >= 10)
            m.lag10 += d * (x[i - 10] - mean);
    }
    m.mean = mean + m.mean / (double)n;
    m.variance /= (double)n;
    m.lag1 /= (double)(n - 1);
    m.lag10 /= (double)(n - 10);
    return m;
}

/* The standard errors of an AR(1) process with factor k (Bartlett) are: of the mean
 * sqrt((1+k)/(1-k)/n), of the variance sqrt(2 (1+k^2)/(1-k^2)/n), of any autocovariance at most
 * that. */
static void noise_has_mean_deviation_and_correlation(void **state)
{
    (void)state;
    static const double correlations[] = {0.05, 0.5, 5.0, 40.0}; /* in steps */
    const double mean_a = 2e-9, deviation_a = 3e-10, variance = deviation_a * deviation_a;
    for (size_t c = 0; c < sizeof correlations / sizeof *correlations; c++) {
        const lif_stimulus s =
            noise_of(mean_a, deviation_a, correlations[c] * dt_s, lif_random_mix(seed, c));
        run_stimulus(&s, dt_s, LIF_SAMPLE_START, N, current_a);
        const moments m = moments_about(current_a, N, mean_a);
        const double k = exp(-1.0 / correlations[c]);
        const double room = 6.0 * sqrt(2.0 * (1.0 + k * k) / (1.0 - k * k) / N);
        assert_near("mean", m.mean, mean_a, 6.0 * deviation_a * sqrt((1.0 + k) / (1.0 - k) / N));
        assert_near("variance", m.variance / variance, 1.0, room);
        /* The correlation itself is sharper than the covariance. */
        assert_near("lag-1 correlation", m.lag1 / m.variance, k, 6.0 * sqrt((1.0 - k * k) / N));
        assert_near("lag-10 covariance", m.lag10 / variance, pow(k, 10.0), room);
    }
}

/* Over many seeds already the first steps have the stationary deviation. */
static void noise_starts_in_its_stationary_distribution(void **state)
{
    (void)state;
    enum { SEEDS = 40000, STEPS = 4 };
    double squares[STEPS] = {0}, sums[STEPS] = {0};
    for (uint64_t i = 0; i < SEEDS; i++) {
        const lif_stimulus s = noise_of(0.0, 1.0, 3.0 * dt_s, lif_random_mix(seed + 1, i));
        double x[STEPS];
        run_stimulus(&s, dt_s, LIF_SAMPLE_END, STEPS, x);
        for (size_t n = 0; n < STEPS; n++) {
            sums[n] += x[n];
            squares[n] += x[n] * x[n];
        }
    }
    for (size_t n = 0; n < STEPS; n++) {
        assert_near("mean", sums[n] / SEEDS, 0.0, 6.0 / sqrt(SEEDS));
        assert_near("variance", squares[n] / SEEDS, 1.0, 6.0 * sqrt(2.0 / SEEDS));
    }
}

/* A decay far below a step leaves the bare counts. */
static void poisson_counts_have_mean_and_variance(void **state)
{
    (void)state;
    static const double means[] = {0.0, 0.002, 0.7, 12.0, 300.0}; /* events a step */
    for (size_t i = 0; i < sizeof means / sizeof *means; i++) {
        const double mean = means[i];
        const lif_stimulus s =
            poisson_of(mean / dt_s, -2e-12, 1e-3 * dt_s, lif_random_mix(seed + 2, i));
        run_stimulus(&s, dt_s, LIF_SAMPLE_START, N, current_a);
        for (size_t n = 0; n < N; n++) {
            current_a[n] /= -2e-12;
            assert_near("whole count", current_a[n], nearbyint(current_a[n]),
                        1e-12 * fabs(current_a[n]));
        }
        const moments m = moments_about(current_a, N, mean);
        assert_near("mean", m.mean, mean, 6.0 * sqrt(mean / N));
        assert_near("variance", m.variance, mean, 6.0 * sqrt((mean + 2.0 * mean * mean) / N));
        assert_near("lag-1 covariance", m.lag1, 0.0, 6.0 * mean / sqrt(N));
    }
}

/* Shot noise has the mean A m/(1-k), the variance A^2 m/(1-k^2) and the correlation k (Campbell, in
 * steps). */
static void poisson_current_is_filtered_shot_noise(void **state)
{
    (void)state;
    const double mean = 3.0, decay_steps = 8.0, amplitude_a = 1e-11;
    const double k = exp(-1.0 / decay_steps);
    const lif_stimulus s = poisson_of(mean / dt_s, amplitude_a, decay_steps * dt_s, seed + 3);
    run_stimulus(&s, dt_s, LIF_SAMPLE_START, N, current_a);
    const double first = current_a[0] / amplitude_a; /* starts from nothing: a bare count */
    assert_near("first count", first, nearbyint(first), 1e-12 * first);
    const size_t settled = 400; /* exp(-50) of the start is left */
    const double expected = amplitude_a * mean / (1.0 - k);
    const double variance = amplitude_a * amplitude_a * mean / (1.0 - k * k);
    const size_t n = N - settled;
    const moments m = moments_about(current_a + settled, n, expected);
    assert_near("mean", m.mean, expected, 6.0 * sqrt(variance * (1.0 + k) / (1.0 - k) / (double)n));
    /* The excess kurtosis of the filtered current is below 1/mean. */
    const double room = 6.0 * sqrt((2.0 + 1.0 / mean) * (1.0 + k * k) / (1.0 - k * k) / (double)n);
    assert_near("variance", m.variance / variance, 1.0, room);
    assert_near("lag-1 correlation", m.lag1 / m.variance, k, 6.0 * sqrt((1.0 - k * k) / (double)n));
}

static void equal_seeds_give_equal_streams_and_others_do_not(void **state)
{
    (void)state;
    enum { STEPS = 1000 };
    static double a[STEPS], b[STEPS], c[STEPS];
    for (int kind = 0; kind < 2; kind++) {
        lif_stimulus s = kind ? poisson_of(2e4, 1e-9, 1e-3, seed) : noise_of(0, 1e-9, 1e-3, seed);
        run_stimulus(&s, dt_s, LIF_SAMPLE_START, STEPS, a);
        run_stimulus(&s, dt_s, LIF_SAMPLE_START, STEPS, b);
        assert_memory_equal(a, b, sizeof a);
        if (kind)
            s.u.poisson.seed++;
        else
            s.u.noise.seed++;
        run_stimulus(&s, dt_s, LIF_SAMPLE_START, STEPS, c);
        size_t same = 0;
        for (size_t n = 0; n < STEPS; n++)
            same += a[n] == c[n];
        assert_true(same < STEPS / 10);
    }
}

/* The process begins at the first active step, and nothing is drawn outside the window. */
static void a_window_moves_the_stream(void **state)
{
    (void)state;
    enum { STEPS = 500, START = 123, STOP = 400 };
    static double a[STEPS], b[STEPS];
    for (int kind = 0; kind < 2; kind++) {
        lif_stimulus s = kind ? poisson_of(2e4, 1e-9, 1e-3, seed) : noise_of(0, 1e-9, 1e-3, seed);
        run_stimulus(&s, dt_s, LIF_SAMPLE_START, STEPS, a);
        s.start_s = START * dt_s;
        s.stop_s = STOP * dt_s;
        run_stimulus(&s, dt_s, LIF_SAMPLE_START, STEPS, b);
        for (size_t n = 0; n < STEPS; n++)
            assert_true(b[n] == (n >= START && n < STOP ? a[n - START] : 0.0));
    }
}

/* Published seeds must go on meaning the same currents, to the last bit. */
static void streams_are_pinned(void **state)
{
    (void)state;
    const lif_stimulus noise = noise_of(1e-9, 5e-10, 2e-3, 1);
    const lif_stimulus poisson = poisson_of(1500.0, 1e-10, 5e-3, 1);
    static double x[1000];
    run_stimulus(&noise, dt_s, LIF_SAMPLE_START, 1000, x);
    assert_true(x[0] == 0x1.4de888ef1ed86p-30 && x[1] == 0x1.4c43ed6476403p-30 &&
                x[999] == 0x1.53a8932376a0ep-31);
    run_stimulus(&poisson, dt_s, LIF_SAMPLE_START, 1000, x);
    assert_true(x[99] == 0x1.d526f46222a9cp-31 && x[999] == 0x1.c6dfcc03d845cp-31);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(noise_has_mean_deviation_and_correlation),
        cmocka_unit_test(noise_starts_in_its_stationary_distribution),
        cmocka_unit_test(poisson_counts_have_mean_and_variance),
        cmocka_unit_test(poisson_current_is_filtered_shot_noise),
        cmocka_unit_test(equal_seeds_give_equal_streams_and_others_do_not),
        cmocka_unit_test(a_window_moves_the_stream),
        cmocka_unit_test(streams_are_pinned),
    };
    seed = test_seed();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
