// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

#include "statistics.h"
#include "lif_elementary.h"
#include "lif_random.h"
#include "lif_ziggurat.h"

#include <float.h>
#include <string.h>

static uint64_t seed;

/* These are the first outputs for the state {1, 2, 3, 4}, of the published C code. */
static void xoshiro_gives_the_published_outputs(void **state)
{
    (void)state;
    static const uint64_t published[] = {11520u,
                                         0u,
                                         1509978240u,
                                         1215971899390074240u,
                                         1216172134540287360u,
                                         607988272756665600u,
                                         16172922978634559625u,
                                         8476171486693032832u,
                                         10595114339597558777u,
                                         2904607092377533576u};
    lif_random random = {{1, 2, 3, 4}};
    for (size_t i = 0; i < sizeof published / sizeof *published; i++)
        assert_true(lif_random_bits(&random) == published[i]);
}

/* These are the first outputs of the published C code for the seed 1234567. */
static void seeding_gives_the_published_splitmix_outputs(void **state)
{
    (void)state;
    static const uint64_t published[4] = {6457827717110365317u, 3203168211198807973u,
                                          9817491932198370423u, 4593380528125082431u};
    lif_random random;
    lif_random_seed(&random, 1234567);
    assert_memory_equal(random.s, published, sizeof published);
    lif_random_seed(&random, 0);
    assert_true((random.s[0] | random.s[1] | random.s[2] | random.s[3]) != 0);
}

