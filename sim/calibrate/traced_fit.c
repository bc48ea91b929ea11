// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "calibrate/traced_fit.h"

#include <math.h>
#include <stdlib.h>

enum { ROUNDS = 8, LEAST_ROWS = 6, HOLD_MOST = 4096 };
/* A row so many times the middle distance from the line is left out. */
static const double far = 5.0;

/* ---- the line ---- */

typedef struct sums {
    long double n, x, i, d, xx, xi, ii, xd, id;
} sums;

bool cosim_traced_is_shown(const cosim_traced_rows *r, size_t n)
{
    return r->spike[n] == 0 || r->shows == COSIM_RECORDED_AFTER;
}

/* Tells whether step n goes from a membrane that the rows show to one that they show. */
static bool is_plain(const cosim_traced_rows *r, size_t n)
{
    return n > 0 && r->spike[n] == 0 && r->spike[n - 1] == 0 && !isnan(r->x[n]) &&
           !isnan(r->x[n - 1]);
}

static sums sum(const cosim_traced_rows *r, const uint8_t *use, const sums *mean)
{
    sums s = {.n = 0.0L};
    for (size_t n = 1; n < r->n; n++) {
        if (use[n] != 0) {
            const long double x = (long double)r->x[n - 1] - mean->x;
            const long double i = (long double)r->i[n] - mean->i;
            const long double d = (long double)r->x[n] - (long double)r->x[n - 1] - mean->d;
            s.n += 1.0L;
            s.x += x, s.i += i, s.d += d;
            s.xx += x * x, s.xi += x * i, s.ii += i * i;
            s.xd += x * d, s.id += i * d;
        }
    }
    return s;
}

static double away(const cosim_traced_rows *r, const cosim_traced_line *line, size_t n)
{
    return fabs(r->x[n] - (line->keep * r->x[n - 1] + line->gain_ohm * r->i[n] + line->offset_v));
}

/* Fits the line to the rows in use. Returns false where they tell none. */
static bool fit(const cosim_traced_rows *r, const uint8_t *use, cosim_traced_line *line)
{
    const sums zero = {.n = 0.0L};
    sums mean = sum(r, use, &zero);
    if (mean.n < LEAST_ROWS) {
        return false;
    }
    mean.x /= mean.n, mean.i /= mean.n, mean.d /= mean.n;
    const sums s = sum(r, use, &mean);
    const long double det = s.xx * s.ii - s.xi * s.xi;
    const bool driven = s.ii > 1e-18L * mean.i * mean.i * mean.n && det > 1e-9L * s.xx * s.ii;
    if (!(s.xx > 0.0L)) {
        return false;
    }
    const long double slope = driven ? (s.xd * s.ii - s.id * s.xi) / det : s.xd / s.xx;
    const long double gain = driven ? (s.id * s.xx - s.xd * s.xi) / det : 0.0L;
    const long double offset = mean.d - slope * mean.x - gain * mean.i;
    line->driven = driven;
    line->keep = (double)(1.0L + slope);
    line->gain_ohm = (double)gain;
    line->offset_v = (double)offset;
    long double square = 0.0L;
    for (size_t n = 1; n < r->n; n++) {
        if (use[n] != 0) {
            const long double e = (long double)r->x[n] - (long double)r->x[n - 1] * (1.0L + slope) -
                                  gain * (long double)r->i[n] - offset;
            square += e * e;
        }
    }
    line->used = (size_t)mean.n;
    const long double spread = sqrtl(square / mean.n);
    const long double keep_off = spread * sqrtl(driven ? s.ii / det : 1.0L / s.xx);
    const long double gain_off = driven ? spread * sqrtl(s.xx / det) : 0.0L;
    line->spread_v = (double)spread;
    line->keep_off = (double)keep_off;
    line->gain_off = (double)gain_off;
    line->offset_off =
        (double)(spread / sqrtl(mean.n) + keep_off * fabsl(mean.x) + gain_off * fabsl(mean.i));
    return true;
}

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Leaves the rows out that are far from the line, and takes those in that are near. Only rows that
 * move say how far they are from it: beside many that stand still, as before the current begins,
 * the middle one would be at no distance at all. Returns whether anything changed. */
static bool trim(const cosim_traced_rows *r, const cosim_traced_line *line, double *room,
                 uint8_t *use)
{
    size_t count = 0;
    bool changed = false;
    for (size_t n = 1; n < r->n; n++) {
        if (use[n] != 0 && r->x[n] != r->x[n - 1]) {
            room[count++] = away(r, line, n);
        }
    }
    if (count == 0) {
        return false;
    }
    qsort(room, count, sizeof *room, ascending);
    const double most = far * room[count / 2] + 1e-13;
    for (size_t n = 1; n < r->n; n++) {
        const bool near = is_plain(r, n) && away(r, line, n) <= most;
        changed = changed || near != (use[n] != 0);
        use[n] = near;
    }
    return changed;
}

