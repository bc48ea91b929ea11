// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Several judges at once. A step of the reference waits for the step before it, and one chain of
 * steps leaves most of the machine idle; so four judges, each at a place of its own, go over as
 * many steps as all of them have until something happens (a spike, a hold, the end of a block). The
 * arithmetic is that of silent_steps in cosim_judge_fast.c, operation by operation: the results are
 * the same to the bit. */
#include "cosim_judge_step.h"

#include <math.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { CHAINS = 4, PAIR = 2 };

/* Two doubles: what every 64-bit processor has. */
typedef double vector __attribute__((vector_size(PAIR * sizeof(double))));
typedef int64_t mask __attribute__((vector_size(PAIR * sizeof(int64_t))));

/* A judge that is being led over its block. */
typedef struct course {
    cosim_judge *judge;
    const cosim_judge_block *block;
    judge_stretch stretch;
    size_t at; /* the next silent step, as an element of the block */
} course;

/* What is still to be done. */
typedef struct work {
    cosim_judge *const *judges;
    const cosim_judge_block *blocks;
    size_t n, next;
    bool euler; /* of the judges that are taken now */
} work;

/* Goes from element i on to the next stretch with silent steps; false at the end of the block. */
static bool find_stretch(course *p, size_t i)
{
    cosim_judge *j = p->judge;
    const cosim_judge_block *b = p->block;
    while (i < b->n) {
        size_t length = b->n - i;
        if (judge_in_step(j) && j->guided.hold == 0 && b->reference_v == NULL && !j->plain) {
            p->stretch = judge_stretch_start(j, b, i);
            p->at = i;
            if (p->stretch.silent > 0) {
                return true;
            }
        }
        if (b->reference_v != NULL || j->plain || !judge_fast(j, b, i, &length)) {
            judge_slow(j, b, i, length);
        }
        i += length;
    }
    return false;
}

/* Ends a stretch, and goes to the next one. */
static bool end_stretch(course *p)
{
    if (!judge_stretch_finish(p->judge, p->block, &p->stretch)) {
        judge_slow(p->judge, p->block, p->stretch.i, p->stretch.n);
    }
    return find_stretch(p, p->stretch.i + p->stretch.n);
}

/* The next judge that has a stretch; those that have none are done on the way. */
static bool take(work *w, course *p)
{
    while (w->next < w->n) {
        const size_t k = w->next++;
        if (w->judges[k]->model.euler == w->euler) {
            *p = (course){.judge = w->judges[k], .block = &w->blocks[k]};
            if (find_stretch(p, 0)) {
                return true;
            }
        }
    }
    return false;
}

static inline vector absolute(vector a) { return (vector)((mask)a & INT64_MAX); }

/* a > b ? a : b */
static inline vector greater(vector a, vector b)
{
#ifdef __SSE2__
    return (vector)_mm_max_pd((__m128d)a, (__m128d)b); /* gcc does not find it by itself */
#else
    const mask m = a > b;
    return (vector)((m & (mask)a) | (~m & (mask)b));
#endif
}

/* Constants and state of two chains. */
typedef struct pair {
    vector rest_v, per_scale, gain, keep_v, leak, lsb;
    vector fires_v; /* the lowest membrane that fires */
    vector keep, slip, fixed, eps, view, limit;
    vector v, x, bound, max_error, max_bound, max_usage;
    mask bad;
} pair;

static inline vector both(double a, double b) { return (vector){a, b}; }

static inline double fires_from(const lif_model *m)
{
    return m->above ? nextafter(m->threshold_v, (double)INFINITY) : m->threshold_v;
}

static inline pair load(const course *p)
{
    const cosim_judge *a = p[0].judge, *b = p[1].judge;
    const judge_chain *c = &p[0].stretch.c, *d = &p[1].stretch.c;
    return (pair){.rest_v = both(a->model.rest_v, b->model.rest_v),
                  .per_scale = both(a->per_scale, b->per_scale),
                  .gain = both(a->model.gain_ohm, b->model.gain_ohm),
                  .keep_v = both(a->model.keep, b->model.keep),
                  .leak = both(a->model.leak, b->model.leak),
                  .fires_v = both(fires_from(&a->model), fires_from(&b->model)),
                  .lsb = both(a->lsb, b->lsb),
                  .keep = both(a->bound.keep, b->bound.keep),
                  .slip = both(a->bound.leak_slip, b->bound.leak_slip),
                  .fixed = both(a->bound.fixed, b->bound.fixed),
                  .eps = both(a->bound.eps, b->bound.eps),
                  .view = both(a->bound.view, b->bound.view),
                  .limit = both(a->threshold - a->half_lsb, b->threshold - b->half_lsb),
                  .v = both(c->v, d->v),
                  .x = both(c->x, d->x),
                  .bound = both(c->bound, d->bound),
                  .max_error = both(c->max_error, d->max_error),
                  .max_bound = both(c->max_bound, d->max_bound),
                  .max_usage = both(c->max_usage, d->max_usage),
                  .bad = {0, 0}};
}

