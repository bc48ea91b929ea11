// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "judge/chains.h"

#include "judge/vectors.h"

#include <math.h>

enum { MOST_LANES = 8 };

/* A step needs this of the judge. */
typedef struct chain_constants {
    double rest_v, gain_ohm, keep, leak, per_scale, lsb;
    double bound_keep, bound_slip, bound_fixed, bound_eps;
    double quiet; /* y + B below this: must not spike */
    double fires; /* the reference spikes from this on [V] */
    bool euler;
} chain_constants;

/* ---- the kernels: one for every processor, and wider ones for those that have them ---- */

#define CHAIN(name) name##_any
#define CHAIN_WIDTH 2
#define CHAIN_PARTS 2
#define CHAIN_TARGET
/* These are called by name, because gcc turns the comparisons of such vectors into branches. */
#ifdef __x86_64__
#define CHAIN_LARGER(a, b) ((reals_any)_mm_max_pd((__m128d)(a), (__m128d)(b)))
#define CHAIN_AT_MOST(a, b) ((flags_any)_mm_cmple_pd((__m128d)(a), (__m128d)(b)))
#define CHAIN_BELOW(a, b) ((flags_any)_mm_cmplt_pd((__m128d)(a), (__m128d)(b)))
#else
#define CHAIN_LARGER(a, b)                                                                         \
    ((reals_any){(a)[0] > (b)[0] ? (a)[0] : (b)[0], (a)[1] > (b)[1] ? (a)[1] : (b)[1]})
#define CHAIN_AT_MOST(a, b) ((a) <= (b))
#define CHAIN_BELOW(a, b) ((a) < (b))
#endif
#include "judge/chain_kernel.h"
#undef CHAIN
#undef CHAIN_WIDTH
#undef CHAIN_PARTS
#undef CHAIN_TARGET
#undef CHAIN_LARGER
#undef CHAIN_AT_MOST
#undef CHAIN_BELOW

#ifdef __x86_64__
#define CHAIN(name) name##_avx2
#define CHAIN_WIDTH 4
#define CHAIN_PARTS 2
#define CHAIN_TARGET JUDGE_AVX2
#define CHAIN_LARGER(a, b) ((reals_avx2)_mm256_max_pd((__m256d)(a), (__m256d)(b)))
#define CHAIN_AT_MOST(a, b) ((a) <= (b))
#define CHAIN_BELOW(a, b) ((a) < (b))
#include "judge/chain_kernel.h"
#undef CHAIN
#undef CHAIN_WIDTH
#undef CHAIN_PARTS
#undef CHAIN_TARGET
#undef CHAIN_LARGER

#define CHAIN(name) name##_avx512
#define CHAIN_WIDTH 8
#define CHAIN_PARTS 1
#define CHAIN_TARGET JUDGE_AVX512
#define CHAIN_LARGER(a, b) ((reals_avx512)_mm512_max_pd((__m512d)(a), (__m512d)(b)))
#include "judge/chain_kernel.h"
#endif

typedef void chain_kernel(const chain_constants *k, const cosim_judge_block *b,
                          cosim_judge_stretch *const *lane, size_t used, size_t n);

/* The kernels stand at their number; 0 is none. */
static const struct {
    chain_kernel *run;
    size_t lanes;
} kernels[] = {
    {NULL, 1},
    {run_any, 4},
#ifdef __x86_64__
    {run_avx2, 8},
    {run_avx512, 8},
#endif
};

static chain_constants constants_of(const cosim_judge *j)
{
    const lif_model *m = &j->model;
    return (chain_constants){.rest_v = m->rest_v,
                             .gain_ohm = m->gain_ohm,
                             .keep = m->keep,
                             .leak = m->leak,
                             .per_scale = j->per_scale,
                             .lsb = j->lsb,
                             .bound_keep = j->bound.keep,
                             .bound_slip = j->bound.leak_slip,
                             .bound_fixed = j->bound.fixed,
                             .bound_eps = j->bound.eps,
                             .quiet = j->threshold - j->half_lsb,
                             /* y > t is y >= the next double */
                             .fires = m->above ? nextafter(m->threshold_v, (double)INFINITY)
                                               : m->threshold_v,
                             .euler = m->euler};
}

