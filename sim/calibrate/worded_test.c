// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "calibrate/worded_test.h"

#include "calibrate/worded_constants.h"
#include "calibrate/worded_rows.h"

void cosim_worded_drop_fits(cosim_worded *w)
{
    while (w->c.fit_count > 0) {
        cosim_theory_free(&w->c.fits[--w->c.fit_count].theory);
    }
}

void cosim_worded_count_misses(cosim_worded *w, cosim_theory *t)
{
    const cosim_bench *b = &w->c.bench;
    w->missed = w->miss_count = 0;
    for (size_t k = 0; k < w->trace_count; k++) {
        const cosim_experiment *e = w->whole[k];
        cosim_theory_reset(b, t, &e->words);
        for (size_t i = 0; i < e->n; i++) {
            cosim_theory_step(t, e->drive[i]);
            const bool same = t->output[b->spike] == cosim_answer(b, e, b->spike, i, 1) &&
                              (b->membrane < 0 ||
                               t->output[b->membrane] == cosim_answer(b, e, b->membrane, i, 1));
            if (!same) {
                if (w->miss_count < COSIM_WORDED_MISSES) {
                    w->miss_trace[w->miss_count] = k;
                    w->miss_step[w->miss_count++] = i;
                }
                w->missed++;
            }
        }
    }
}

/* Tells whether a text with another threshold gives the rows that are on the bench. */
static bool fits_theta(cosim_worded *w, const cosim_guess *g, int64_t theta,
                       cosim_experiment *const *rows)
{
    cosim_theory t;
    size_t experiment, step;
    if (theta < 1 || theta > w->keys.declared.high_fx) {
        return false;
    }
    w->keys.declared.threshold.word = theta;
    cosim_worded_put_rows(w, rows);
    if (cosim_theory_of(&w->c.bench, g, false, &t) != 0) {
        return false;
    }
    const bool fits = cosim_theory_fits(&w->c.bench, &t, 0, &experiment, &step);
    cosim_theory_free(&t);
    return fits;
}

void cosim_worded_find_thetas(cosim_worded *w, cosim_experiment *const *rows)
{
    const int64_t theta = w->keys.declared.threshold.word;
    const cosim_guess g = w->c.fits[0].guess;
    for (int side = -1; side <= 1; side += 2) {
        int64_t *end = side < 0 ? &w->theta_low : &w->theta_high, step = 1;
        *end = theta;
        for (; fits_theta(w, &g, *end + side * step, rows); step *= 2) {
            *end += side * step;
        }
        for (; step > 0; step /= 2) {
            *end += fits_theta(w, &g, *end + side * step, rows) ? side * step : 0;
        }
    }
    w->keys.declared.threshold.word = theta;
    cosim_worded_put_rows(w, rows);
}

void cosim_worded_round_theta(cosim_worded *w)
{
    cosim_found *first = &w->c.fits[0];
    int64_t theta = w->keys.declared.threshold.word;
    bool above = first->guess.above;
    if (w->traces[0].says_threshold) {
        return;
    }
    cosim_worded_find_thetas(w, w->half);
    /* what fires at theta fires above theta - 1 */
    const int64_t low = w->theta_low - !above, high = w->theta_high + above;
    const int64_t round = cosim_worded_roundest(low, high);
    if (round != theta) {
        cosim_guess g = first->guess;
        for (int k = 0; k < 2; k++) {
            g.above = k == 1;
            if (fits_theta(w, &g, round, w->half)) {
                theta = round;
                above = g.above;
                break;
            }
        }
    }
    cosim_guess guess = first->guess;
    guess.above = above;
    w->keys.declared.threshold.word = theta;
    cosim_worded_put_rows(w, w->half);
    cosim_worded_drop_fits(w);
    if (cosim_theory_of(&w->c.bench, &guess, false, &w->c.fits[0].theory) == 0) {
        w->c.fits[0].guess = guess;
        w->c.fit_count = 1;
    }
}