/* Fits the rows in use, then goes on with those that are near. */
static void settle(const cosim_traced_rows *r, double *room, uint8_t *use, cosim_traced_line *line)
{
    line->moves = fit(r, use, line);
    for (int round = 0; round < ROUNDS && line->moves && trim(r, line, room, use); round++) {
        line->moves = fit(r, use, line);
    }
}

/* Takes the plain rows from step 1 to end - 1; returns how many. Those that stand still may be
 * held, unless most do, as they are printed in few places. */
static size_t choose(const cosim_traced_rows *r, size_t end, uint8_t *use)
{
    size_t moving = 0, plain = 0;
    for (size_t n = 1; n < end; n++) {
        plain += is_plain(r, n);
        moving += is_plain(r, n) && r->x[n] != r->x[n - 1];
    }
    const bool all = 4 * moving < plain && moving > 0;
    for (size_t n = 1; n < r->n; n++) {
        use[n] = n < end && is_plain(r, n) && (all || r->x[n] != r->x[n - 1]);
    }
    return all ? plain : moving;
}

int cosim_traced_line_find(const cosim_traced_rows *r, cosim_traced_line *line)
{
    uint8_t *use = calloc(r->n + 1, 1);
    double *room = calloc(r->n + 1, sizeof *room);
    size_t first = 0;
    cosim_traced_line begun = {.used = 0};
    *line = begun;
    if (use == NULL || room == NULL) {
        free(use);
        free(room);
        return -1;
    }
    while (first < r->n && r->spike[first] == 0) {
        first++;
    }
    /* up to the first spike no hold is in the way; but that may be few rows */
    if (first < r->n && choose(r, first, use) > LEAST_ROWS) {
        settle(r, room, use, &begun);
    }
    if (choose(r, r->n, use) > 0) {
        settle(r, room, use, line);
    }
    if (begun.moves &&
        (!line->moves || (begun.driven >= line->driven && 3 * begun.used > line->used &&
                          begun.spread_v < line->spread_v))) {
        *line = begun;
    }
    free(use);
    free(room);
    return 0;
}

/* ---- spikes ---- */

/* Tells whether step n follows the line from the membrane that is shown before it. */
static bool follows(const cosim_traced_rows *r, const cosim_traced_line *line, size_t n)
{
    return is_plain(r, n) && away(r, line, n) <= 3.0 * line->spread_v + 1e-12;
}

/* Finds how many steps after the spike of step n hold; HOLD_MOST where it is not seen. *open: the
 * next step may be held, or not. */
static size_t hold_of(const cosim_traced_rows *r, const cosim_traced_line *line, size_t n,
                      bool *open)
{
    const bool after = r->shows == COSIM_RECORDED_AFTER;
    *open = false;
    for (size_t h = 0; h < HOLD_MOST; h++) {
        const size_t m = n + 1 + h; /* the first step that is active again */
        if (m + 1 >= r->n || r->spike[m] != 0) {
            return HOLD_MOST;
        }
        if (after) {
            const double y = line->keep * r->x[m - 1] + line->gain_ohm * r->i[m] + line->offset_v;
            const double tolerance = 3.0 * line->spread_v + 1e-12;
            const bool stands = fabs(r->x[m] - r->x[m - 1]) <= tolerance;
            if (fabs(r->x[m] - y) <= tolerance && (!stands || follows(r, line, m + 1))) {
                return h;
            }
        } else if (h > 0 && follows(r, line, m)) {
            *open = h == 1; /* the first row may be the reset, or a step from it */
            return h;
        }
    }
    return HOLD_MOST;
}

/* Gives the fewest rows after a spike that stand still, as all rows do that are held; HOLD_MOST
 * where there is no spike, or another one comes first. */
static size_t standing(const cosim_traced_rows *r)
{
    size_t least = HOLD_MOST;
    for (size_t n = 0; n + 1 < r->n; n++) {
        size_t h = 0;
        if (r->spike[n] == 0) {
            continue;
        }
        while (n + 1 + h < r->n && r->spike[n + 1 + h] == 0 && r->x[n + 1 + h] == r->x[n]) {
            h++;
        }
        if (n + 1 + h < r->n && r->spike[n + 1 + h] == 0 && !isnan(r->x[n + 1 + h])) {
            least = h < least ? h : least;
        }
    }
    return least;
}

