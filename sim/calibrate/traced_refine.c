// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "calibrate/traced_refine.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* keep, gain, offset, and what a spike leaves or takes */
enum { VALUES = 4, ROUNDS = 200, PLAIN = 4, FAR = 30 };

/* The membrane on its way, and how it changes with each value. */
typedef struct point {
    double x, by[VALUES];
    uint32_t hold;
} point;

static point start(const cosim_traced_way *w)
{
    const double share = 1.0 - w->line.keep;
    return (point){.x = w->starts_at_rest && share > 0.0 ? w->line.offset_v / share : w->initial_v,
                   .hold = w->initial_hold};
}

static void update(const cosim_traced_way *w, double current, point *p)
{
    const double x = p->x;
    for (int k = 0; k < VALUES; k++) {
        p->by[k] *= w->line.keep;
    }
    p->by[0] += x;
    p->by[1] += current;
    p->by[2] += 1.0;
    p->x = w->line.keep * x + w->line.gain_ohm * current + w->line.offset_v;
}

static void reset(const cosim_traced_way *w, point *p)
{
    if (w->subtracts) {
        p->x -= w->amount_v;
        p->by[3] -= 1.0;
    } else {
        p->x = w->reset_v;
        memset(p->by, 0, sizeof p->by);
        p->by[3] = 1.0;
    }
    p->hold = w->hold;
}

/* Takes step n; *shown is the membrane that its row shows. Returns whether the step was active. */
static bool step(const cosim_traced_rows *r, const cosim_traced_way *w, size_t n, point *p,
                 point *shown, double *y)
{
    const bool active = p->hold == 0;
    if (active) {
        update(w, r->i[n], p);
    } else {
        p->hold--;
    }
    *y = p->x;
    *shown = *p;
    if (r->spike[n] != 0) {
        reset(w, p);
        *shown = r->shows == COSIM_RECORDED_AFTER ? *p : *shown;
    }
    return active;
}

/* Solves the normal equations, with a value that nothing depends on left as it is. */
static bool solve(long double a[VALUES][VALUES + 1], double change[VALUES])
{
    bool is[VALUES];
    for (int k = 0; k < VALUES; k++) {
        is[k] = a[k][k] > 0.0L;
        a[k][k] = is[k] ? a[k][k] * (1.0L + 1e-14L) : 1.0L;
    }
    for (int k = 0; k < VALUES; k++) {
        if (!(fabsl(a[k][k]) > 0.0L)) {
            return false;
        }
        for (int row = 0; row < VALUES; row++) {
            const long double by = row == k ? 0.0L : a[row][k] / a[k][k];
            for (int column = k; column <= VALUES && row != k; column++) {
                a[row][column] -= by * a[k][column];
            }
        }
    }
    for (int k = 0; k < VALUES; k++) {
        change[k] = is[k] ? (double)(a[k][VALUES] / a[k][k]) : 0.0;
        if (!isfinite(change[k])) {
            return false;
        }
    }
    return true;
}

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Leaves rows out that are much further than the middle one: they are damaged. */
static int leave_out(size_t n, const double *distance, double *weight)
{
    double *sorted = calloc(n + 1, sizeof *sorted);
    if (sorted == NULL) {
        return -1;
    }
    for (size_t i = 0; i < n; i++) {
        sorted[i] = fabs(distance[i]);
    }
    qsort(sorted, n, sizeof *sorted, ascending);
    const double most = FAR * sorted[n / 2];
    free(sorted);
    for (size_t i = 0; i < n && most > 0.0; i++) {
        weight[i] = fabs(distance[i]) > most ? 0.0 : weight[i];
    }
    return 0;
}

/* Goes through the rows: how far each is, and the equations of a better way. Returns the largest
 * distance. */
static double look(const cosim_traced_rows *r, const cosim_traced_way *w, const double *weight,
                   double *distance, long double a[VALUES][VALUES + 1])
{
    point p = start(w), shown;
    double most = 0.0, y;
    memset(a, 0, VALUES * sizeof *a);
    for (size_t n = 0; n < r->n; n++) {
        distance[n] = 0.0;
        if (isnan(r->x[n])) { /* between two traces */
            p = start(w);
            continue;
        }
        step(r, w, n, &p, &shown, &y);
        if (r->spike[n] != 0 && r->shows == COSIM_RECORDED_BETWEEN) {
            continue;
        }
        if (weight[n] == 0.0) {
            continue;
        }
        distance[n] = r->x[n] - shown.x;
        most = fmax(most, fabs(distance[n]));
        for (int k = 0; k < VALUES; k++) {
            const long double by = (long double)weight[n] * (long double)shown.by[k];
            for (int column = 0; column < VALUES; column++) {
                a[k][column] += by * (long double)shown.by[column];
            }
            a[k][VALUES] += by * (long double)distance[n];
        }
    }
    return most;
}

static void decide(const cosim_traced_rows *r, const cosim_traced_way *w, cosim_traced_threshold *t)
{
    point p = start(w), shown;
    *t = (cosim_traced_threshold){.silent_v = -(double)INFINITY, .firing_v = (double)INFINITY};
    for (size_t n = 0; n < r->n; n++) {
        double y;
        if (isnan(r->x[n])) {
            p = start(w);
        } else if (step(r, w, n, &p, &shown, &y)) {
            double *to = r->spike[n] != 0 ? &t->firing_v : &t->silent_v;
            *to = r->spike[n] != 0 ? fmin(*to, y) : fmax(*to, y);
        }
    }
}

int cosim_traced_refine(const cosim_traced_rows *r, cosim_traced_way *w, cosim_traced_threshold *t)
{
    double *weight = calloc(r->n + 1, sizeof *weight), *distance = calloc(r->n + 1, sizeof *weight);
    long double a[VALUES][VALUES + 1];
    cosim_traced_way best = *w;
    double least = (double)INFINITY;
    for (size_t n = 0; weight != NULL && n < r->n; n++) {
        weight[n] = 1.0;
    }
    for (int round = 0; round < ROUNDS && weight != NULL && distance != NULL; round++) {
        double change[VALUES], mean = 0.0;
        const double most = look(r, w, weight, distance, a);
        if (most < least) {
            best = *w;
            least = most;
        }
        if (!solve(a, change)) {
            break;
        }
        w->line.keep += change[0];
        w->line.gain_ohm += change[1];
        w->line.offset_v += change[2];
        *(w->subtracts ? &w->amount_v : &w->reset_v) += change[3];
        if (!(w->line.keep > 0.0 && w->line.keep < 2.0)) {
            break;
        }
        if (round == PLAIN) {
            least = (double)INFINITY; /* of what is not left out */
            if (leave_out(r->n, distance, weight) != 0) {
                break;
            }
        }
        for (size_t n = 0; n < r->n && round > PLAIN; n++) { /* heavier where it is far */
            weight[n] *= fabs(distance[n]);
            mean += weight[n];
        }
        for (size_t n = 0; n < r->n && mean > 0.0; n++) {
            weight[n] = weight[n] > 0.0 ? fmax(weight[n] * (double)r->n / mean, 1e-9) : 0.0;
        }
    }
    *w = best;
    decide(r, w, t);
    const bool ok = weight != NULL && distance != NULL;
    free(weight);
    free(distance);
    return ok ? 0 : -1;
}
