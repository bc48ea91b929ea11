// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cosim_judge_chains.h"
#include "cosim_judge_step.h"

#include <math.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* Two chains side by side: each operation is that of the definition in each of the two. */
typedef double pair __attribute__((vector_size(16)));
typedef int64_t flags __attribute__((vector_size(16)));

enum { PAIRS = 2, LANES = 2 * PAIRS };

/* a > b ? a : b in both; and all bits set where a <= b, or a < b. By name where there is SSE2: gcc
 * turns the comparisons of vectors into branches there. */
#ifdef __SSE2__
static inline pair larger(pair a, pair b) { return _mm_max_pd(a, b); }
static inline flags at_most(pair a, pair b) { return (flags)_mm_cmple_pd(a, b); }
static inline flags below(pair a, pair b) { return (flags)_mm_cmplt_pd(a, b); }
#else
static inline pair larger(pair a, pair b)
{
    return (pair){a[0] > b[0] ? a[0] : b[0], a[1] > b[1] ? a[1] : b[1]};
}
static inline flags at_most(pair a, pair b) { return a <= b; }
static inline flags below(pair a, pair b) { return a < b; }
#endif

static inline pair magnitude(pair a)
{
    const flags positive = {INT64_MAX, INT64_MAX};
    return (pair)((flags)a & positive);
}

static inline pair both(double value) { return (pair){value, value}; }

/* What a step needs of the judge, in both lanes. */
typedef struct constants {
    pair rest_v, gain_ohm, keep, leak, per_scale, lsb;
    pair bound_keep, bound_slip, bound_fixed, bound_eps;
    pair quiet; /* y + B below this: must not spike */
    pair fires; /* the reference spikes from this on [V] */
} constants;

static constants constants_of(const cosim_judge *j)
{
    const lif_model *m = &j->model;
    return (constants){
        .rest_v = both(m->rest_v),
        .gain_ohm = both(m->gain_ohm),
        .keep = both(m->keep),
        .leak = both(m->leak),
        .per_scale = both(j->per_scale),
        .lsb = both(j->lsb),
        .bound_keep = both(j->bound.keep),
        .bound_slip = both(j->bound.leak_slip),
        .bound_fixed = both(j->bound.fixed),
        .bound_eps = both(j->bound.eps),
        .quiet = both(j->threshold - j->half_lsb),
        /* y > t is y >= the next double */
        .fires = both(m->above ? nextafter(m->threshold_v, (double)INFINITY) : m->threshold_v)};
}

typedef struct paired {
    pair v, x, bound, max_error, max_bound, max_usage;
    flags clean;
} paired;

/* One silent step of two chains: lif_model_drive, lif_model_update, judge_normalise and
 * lif_bound_update in their own order of operations, so that every bit is theirs. */
static inline void silent_pair(paired *c, const constants *k, pair current_a, pair word,
                               const bool euler)
{
    const pair u = k->rest_v + k->gain_ohm * current_a;
    const pair y = euler ? c->v + k->leak * (u - c->v) : u + (c->v - u) * k->keep;
    const pair x = (y - k->rest_v) * k->per_scale;
    const pair drive = (u - k->rest_v) * k->per_scale;
    const pair bound = k->bound_keep * c->bound + k->bound_slip * magnitude(drive - c->x) +
                       k->bound_fixed +
                       k->bound_eps * (magnitude(c->x) + magnitude(drive) + c->bound);
    const pair error = magnitude(word * k->lsb - x);
    c->clean &= at_most(error, bound) & below(x + bound, k->quiet) & below(y, k->fires);
    c->max_error = larger(error, c->max_error);
    c->max_bound = larger(bound, c->max_bound);
    c->max_usage = larger(error / bound, c->max_usage);
    c->v = y;
    c->x = x;
    c->bound = bound;
}

#define GATHER(member) ((pair){a->c.member, b->c.member})
#define SCATTER(member) (a->c.member = c->member[0], b->c.member = c->member[1])

static void gather(const judge_stretch *a, const judge_stretch *b, paired *c)
{
    *c = (paired){.v = GATHER(v),
                  .x = GATHER(x),
                  .bound = GATHER(bound),
                  .max_error = GATHER(max_error),
                  .max_bound = GATHER(max_bound),
                  .max_usage = GATHER(max_usage),
                  .clean = {-1, -1}};
}

static void scatter(const paired *c, size_t n, judge_stretch *a, judge_stretch *b)
{
    SCATTER(v);
    SCATTER(x);
    SCATTER(bound);
    SCATTER(max_error);
    SCATTER(max_bound);
    SCATTER(max_usage);
    a->c.bad |= ~(uint64_t)c->clean[0];
    b->c.bad |= ~(uint64_t)c->clean[1];
    a->done += n;
    b->done += n;
}

