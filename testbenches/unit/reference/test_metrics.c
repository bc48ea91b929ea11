// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Spike-train metrics are held against elephant's figures, against brute force, and against the
 * properties that make them metrics. */
#include "splitmix.h"
#include "lif_metrics.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { LONGEST = 40 };

static uint64_t seed;

typedef struct train {
    double t[LONGEST];
    size_t n;
} train;

static void near_to(double got, double want, double tolerance)
{
    if (!(fabs(got - want) <= tolerance)) {
        fail_msg("got %.12g, expected %.12g within %g", got, want, tolerance);
    }
}

static train train_ms(const double *t_ms, size_t n)
{
    train x = {.n = n};
    for (size_t i = 0; i < n; i++) {
        x.t[i] = t_ms[i] / 1000;
    }
    return x;
}

/* Draws spikes on a grid of 1 ms (so that some coincide) or anywhere in 0.2 s, ascending. */
static train random_train(uint64_t *state, size_t longest)
{
    train x = {.n = splitmix_below(state, longest + 1)};
    bool grid = splitmix_below(state, 2) == 0;
    for (size_t i = 0; i < x.n; i++) {
        double t = grid ? 1e-3 * (double)splitmix_below(state, 200) : 0.2 * splitmix_uniform(state);
        size_t k = i;
        for (; k > 0 && x.t[k - 1] > t; k--) {
            x.t[k] = x.t[k - 1];
        }
        x.t[k] = t;
    }
    return x;
}

static double vp(const train *a, const train *b, double q)
{
    double room[LONGEST + 1];
    return lif_victor_purpura(a->t, a->n, b->t, b->n, q, room);
}

static double vr(const train *a, const train *b, double tau)
{
    return lif_van_rossum(a->t, a->n, b->t, b->n, tau);
}

static double gamma_of(const train *a, const train *b, double window, double duration)
{
    return lif_coincidence_factor(a->t, a->n, b->t, b->n, window, duration);
}

static double sttc(const train *a, const train *b, double delta, double duration)
{
    return lif_sttc(a->t, a->n, b->t, b->n, delta, duration);
}