/* Returns 0 if a <= b, or a < b, else 1: also where one of them is no number. */
static inline uint64_t not_at_most(double a, double b) { return a <= b ? 0 : 1; }

static inline uint64_t not_below(double a, double b) { return a < b ? 0 : 1; }

/* Runs the next n silent steps of one stretch. */
static inline void run_alone(const cosim_judge *j, const cosim_judge_block *b,
                             cosim_judge_stretch *s, size_t n)
{
    const double *current_a = b->current_a + s->at + s->done;
    const int32_t *word = b->before_fx + s->at + s->done;
    const lif_bound limits = j->bound;
    const double quiet = j->threshold - j->half_lsb, lsb = j->lsb;
    const double rest_v = j->params.v_rest_v, per_scale = j->per_scale;
    const lif_model m = j->model;
    cosim_judge_chain c = s->c;
    for (size_t k = 0; k < n; k++) {
        const double u = lif_model_drive(&m, current_a[k]);
        const double y = lif_model_update(&m, c.v, u);
        const double x = (y - rest_v) * per_scale;
        c.bound = lif_bound_update(&limits, c.bound, c.x, (u - rest_v) * per_scale);
        const double error = fabs((double)word[k] * lsb - x);
        const double usage = error / c.bound;
        c.bad |= not_at_most(error, c.bound) | not_below(x + c.bound, quiet) |
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

void cosim_judge_chains(const cosim_judge *j, const cosim_judge_block *b,
                        cosim_judge_stretch *stretches, size_t count)
{
    const chain_constants k = constants_of(j);
    const size_t lanes = kernels[j->kernel].lanes;
    cosim_judge_stretch *lane[MOST_LANES];
    size_t used = 0, next = 0;
    for (;;) {
        size_t kept = 0, n = SIZE_MAX;
        for (size_t l = 0; l < used; l++) {
            if (lane[l]->done < cosim_judge_silent(lane[l])) {
                lane[kept++] = lane[l];
            }
        }
        for (used = kept; used < lanes && next < count; next++) {
            if (cosim_judge_silent(&stretches[next]) > 0) {
                lane[used++] = &stretches[next];
            }
        }
        if (used == 0) {
            return;
        }
        for (size_t l = 0; l < used; l++) {
            const size_t left = cosim_judge_silent(lane[l]) - lane[l]->done;
            n = left < n ? left : n;
        }
        if (used == 1) {
            run_alone(j, b, lane[0], n);
            continue;
        }
        for (size_t l = used; l < MOST_LANES; l++) {
            lane[l] = lane[0];
        }
        kernels[j->kernel].run(&k, b, lane, used, n);
    }
}

void cosim_judge_chain_spike(const cosim_judge *j, const cosim_judge_block *b,
                             cosim_judge_stretch *s)
{
    const size_t i = s->at + s->n - 1;
    const double u = lif_model_drive(&j->model, b->current_a[i]);
    const double y = lif_model_update(&j->model, s->c.v, u);
    const double x = cosim_judge_normalise(j, y);
    const double bound =
        lif_bound_update(&j->bound, s->c.bound, s->c.x, cosim_judge_normalise(j, u));
    const double error = fabs((double)b->before_fx[i] * j->lsb - x);
    cosim_judge_chain *c = &s->c;
    c->bad |= not_at_most(error, bound) | not_below(j->threshold + j->half_lsb, x - bound) |
              (uint64_t)!lif_model_fires(&j->model, y);
    c->max_error = error > c->max_error ? error : c->max_error;
    c->max_bound = bound > c->max_bound ? bound : c->max_bound;
    c->max_usage = error / bound > c->max_usage ? error / bound : c->max_usage;
    c->v = lif_model_reset(&j->model, y);
    c->bound = lif_bound_reset(&j->bound, bound);
}