/* The next n silent steps of 2*pairs stretches in lock step. */
static inline void run_lanes(const constants *given, const cosim_judge_block *b,
                             judge_stretch **lane, size_t n, const int pairs, const bool euler)
{
    const constants k = *given;
    const double *current[LANES];
    const int32_t *word[LANES];
    paired c[PAIRS];
    for (int p = 0; p < pairs; p++) {
        gather(lane[2 * p], lane[2 * p + 1], &c[p]);
    }
    for (int l = 0; l < 2 * pairs; l++) {
        current[l] = b->current_a + lane[l]->at + lane[l]->done;
        word[l] = b->before_fx + lane[l]->at + lane[l]->done;
    }
    for (size_t i = 0; i < n; i++) {
        for (int p = 0; p < pairs; p++) {
            const int l = 2 * p, r = l + 1;
            silent_pair(&c[p], &k, (pair){current[l][i], current[r][i]},
                        (pair){(double)word[l][i], (double)word[r][i]}, euler);
        }
    }
    for (int p = 0; p < pairs; p++) {
        scatter(&c[p], n, lane[2 * p], lane[2 * p + 1]);
    }
}

/* The next n silent steps of one stretch. */
static inline void run_alone(const cosim_judge *j, const cosim_judge_block *b, judge_stretch *s,
                             size_t n, const bool euler)
{
    const double *current_a = b->current_a + s->at + s->done;
    const int32_t *word = b->before_fx + s->at + s->done;
    const lif_bound limits = j->bound;
    const double quiet = j->threshold - j->half_lsb, lsb = j->lsb;
    const double rest_v = j->params.v_rest_v, per_scale = j->per_scale;
    lif_model m = j->model;
    judge_chain c = s->c;
    m.euler = euler;
    for (size_t k = 0; k < n; k++) {
        const double u = lif_model_drive(&m, current_a[k]);
        const double y = lif_model_update(&m, c.v, u);
        const double x = (y - rest_v) * per_scale;
        c.bound = lif_bound_update(&limits, c.bound, c.x, (u - rest_v) * per_scale);
        const double error = fabs((double)word[k] * lsb - x);
        const double usage = error / c.bound;
        c.bad |= (uint64_t) !(error <= c.bound) | (uint64_t) !(x + c.bound < quiet) |
                 (uint64_t)lif_model_fires(&m, y);
        c.max_error = error > c.max_error ? error : c.max_error;
        c.max_bound = c.bound > c.max_bound ? c.bound : c.max_bound;
        c.max_usage = usage > c.max_usage ? usage : c.max_usage;
        c.v = y;
        c.x = x;
    }
    s->c = c;
    s->done += n;
}

/* Runs as many of `used` lanes as go in lock step, until one of them is at its end. */
static inline void run_some(const cosim_judge *j, const constants *k, const cosim_judge_block *b,
                            judge_stretch **lane, size_t used, const bool euler)
{
    const size_t width = used == LANES ? LANES : used > 1 ? 2 : 1;
    size_t n = SIZE_MAX;
    for (size_t l = 0; l < width; l++) {
        const size_t left = judge_silent(lane[l]) - lane[l]->done;
        n = left < n ? left : n;
    }
    if (width == LANES) {
        run_lanes(k, b, lane, n, PAIRS, euler);
    } else if (width == 2) {
        run_lanes(k, b, lane, n, 1, euler);
    } else {
        run_alone(j, b, lane[0], n, euler);
    }
}

void judge_chains(const cosim_judge *j, const cosim_judge_block *b, judge_stretch *stretches,
                  size_t count)
{
    const constants k = constants_of(j);
    judge_stretch *lane[LANES];
    size_t used = 0, next = 0;
    for (;;) {
        size_t kept = 0;
        for (size_t l = 0; l < used; l++) {
            if (lane[l]->done < judge_silent(lane[l])) {
                lane[kept++] = lane[l];
            }
        }
        for (used = kept; used < LANES && next < count; next++) {
            if (judge_silent(&stretches[next]) > 0) {
                lane[used++] = &stretches[next];
            }
        }
        if (used == 0) {
            return;
        }
        if (j->model.euler) {
            run_some(j, &k, b, lane, used, true);
        } else {
            run_some(j, &k, b, lane, used, false);
        }
    }
}

void judge_chain_spike(const cosim_judge *j, const cosim_judge_block *b, judge_stretch *s)
{
    const size_t i = s->at + s->n - 1;
    const double u = lif_model_drive(&j->model, b->current_a[i]);
    const double y = lif_model_update(&j->model, s->c.v, u);
    const double x = judge_normalise(j, y);
    const double bound = lif_bound_update(&j->bound, s->c.bound, s->c.x, judge_normalise(j, u));
    const double error = fabs((double)b->before_fx[i] * j->lsb - x);
    judge_chain *c = &s->c;
    c->bad |= (uint64_t) !(error <= bound) | (uint64_t) !(x - bound > j->threshold + j->half_lsb) |
              (uint64_t)!lif_model_fires(&j->model, y);
    c->max_error = error > c->max_error ? error : c->max_error;
    c->max_bound = bound > c->max_bound ? bound : c->max_bound;
    c->max_usage = error / bound > c->max_usage ? error / bound : c->max_usage;
    c->v = lif_model_reset(&j->model, y);
    c->bound = lif_bound_reset(&j->bound, bound);
}