static void published_figures(void **state)
{
    (void)state;
    const struct {
        double a[5], b[5];
        size_t na, nb;
        double van_rossum, vp_slow, vp_fast, sttc;
    } cases[] = {
        {{10, 20, 30}, {12, 24, 30}, 3, 3, 0.983968420, 0.6, 3, 0.659946237},
        {{10, 20, 30, 40, 50}, {10, 20, 40, 50}, 5, 4, 1, 1, 1, 0.897082658},
        {{10, 200, 700}, {100, 500}, 3, 2, 2.235992484, 5, 5, -0.01},
        {{0}, {50}, 0, 1, 1, 1, 1, NAN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        train a = train_ms(cases[i].a, cases[i].na);
        train b = train_ms(cases[i].b, cases[i].nb);
        near_to(vr(&a, &b, 0.010), cases[i].van_rossum, 5e-10);
        near_to(vp(&a, &b, 100), cases[i].vp_slow, 1e-12);
        near_to(vp(&a, &b, 500), cases[i].vp_fast, 1e-12);
        double tiling = sttc(&a, &b, 0.002, 1);
        if (isnan(cases[i].sttc)) {
            assert_true(isnan(tiling));
        } else {
            near_to(tiling, cases[i].sttc, 5e-10);
        }
    }
}

/* With an infinite price a shift by nothing is still free: it is the number of spikes that differ.
 * */
static void infinite_price(void **state)
{
    (void)state;
    train a = train_ms((double[]){10, 20, 30, 40}, 4);
    train b = train_ms((double[]){11, 20, 31}, 3);
    near_to(vp(&a, &b, INFINITY), 5, 0);
}

static void interval_figures(void **state)
{
    (void)state;
    const double intervals[] = {4.2e-3, 2.2e-3, 2.6e-3, 5.0e-3};
    lif_isi_stats s = lif_isi_statistics(intervals, 4, 5e-3);
    assert_int_equal(s.count, 4);
    near_to(s.mean_s, 3.5e-3, 1e-15);
    near_to(s.deviation_s, sqrt(1.31) * 1e-3, 1e-15);
    near_to(s.cv, .327014947, 5e-10);
    near_to(s.cv2, .474415205, 5e-10);
    near_to(s.lv, .204323686, 5e-10);
    near_to(s.lvr, .800863578, 5e-10);
    near_to(lif_isi_statistics(intervals, 4, 0).lvr, s.lv, 1e-15);

    s = lif_isi_statistics(intervals, 1, 0);
    near_to(s.mean_s, 4.2e-3, 0);
    near_to(s.cv, 0, 0);
    assert_true(isnan(s.cv2) && isnan(s.lv) && isnan(s.lvr));
    s = lif_isi_statistics(NULL, 0, 0);
    assert_int_equal(s.count, 0);
    assert_true(isnan(s.mean_s) && isnan(s.deviation_s) && isnan(s.cv) && isnan(s.cv2));
}

static void coincidence_by_hand(void **state)
{
    (void)state;
    train a = train_ms((double[]){10, 20, 30}, 3);
    train b = train_ms((double[]){11, 20, 35}, 3);
    /* There are 2 coincidences; nu = 30/s, 2 nu delta = 0.12, 0.36 are expected: (2-0.36)/3/0.88.
     * */
    near_to(gamma_of(&a, &b, 0.002, 0.1), 1.64 / 3 / 0.88, 1e-12);
    /* Both neighbours of the lone spike are counted, and each once. */
    train one = train_ms((double[]){10}, 1);
    train three = train_ms((double[]){9, 11, 50}, 3);
    near_to(gamma_of(&one, &three, 0.001, 0.1), 1.94 / 2 / 0.98, 1e-12);
    /* The other way round nu is that of the three: 1 coincidence, 2 nu delta = 0.06. */
    near_to(gamma_of(&three, &one, 0.001, 0.1), 0.94 / 2 / 0.94, 1e-12);
    /* No coincidence at all is below chance. */
    train late = train_ms((double[]){60, 80}, 2);
    near_to(gamma_of(&a, &late, 0.002, 0.1), -0.24 / 2.5 / 0.88, 1e-12);

    train none = {.n = 0};
    near_to(gamma_of(&none, &none, 0.002, 0.1), 1, 0);
    near_to(gamma_of(&a, &none, 0.002, 0.1), 0, 0);
    near_to(gamma_of(&none, &a, 0.002, 0.1), 0, 0);
    assert_true(isnan(gamma_of(&a, &b, 0.1 / 6, 0.1)));
    assert_true(!isnan(gamma_of(&a, &b, 0.0166, 0.1)));
}

/* A distance of exactly one window counts wherever the two times n*dt were rounded to. */
static void window_is_inclusive(void **state)
{
    (void)state;
    const double dt = 1e-4;
    for (size_t n = 0; n < 200000; n += 7) {
        train a = {.t = {dt * (double)n}, .n = 1};
        train b = {.t = {dt * (double)(n + 5)}, .n = 1};
        train c = {.t = {dt * (double)(n + 6)}, .n = 1};
        assert_true(gamma_of(&a, &b, 5 * dt, 30) > 0.9);
        assert_true(gamma_of(&b, &a, 5 * dt, 30) > 0.9);
        assert_true(gamma_of(&a, &c, 5 * dt, 30) < 0);
        assert_true(sttc(&a, &b, 5 * dt, 30) > 0.9);
        assert_true(sttc(&a, &c, 5 * dt, 30) < 0);
    }
}

static size_t brute_near(const train *x, const train *y, double window)
{
    size_t near = 0;
    for (size_t i = 0; i < x->n; i++) {
        bool found = false;
        for (size_t j = 0; j < y->n; j++) {
            found |= fabs(x->t[i] - y->t[j]) <= window * (1 + 1e-9);
        }
        near += found;
    }
    return near;
}

/* Computes van Rossum's distance for exponential kernels by its definition, as sums over pairs. */
static double brute_van_rossum(const train *a, const train *b, double tau)
{
    const train *x[] = {a, a, b}, *y[] = {a, b, b};
    const double weight[] = {1, -2, 1};
    double sum = 0;
    for (size_t k = 0; k < 3; k++) {
        for (size_t i = 0; i < x[k]->n; i++) {
            for (size_t j = 0; j < y[k]->n; j++) {
                sum += weight[k] * exp(-fabs(x[k]->t[i] - y[k]->t[j]) / tau);
            }
        }
    }
    return sum > 0 ? sqrt(sum) : 0;
}

/* Finds the cheapest way to turn the first na spikes of a into the first nb of b, by trying
 * everything. */
static double brute_victor_purpura(const train *a, size_t na, const train *b, size_t nb, double q)
{
    if (na == 0 || nb == 0) {
        return (double)(na + nb);
    }
    double drop = 1 + brute_victor_purpura(a, na - 1, b, nb, q);
    double add = 1 + brute_victor_purpura(a, na, b, nb - 1, q);
    double shift =
        q * fabs(a->t[na - 1] - b->t[nb - 1]) + brute_victor_purpura(a, na - 1, b, nb - 1, q);
    return fmin(fmin(drop, add), shift);
}

/* Returns the share of [0, duration] near a spike, by asking many points (midpoints of cells). */
static double brute_tiled(const train *x, double delta, double duration)
{
    enum { CELLS = 20000 };
    size_t inside = 0;
    for (size_t c = 0; c < CELLS; c++) {
        train point = {.t = {((double)c + 0.5) * duration / CELLS}, .n = 1};
        inside += brute_near(&point, x, delta);
    }
    return (double)inside / CELLS;
}

static void against_brute_force(void **state)
{
    (void)state;
    uint64_t random = seed;
    for (int round = 0; round < 3000; round++) {
        train a = random_train(&random, LONGEST);
        train b = random_train(&random, LONGEST);
        double tau = 1e-4 * exp(9 * splitmix_uniform(&random));
        near_to(vr(&a, &b, tau), brute_van_rossum(&a, &b, tau), 1e-6);
        if (a.n > 0 && b.n > 0) {
            double window = 1e-3 * (1 + (double)splitmix_below(&random, 2));
            double covered = 2 * (double)a.n * window / 0.2;
            double expected = ((double)brute_near(&b, &a, window) - covered * (double)b.n) /
                              (0.5 * (double)(a.n + b.n)) / (1 - covered);
            near_to(gamma_of(&a, &b, window, 0.2), expected, 1e-9);
        }
        train c = random_train(&random, 5);
        train d = random_train(&random, 5);
        double q = 1000 * splitmix_uniform(&random);
        near_to(vp(&c, &d, q), brute_victor_purpura(&c, c.n, &d, d.n, q), 1e-12);
    }
}

static void tiling_against_brute_force(void **state)
{
    (void)state;
    uint64_t random = seed + 1;
    for (int round = 0; round < 40; round++) {
        train a = random_train(&random, 12);
        train b = random_train(&random, 12);
        double delta = 1e-3 * (double)(1 + splitmix_below(&random, 20));
        if (a.n == 0 || b.n == 0) {
            assert_true(isnan(sttc(&a, &b, delta, 0.2)));
            continue;
        }
        double pa = (double)brute_near(&a, &b, delta) / (double)a.n;
        double pb = (double)brute_near(&b, &a, delta) / (double)b.n;
        double ta = brute_tiled(&a, delta, 0.2);
        double tb = brute_tiled(&b, delta, 0.2);
        double expected = 0.5 * ((pa == 1 && tb == 1 ? 1 : (pa - tb) / (1 - pa * tb)) +
                                 (pb == 1 && ta == 1 ? 1 : (pb - ta) / (1 - pb * ta)));
        if (pa * tb < 0.97 && pb * ta < 0.97) { /* else the sampled shares are too coarse */
            near_to(sttc(&a, &b, delta, 0.2), expected, 0.05);
        }
    }
    /* Here windows cover the whole recording: P = T = 1. */
    train a = train_ms((double[]){50, 150}, 2);
    near_to(sttc(&a, &a, 0.1, 0.2), 1, 0);
}

static void metric_properties(void **state)
{
    (void)state;
    uint64_t random = seed + 2;
    for (int round = 0; round < 3000; round++) {
        train a = random_train(&random, LONGEST);
        train b = random_train(&random, LONGEST);
        train c = random_train(&random, LONGEST);
        double q = 2000 * splitmix_uniform(&random);
        double tau = 1e-4 * exp(9 * splitmix_uniform(&random));
        near_to(vp(&a, &a, q), 0, 0);
        near_to(vr(&a, &a, tau), 0, 0);
        near_to(vp(&a, &b, q), vp(&b, &a, q), 0);
        near_to(vr(&a, &b, tau), vr(&b, &a, tau), 0);
        assert_true(vp(&a, &c, q) <= vp(&a, &b, q) + vp(&b, &c, q) + 1e-12);
        assert_true(vr(&a, &c, tau) <= vr(&a, &b, tau) + vr(&b, &c, tau) + 1e-12);
        if (a.n > 0 && a.n < LONGEST) {
            near_to(gamma_of(&a, &a, 1e-3, 0.2), 1, 0);
            near_to(sttc(&a, &a, 1e-3, 0.2), 1, 1e-12);
        }
        /* Without a price for shifts only the counts differ; with any price, at most every spike
         * does. */
        near_to(vp(&a, &b, 0), fabs((double)a.n - (double)b.n), 0);
        assert_true(vp(&a, &b, q) <= (double)(a.n + b.n));
        near_to(vp(&a, &a, INFINITY), 0, 0);
    }
}

/* These trains are of hours, where exp(t/tau) would overflow and sums over pairs would cancel. */
static void long_trains(void **state)
{
    (void)state;
    enum { N = 100000 };
    double *a = test_malloc(N * sizeof *a);
    double *b = test_malloc(N * sizeof *b);
    for (size_t i = 0; i < N; i++) {
        a[i] = 0.1 * (double)i;
    }
    memcpy(b, a, N * sizeof *b);
    near_to(lif_van_rossum(a, N, b, N, 1e-3), 0, 0);
    near_to(lif_van_rossum(a, N, NULL, 0, 1e-3), sqrt(N), 1e-6);
    near_to(lif_coincidence_factor(a, N, b, N, 1e-3, 10000), 1, 0);
    /* One spike is moved by d: D^2 = 2 (1 - exp(-d/tau)), small against the sums over all pairs. */
    b[N / 2] += 1e-9;
    double d = b[N / 2] - a[N / 2];
    double expected = sqrt(-2 * expm1(-d / 10e-3));
    near_to(lif_van_rossum(a, N, b, N, 10e-3) / expected, 1, 1e-6);
    double room[2];
    near_to(lif_victor_purpura(a, N, b, N, 100, room), 100 * d, 1e-15);
    test_free(a);
    test_free(b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_figures),
        cmocka_unit_test(infinite_price),
        cmocka_unit_test(interval_figures),
        cmocka_unit_test(coincidence_by_hand),
        cmocka_unit_test(window_is_inclusive),
        cmocka_unit_test(against_brute_force),
        cmocka_unit_test(tiling_against_brute_force),
        cmocka_unit_test(metric_properties),
        cmocka_unit_test(long_trains),
    };
    seed = splitmix_seed(20260101);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
