// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "lif_metrics.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

/* Tells whether two times are at most `window` apart. Times are products n*dt, each with its own
 * rounding: a distance of exactly one window must count wherever on the axis it falls. */
static bool within(double s, double t, double window)
{
    return fabs(s - t) <= window + 4 * DBL_EPSILON * (fabs(s) + fabs(t));
}

/* Counts the elements of x that have an element of y within the window. */
static size_t count_near(const double *x, size_t nx, const double *y, size_t ny, double window)
{
    size_t near = 0;
    size_t j = 0;
    for (size_t i = 0; i < nx; i++) {
        while (j < ny && y[j] < x[i] && !within(x[i], y[j], window)) {
            j++;
        }
        near += j < ny && within(x[i], y[j], window);
    }
    return near;
}

double lif_coincidence_factor(const double *a_s, size_t na, const double *b_s, size_t nb,
                              double window_s, double duration_s)
{
    if (na == 0 && nb == 0) {
        return 1;
    }
    if (na == 0 || nb == 0) {
        return 0;
    }
    double covered = 2 * ((double)na / duration_s) * window_s;
    if (!(covered < 1)) {
        return (double)NAN;
    }
    double mean = 0.5 * ((double)na + (double)nb);
    double coincidences = (double)count_near(b_s, nb, a_s, na, window_s);
    /* Both terms are divided by the mean first, so that equal trains give 1 exactly. */
    return (coincidences / mean - covered * ((double)nb / mean)) / (1 - covered);
}

double lif_victor_purpura(const double *a_s, size_t na, const double *b_s, size_t nb,
                          double q_per_s, double *room)
{
    /* A pair of equal first (or last) spikes is matched at no cost in some cheapest alignment. */
    while (na > 0 && nb > 0 && a_s[0] == b_s[0]) {
        a_s++, na--, b_s++, nb--;
    }
    while (na > 0 && nb > 0 && a_s[na - 1] == b_s[nb - 1]) {
        na--, nb--;
    }
    /* room[j]: distance of the first i spikes of a from the first j of b. */
    for (size_t j = 0; j <= nb; j++) {
        room[j] = (double)j;
    }
    for (size_t i = 1; i <= na; i++) {
        double diagonal = room[0]; /* of row i-1, column j-1 */
        room[0] = (double)i;
        for (size_t j = 1; j <= nb; j++) {
            double gap = fabs(a_s[i - 1] - b_s[j - 1]);
            double shift = diagonal + (gap > 0 ? q_per_s * gap : 0);
            double change = fmin(room[j], room[j - 1]) + 1;
            diagonal = room[j];
            room[j] = fmin(shift, change);
        }
    }
    return room[nb];
}

/* With f and g the trains filtered by exp(-t/tau), D^2 = 2/tau * integral of (f-g)^2. Between two
 * spikes h = f-g only decays, so a gap d contributes h^2 (1 - exp(-2d/tau)): a sum of terms that
 * are never negative, and no exponential of a positive number. */
double lif_van_rossum(const double *a_s, size_t na, const double *b_s, size_t nb, double tau_s)
{
    double h = 0;
    double sum = 0;
    double last = 0;
    size_t i = 0;
    size_t j = 0;
    while (i < na || j < nb) {
        double t = i == na ? b_s[j] : j == nb ? a_s[i] : fmin(a_s[i], b_s[j]);
        if (i + j > 0) {
            double gap = (t - last) / tau_s;
            sum += h * h * -expm1(-2 * gap);
            h *= exp(-gap);
        }
        /* Simultaneous spikes cancel before they can leave a rounding error. */
        double net = 0;
        for (; i < na && a_s[i] == t; i++) {
            net += 1;
        }
        for (; j < nb && b_s[j] == t; j++) {
            net -= 1;
        }
        h += net;
        last = t;
    }
    return sqrt(sum + h * h);
}

/* Returns the share of [0, duration] that lies within delta of a spike; n > 0. */
static double tiled(const double *x, size_t n, double delta, double duration)
{
    double covered = 0;
    double end = 0; /* of what is covered so far */
    for (size_t i = 0; i < n; i++) {
        double from = fmax(x[i] - delta, end);
        double to = fmin(x[i] + delta, duration);
        if (to > from) {
            covered += to - from;
            end = to;
        }
    }
    return fmin(covered / duration, 1);
}

/* Returns one of the two halves of the coefficient: (P - T) / (1 - P T), which is 1 where P = T
 * = 1. */
static double tiling_term(double p, double t) { return p * t >= 1 ? 1 : (p - t) / (1 - p * t); }

double lif_sttc(const double *a_s, size_t na, const double *b_s, size_t nb, double delta_s,
                double duration_s)
{
    if (na == 0 || nb == 0) {
        return (double)NAN;
    }
    double pa = (double)count_near(a_s, na, b_s, nb, delta_s) / (double)na;
    double pb = (double)count_near(b_s, nb, a_s, na, delta_s) / (double)nb;
    double ta = tiled(a_s, na, delta_s, duration_s);
    double tb = tiled(b_s, nb, delta_s, duration_s);
    return 0.5 * (tiling_term(pa, tb) + tiling_term(pb, ta));
}

lif_isi_stats lif_isi_statistics(const double *intervals_s, size_t count, double refractory_s)
{
    const double none = (double)NAN;
    lif_isi_stats stats = {count, none, none, none, none, none, none};
    if (count == 0) {
        return stats;
    }
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += intervals_s[i];
    }
    stats.mean_s = sum / (double)count;
    double squares = 0;
    for (size_t i = 0; i < count; i++) {
        double d = intervals_s[i] - stats.mean_s;
        squares += d * d;
    }
    stats.deviation_s = sqrt(squares / (double)count);
    stats.cv = stats.deviation_s / stats.mean_s;
    if (count == 1) {
        return stats;
    }
    double cv2 = 0;
    double lv = 0;
    double lvr = 0;
    for (size_t i = 0; i + 1 < count; i++) {
        double pair = intervals_s[i] + intervals_s[i + 1];
        double contrast = (intervals_s[i] - intervals_s[i + 1]) / pair;
        cv2 += 2 * fabs(contrast);
        lv += 3 * contrast * contrast;
        /* contrast^2 = 1 - 4 I I' / (I + I')^2 */
        lvr += 3 * contrast * contrast * (1 + 4 * refractory_s / pair);
    }
    double pairs = (double)(count - 1);
    stats.cv2 = cv2 / pairs;
    stats.lv = lv / pairs;
    stats.lvr = lvr / pairs;
    return stats;
}
