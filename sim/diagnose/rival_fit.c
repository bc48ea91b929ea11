// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "diagnose/rival_fit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* A fit is taken for a value with fewer digits that is this near, as a share of itself (a
 * potential: of |threshold - reset|), which is more than the rows leave open where they have 6
 * digits. */
static const double near = 2e-5;

/* Sums over steps, of membrane x, current i and change d, from their means. */
typedef struct sums {
    long double x, i, d, xx, xi, ii, xd, id;
    size_t n;
} sums;

/* Tells whether step n updates the membrane that is shown before it, and shows the result. */
static bool is_plain(const cosim_rival_rows *rows, size_t n, size_t *active_from)
{
    const cosim_recorded *r = rows->job->recorded;
    const bool plain = n > 0 && n >= *active_from && r->spike[n] == 0 && r->spike[n - 1] == 0 &&
                       !isnan(r->observed_v[n - 1]) && !isnan(r->observed_v[n]);
    if (r->spike[n] != 0) {
        /* a step more than it should hold, as that may be what is wrong */
        *active_from = n + 2 + lif_hold_at(&rows->job->scenario->params, n);
    }
    return plain;
}

static void add(sums *s, const cosim_rival_rows *rows, const sums *mean)
{
    const double *v = rows->job->recorded->observed_v;
    size_t active_from = 1 + rows->job->scenario->params.initial_hold;
    for (size_t n = 0; n < rows->n; n++) {
        if (is_plain(rows, n, &active_from)) {
            const long double x = (long double)v[n - 1] - mean->x;
            const long double i = (long double)rows->current_a[n] - mean->i;
            const long double d = (long double)v[n] - (long double)v[n - 1] - mean->d;
            s->x += x;
            s->i += i;
            s->d += d;
            s->xx += x * x;
            s->xi += x * i;
            s->ii += i * i;
            s->xd += x * d;
            s->id += i * d;
            s->n++;
        }
    }
}

double cosim_rival_written(double value, double most)
{
    char text[40];
    for (int digits = 0; digits < 6; digits++) {
        snprintf(text, sizeof text, "%.*e", digits, value);
        const double round = strtod(text, NULL);
        if (fabs(round - value) <= most) {
            return round;
        }
    }
    return value;
}

bool cosim_rival_fit(const cosim_rival_rows *rows, cosim_rival_values *values)
{
    const lif_params *p = &rows->job->scenario->params;
    const sums zero = {.n = 0};
    sums mean = zero, s = zero;
    if (rows->job->recorded->observed_v == NULL || !lif_params_leaks(p)) {
        return false;
    }
    add(&mean, rows, &zero);
    if (mean.n < 8) {
        return false;
    }
    mean.x /= (long double)mean.n;
    mean.i /= (long double)mean.n;
    mean.d /= (long double)mean.n;
    add(&s, rows, &mean);
    /* d = -k x + g i + c */
    const long double det = s.xx * s.ii - s.xi * s.xi;
    const bool driven = det > 1e-12L * s.xx * s.ii && s.ii > 0.0L;
    const long double k = driven ? -(s.xd * s.ii - s.id * s.xi) / det : -s.xd / s.xx;
    const long double g = driven ? (s.id * s.xx - s.xd * s.xi) / det : k * (long double)p->r_ohm;
    if (!(s.xx > 0.0L) || !(k > 0.0L && k < 1.0L) || !(g > 0.0L)) {
        return false;
    }
    const long double dt_s = (long double)p->dt_s;
    const double tau_s = (double)(p->method == LIF_EULER ? dt_s / k : -dt_s / log1pl(-k));
    const double r_ohm = (double)(g / k);
    const double rest_v = (double)((mean.d + k * mean.x - g * mean.i) / k);
    values->tau_s = cosim_rival_written(tau_s, near * tau_s);
    values->r_ohm = cosim_rival_written(r_ohm, near * r_ohm);
    values->rest_v = cosim_rival_written(rest_v, near * lif_params_scale(p));
    return true;
}

bool cosim_rival_threshold(const cosim_rival_rows *rows, double *threshold_v)
{
    const cosim_recorded *r = rows->job->recorded;
    const lif_params *p = &rows->job->scenario->params;
    double silent = -(double)INFINITY, firing = (double)INFINITY;
    size_t active_from = 1 + p->initial_hold;
    lif_model model;
    lif_model_state state;
    lif_model_start(&model, &state, p);
    for (size_t n = 1; n < rows->n && r->observed_v != NULL; n++) {
        const double before = r->observed_v[n - 1];
        const double y =
            lif_model_update(&model, before, lif_model_drive(&model, rows->current_a[n]));
        if (n < active_from || isnan(before)) {
            continue;
        }
        if (r->spike[n] != 0) {
            firing = fmin(firing, y);
            active_from = n + 1 + lif_hold_at(p, n);
        } else {
            silent = fmax(silent, y);
        }
    }
    const double middle = 0.5 * (silent + firing);
    *threshold_v = cosim_rival_written(middle, 0.49 * (firing - silent));
    return silent < firing && isfinite(middle);
}