int cosim_traced_holds(const cosim_traced_rows *r, const cosim_traced_line *line,
                       uint32_t holds[COSIM_TRACED_HOLDS])
{
    size_t *votes = calloc(HOLD_MOST + 1, sizeof *votes);
    size_t opens = 0, best = 0, second = 0;
    if (votes == NULL) {
        return -1;
    }
    for (size_t n = 0; n + 2 < r->n; n++) {
        bool open;
        if (r->spike[n] != 0) {
            const size_t h = hold_of(r, line, n, &open);
            votes[h] += h < HOLD_MOST;
            opens += open;
        }
    }
    for (size_t h = 0; h < HOLD_MOST; h++) {
        best = votes[h] > votes[best] ? h : best;
    }
    for (size_t h = 0; h < HOLD_MOST; h++) {
        second = h != best && (second == best || votes[h] > votes[second]) ? h : second;
    }
    const size_t most = votes[best];
    const bool more = second != best && votes[second] > 0;
    free(votes);
    holds[0] = (uint32_t)best;
    holds[1] = (uint32_t)second;
    int count = most > 0 && more ? 2 : 1;
    if (best == 1 && opens > 0) {
        holds[0] = 0;
        holds[1] = 1;
        count = 2;
    }
    const size_t still = r->shows == COSIM_RECORDED_AFTER ? standing(r) : HOLD_MOST;
    if (still < HOLD_MOST && still != holds[0] && (count == 1 || still != holds[1])) {
        holds[count++] = (uint32_t)still;
    }
    return count;
}

static double middle(double *values, size_t count, double *off)
{
    if (count == 0) {
        *off = 0.0;
        return 0.0;
    }
    qsort(values, count, sizeof *values, ascending);
    *off = 0.5 * (values[count - 1 - count / 10] - values[count / 10]);
    return values[count / 2];
}

/* Gives the membrane that a spike left, as the step shows that is active again. */
static double left_by(const cosim_traced_rows *r, const cosim_traced_line *line, size_t n,
                      uint32_t hold)
{
    return r->shows == COSIM_RECORDED_AFTER ? r->x[n]
           : hold > 0                       ? r->x[n + 1]
                      : (r->x[n + 1] - line->gain_ohm * r->i[n + 1] - line->offset_v) / line->keep;
}

/* Gives the membrane that fired in step n, which is seen only where the one before is. */
static double fired_at(const cosim_traced_rows *r, const cosim_traced_line *line, size_t n)
{
    return r->shows == COSIM_RECORDED_BEFORE
               ? r->x[n]
               : line->keep * r->x[n - 1] + line->gain_ohm * r->i[n] + line->offset_v;
}

int cosim_traced_spikes_find(const cosim_traced_rows *r, const cosim_traced_line *line,
                             uint32_t hold, cosim_traced_spikes *s)
{
    double *resets = calloc(r->n + 1, sizeof *resets), *amounts = calloc(r->n + 1, sizeof *amounts);
    size_t amount_count = 0;
    *s = (cosim_traced_spikes){.count = 0};
    if (resets == NULL || amounts == NULL) {
        free(resets);
        free(amounts);
        return -1;
    }
    for (size_t n = 1; n + 1 < r->n; n++) {
        const bool next = r->spike[n + 1] != 0 && r->shows != COSIM_RECORDED_BEFORE;
        if (r->spike[n] == 0 || (next && r->shows != COSIM_RECORDED_AFTER)) {
            continue;
        }
        const double left = left_by(r, line, n, hold);
        resets[s->count++] = left;
        if (cosim_traced_is_shown(r, n - 1)) {
            amounts[amount_count++] = fired_at(r, line, n) - left;
        }
    }
    s->reset_v = middle(resets, s->count, &s->reset_off_v);
    s->amount_v = middle(amounts, amount_count, &s->amount_off_v);
    free(resets);
    free(amounts);
    return 0;
}

double cosim_traced_reset_first(const cosim_traced_rows *r, const cosim_traced_line *line)
{
    double *left = calloc(r->n + 1, sizeof *left), off;
    size_t count = 0;
    if (left == NULL) {
        return (double)NAN;
    }
    for (size_t n = 0; n < r->n; n++) {
        if (r->spike[n] != 0) {
            left[count++] = (r->x[n] - line->gain_ohm * r->i[n] - line->offset_v) / line->keep;
        }
    }
    const double reset_v = middle(left, count, &off);
    free(left);
    return reset_v;
}