static inline void store(course *p, const pair *s, size_t n)
{
    for (int k = 0; k < PAIR; k++) {
        p[k].stretch.c = (judge_chain){.v = s->v[k],
                                       .x = s->x[k],
                                       .bound = s->bound[k],
                                       .max_error = s->max_error[k],
                                       .max_bound = s->max_bound[k],
                                       .max_usage = s->max_usage[k],
                                       .bad = p[k].stretch.c.bad | (uint64_t)s->bad[k]};
        p[k].at += n;
    }
}

static inline void step(pair *s, vector i_a, vector word, const bool euler)
{
    const vector u = s->rest_v + s->gain * i_a;
    const vector y = euler ? s->v + s->leak * (u - s->v) : u + (s->v - u) * s->keep_v;
    const vector y_normal = (y - s->rest_v) * s->per_scale;
    const vector u_normal = (u - s->rest_v) * s->per_scale;
    s->bound = s->keep * s->bound + s->slip * absolute(u_normal - s->x) + s->fixed +
               s->eps * (absolute(s->x) + absolute(u_normal) + s->bound);
    const vector seen = s->bound + s->view;
    const vector error = absolute(word * s->lsb - y_normal);
    s->bad |= ~((error <= seen) & (y_normal + seen < s->limit) & (y < s->fires_v));
    s->max_error = greater(error, s->max_error);
    s->max_bound = greater(seen, s->max_bound);
    s->max_usage = greater(error / seen, s->max_usage);
    s->v = y;
    s->x = y_normal;
}

/* n silent steps of each of four courses. */
static inline void lead(course *p, size_t n, const bool euler)
{
    pair a = load(p), b = load(p + PAIR);
    const double *current[CHAINS];
    const int32_t *before[CHAINS];
    for (int k = 0; k < CHAINS; k++) {
        current[k] = p[k].block->current_a + p[k].at;
        before[k] = p[k].block->before_fx + p[k].at;
    }
    for (size_t i = 0; i < n; i++) {
        step(&a, both(current[0][i], current[1][i]), both(before[0][i], before[1][i]), euler);
        step(&b, both(current[2][i], current[3][i]), both(before[2][i], before[3][i]), euler);
    }
    store(p, &a, n);
    store(p + PAIR, &b, n);
}

static size_t left(const course *p) { return p->stretch.i + p->stretch.silent - p->at; }

/* All judges of one method. */
static void run_method(work *w)
{
    course p[CHAINS];
    size_t busy = 0;
    while (busy < CHAINS && take(w, &p[busy])) {
        busy++;
    }
    while (busy == CHAINS) {
        size_t n = left(&p[0]);
        for (size_t k = 1; k < CHAINS; k++) {
            n = left(&p[k]) < n ? left(&p[k]) : n;
        }
        if (w->euler) {
            lead(p, n, true);
        } else {
            lead(p, n, false);
        }
        for (size_t k = 0; k < busy;) {
            if (left(&p[k]) == 0 && !end_stretch(&p[k]) && !take(w, &p[k])) {
                p[k] = p[--busy];
            } else {
                k++;
            }
        }
    }
    for (size_t k = 0; k < busy; k++) {
        do {
            judge_stretch_lead(p[k].judge, p[k].block, p[k].at, left(&p[k]), &p[k].stretch.c);
        } while (end_stretch(&p[k]));
    }
}

void cosim_judge_run_many(cosim_judge *const *judges, const cosim_judge_block *blocks, size_t n)
{
    for (int euler = 0; euler <= 1; euler++) {
        work w = {.judges = judges, .blocks = blocks, .n = n, .euler = euler == 1};
        run_method(&w);
    }
}