static int compare_u64(const void *a, const void *b)
{
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static void mix_gives_distinct_seeds_to_a_family_and_to_near_bases(void **state)
{
    (void)state;
    enum { BASES = 32, ITEMS = 512 };
    static uint64_t all[BASES * ITEMS];
    for (uint64_t b = 0; b < BASES; b++)
        for (uint64_t i = 0; i < ITEMS; i++) /* bases one apart, and one splitmix step apart */
            all[b * ITEMS + i] =
                lif_random_mix(b % 2 ? seed + b : seed + b * 0x9e3779b97f4a7c15u, i);
    uint64_t again[2] = {lif_random_mix(seed, 7), lif_random_mix(seed, 7)};
    assert_true(again[0] == again[1] && again[0] == all[7]);
    qsort(all, BASES * ITEMS, sizeof *all, compare_u64);
    for (size_t i = 1; i < BASES * ITEMS; i++)
        assert_true(all[i] != all[i - 1]);
}

static void uniform_is_flat_on_multiples_of_2_to_the_minus_53(void **state)
{
    (void)state;
    enum { N = 1000000, BINS = 256 };
    size_t bins[BINS] = {0};
    lif_random random;
    lif_random_seed(&random, seed);
    double sum = 0.0, products = 0.0, before = 0.5;
    for (size_t i = 0; i < N; i++) {
        const double u = lif_random_uniform(&random);
        assert_true(u >= 0.0 && u < 1.0);
        assert_true(floor(u * 0x1p53) == u * 0x1p53);
        bins[(size_t)(u * BINS)]++;
        sum += u;
        products += (u - 0.5) * (before - 0.5);
        before = u;
    }
    assert_near("mean", sum / N, 0.5, 6.0 * sqrt(1.0 / 12.0 / N));
    assert_near("lag-1 covariance", products / N, 0.0, 6.0 / 12.0 / sqrt(N));
    double chi = 0.0;
    const double expected = (double)N / BINS;
    for (size_t i = 0; i < BINS; i++)
        chi += ((double)bins[i] - expected) * ((double)bins[i] - expected) / expected;
    assert_chi_squared("uniform", chi, BINS - 1);
}

static void below_is_unbiased_and_below(void **state)
{
    (void)state;
    enum { N = 300000 };
    lif_random random;
    lif_random_seed(&random, seed + 1);
    for (uint64_t bound = 1; bound <= 13; bound++) {
        size_t bins[13] = {0};
        for (size_t i = 0; i < N; i++) {
            const uint64_t value = lif_random_below(&random, bound);
            assert_true(value < bound);
            bins[value]++;
        }
        double chi = 0.0;
        const double expected = N / (double)bound;
        for (size_t i = 0; i < bound; i++)
            chi += ((double)bins[i] - expected) * ((double)bins[i] - expected) / expected;
        assert_chi_squared("below", chi, (double)bound - 1.0);
    }
    /* A plain remainder would put 2/3 of these into the lower half. */
    const uint64_t large = 3u * (UINT64_C(1) << 62);
    size_t low = 0;
    for (size_t i = 0; i < N; i++)
        low += lif_random_below(&random, large) < large / 2;
    assert_near("lower half", (double)low / N, 0.5, 6.0 * sqrt(0.25 / N));
}

/* Every layer of the table has the area that the header states. */
static void ziggurat_layers_have_equal_areas(void **state)
{
    (void)state;
    const double *x = lif_ziggurat_x;
    const double r = x[1];
    const double tail = sqrt(2.0 * atan(1.0)) * erfc(r / sqrt(2.0));
    const double v = r * exp(-0.5 * r * r) + tail;
    assert_near("v", v, 0.0049286732339746553474, 1e-17);
    assert_near("x[0]", x[0], v / exp(-0.5 * r * r), 8.0 * DBL_EPSILON * x[0]);
    for (size_t i = 1; i < 256; i++) {
        assert_true(x[i] > x[i + 1]);
        const double area = x[i] * (exp(-0.5 * x[i + 1] * x[i + 1]) - exp(-0.5 * x[i] * x[i]));
        assert_near("layer", area, v, 8.0 * DBL_EPSILON); /* of the exponentials, which reach 1 */
    }
    assert_true(x[256] == 0.0);
}

static double normal_below(double x) { return 0.5 * erfc(-x / sqrt(2.0)); }

static void normal_has_the_moments_and_the_shape(void **state)
{
    (void)state;
    enum { N = 4000000, BINS = 200 };
    static size_t bins[BINS];
    memset(bins, 0, sizeof bins);
    const double width = 0.04; /* -4..4; the two last bins are open */
    lif_random random;
    lif_random_seed(&random, seed + 2);
    double power[5] = {0}, products = 0.0, before = 0.0, tail = 0.0;
    size_t beyond = 0;
    const double r = lif_ziggurat_x[1];
    for (size_t i = 0; i < N; i++) {
        const double x = lif_random_normal(&random);
        double p = 1.0;
        for (int k = 1; k <= 4; k++)
            power[k] += p *= x;
        products += x * before;
        before = x;
        const double bin = floor(x / width) + BINS / 2;
        bins[bin < 0.0 ? 0 : bin > BINS - 1 ? BINS - 1 : (size_t)bin]++;
        if (fabs(x) > r) {
            beyond++;
            tail += fabs(x);
        }
    }
    /* The variances of the moments are E x^2k - (E x^k)^2 = 1, 2, 15, 96. */
    assert_near("mean", power[1] / N, 0.0, 6.0 * sqrt(1.0 / N));
    assert_near("variance", power[2] / N, 1.0, 6.0 * sqrt(2.0 / N));
    assert_near("third moment", power[3] / N, 0.0, 6.0 * sqrt(15.0 / N));
    assert_near("fourth moment", power[4] / N, 3.0, 6.0 * sqrt(96.0 / N));
    assert_near("lag-1 covariance", products / N, 0.0, 6.0 * sqrt(1.0 / N));
    double chi = 0.0;
    for (int i = 0; i < BINS; i++) {
        const double low = i == 0 ? 0.0 : normal_below((i - BINS / 2) * width);
        const double high = i == BINS - 1 ? 1.0 : normal_below((i + 1 - BINS / 2) * width);
        const double expected = N * (high - low);
        assert_true(expected > 10.0);
        chi += ((double)bins[i] - expected) * ((double)bins[i] - expected) / expected;
    }
    assert_chi_squared("normal", chi, BINS - 1);
    /* Beyond r there are the frequency, and the mean m = f(r)/P with variance 1 + r m - m^2. */
    const double share = erfc(r / sqrt(2.0));
    const double mean = sqrt(0.5 / atan(1.0)) * exp(-0.5 * r * r) / share;
    assert_near("tail", (double)beyond / N, share, 6.0 * sqrt(share / N));
    assert_true(beyond > 0);
    assert_near("mean of the tail", tail / (double)beyond, mean,
                6.0 * sqrt((1.0 + r * mean - mean * mean) / (double)beyond));
}

static void poisson_has_the_mean_and_the_variance(void **state)
{
    (void)state;
    enum { N = 400000 };
    static const double means[] = {0.0,  1e-3, 0.2,   1.0,   4.5,   9.999,
                                   10.0, 11.3, 120.0, 1.5e4, 3.1e6, 9.9e8};
    lif_random random;
    lif_random_seed(&random, seed + 3);
    for (size_t m = 0; m < sizeof means / sizeof *means; m++) {
        const double mean = means[m];
        double sum = 0.0, squares = 0.0;
        for (size_t i = 0; i < N; i++) {
            const double d = (double)lif_random_poisson(&random, mean) - mean;
            sum += d;
            squares += d * d;
        }
        /* The fourth central moment is mean + 3 mean^2. */
        assert_near("mean", sum / N, 0.0, 6.0 * sqrt(mean / N));
        assert_near("variance", squares / N, mean, 6.0 * sqrt((mean + 2.0 * mean * mean) / N));
    }
}

static void poisson_has_the_shape(void **state)
{
    (void)state;
    enum { N = 1000000, MOST = 200 };
    static const double means[] = {0.7, 9.5, 10.0, 14.2, 60.0}; /* inversion and rejection */
    lif_random random;
    lif_random_seed(&random, seed + 4);
    for (size_t m = 0; m < sizeof means / sizeof *means; m++) {
        static size_t bins[MOST + 1];
        memset(bins, 0, sizeof bins);
        for (size_t i = 0; i < N; i++) {
            const uint64_t k = lif_random_poisson(&random, means[m]);
            bins[k < MOST ? k : MOST]++;
        }
        double chi = 0.0, rest = N, freedom = -1.0;
        size_t rare = N;
        for (int k = 0; k < MOST; k++) {
            const double expected = N * exp(k * log(means[m]) - means[m] - lgamma(k + 1.0));
            if (expected < 20.0)
                continue; /* what is rare is judged together, below */
            chi += ((double)bins[k] - expected) * ((double)bins[k] - expected) / expected;
            rest -= expected;
            rare -= bins[k];
            freedom += 1.0;
        }
        assert_true(freedom > 4.0);
        assert_chi_squared("poisson", chi, freedom + 1.0);
        assert_near("rare counts", (double)rare, rest, 6.0 * sqrt(rest) + 6.0);
    }
}

static void poisson_with_a_kept_zero_is_the_same_stream(void **state)
{
    (void)state;
    lif_random a, b;
    lif_random_seed(&a, seed);
    b = a;
    for (int i = 0; i < 2000; i++) {
        const double mean = 0.01 * i;
        const double zero = lif_random_poisson_zero(mean);
        assert_true(lif_random_poisson(&a, mean) == lif_random_poisson_with(&b, mean, zero));
    }
    assert_memory_equal(&a, &b, sizeof a);
}

/* Streams are part of the interface: a seed that was published must go on meaning the same. */
static void streams_are_pinned(void **state)
{
    (void)state;
    lif_random random;
    lif_random_seed(&random, 2026);
    uint64_t normals = 0, counts = 0;
    for (int i = 0; i < 100000; i++) {
        const double x = lif_random_normal(&random);
        uint64_t bits;
        memcpy(&bits, &x, sizeof bits);
        normals = normals * 0x9e3779b97f4a7c15u + bits;
    }
    for (int i = 0; i < 100000; i++)
        counts = counts * 0x9e3779b97f4a7c15u + lif_random_poisson(&random, 0.0007 * i);
    assert_true(normals == 0x5d5a85690dc2b5cdu);
    assert_true(counts == 0x6f2596c6b80dc60u);
}

static void elementary_functions_agree_with_the_libm(void **state)
{
    (void)state;
    lif_random random;
    lif_random_seed(&random, seed + 5);
    for (int i = 0; i < 200000; i++) {
        const double scale = ldexp(1.0, (int)lif_random_below(&random, 62) - 52);
        const double x = fmin(lif_random_uniform(&random) * scale, 700.0);
        assert_near("exp(-x)", lif_exp_minus(x), exp(-x), 3.0 * DBL_EPSILON * exp(-x));
        assert_near("1-exp(-x)", lif_one_minus_exp(x), -expm1(-x), -3.0 * DBL_EPSILON * expm1(-x));
        const double a = 1.0 - lif_random_uniform(&random);
        const double b =
            i % 2 ? a * (1.0 + fmin(x, 3.0)) : (1.0 - lif_random_uniform(&random)) * scale;
        const double log_ratio = (double)(logl((long double)a) - logl((long double)b));
        /* logl(a)-logl(b) itself cancels: its own error is an ulp of the larger one. */
        const double room =
            3.0 * DBL_EPSILON * fabs(log_ratio) + 1e-18 * (fabs(log(a)) + fabs(log(b)));
        assert_near("log(a/b)", lif_log_ratio(a, b), log_ratio, room);
    }
    assert_true(lif_exp_minus(0.0) == 1.0 && lif_one_minus_exp(0.0) == 0.0);
    assert_true(lif_exp_minus((double)INFINITY) == 0.0 &&
                lif_one_minus_exp((double)INFINITY) == 1.0);
    assert_true(lif_log_ratio(0.3, 0.3) == 0.0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(xoshiro_gives_the_published_outputs),
        cmocka_unit_test(seeding_gives_the_published_splitmix_outputs),
        cmocka_unit_test(mix_gives_distinct_seeds_to_a_family_and_to_near_bases),
        cmocka_unit_test(uniform_is_flat_on_multiples_of_2_to_the_minus_53),
        cmocka_unit_test(below_is_unbiased_and_below),
        cmocka_unit_test(ziggurat_layers_have_equal_areas),
        cmocka_unit_test(normal_has_the_moments_and_the_shape),
        cmocka_unit_test(poisson_has_the_mean_and_the_variance),
        cmocka_unit_test(poisson_has_the_shape),
        cmocka_unit_test(poisson_with_a_kept_zero_is_the_same_stream),
        cmocka_unit_test(streams_are_pinned),
        cmocka_unit_test(elementary_functions_agree_with_the_libm),
    };
    seed = test_seed();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
