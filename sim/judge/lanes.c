// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "judge/lanes.h"

#include "judge/fast.h"
#include "judge/judge.h"
#include "judge/vectors.h"

#include <math.h>
#include <string.h>

/* ---- the kernels: one for every processor, and wider ones for those that have them ---- */

#define KERNEL(name) name##_any
#define KERNEL_WIDTH 2
#define KERNEL_TARGET
#define KERNEL_MULTIPLY(a, b) ((a) * (b))
#include "judge/lane_kernel.h"
#undef KERNEL
#undef KERNEL_WIDTH
#undef KERNEL_TARGET
#undef KERNEL_MULTIPLY

#ifdef __x86_64__
#define KERNEL(name) name##_avx2
#define KERNEL_WIDTH 4
#define KERNEL_TARGET JUDGE_AVX2
#define KERNEL_MULTIPLY(a, b) ((longs_avx2)_mm256_mul_epi32((__m256i)(a), (__m256i)(b)))
#include "judge/lane_kernel.h"
#undef KERNEL
#undef KERNEL_WIDTH
#undef KERNEL_TARGET
#undef KERNEL_MULTIPLY

#define KERNEL(name) name##_avx512
#define KERNEL_WIDTH 8
#define KERNEL_TARGET JUDGE_AVX512
#define KERNEL_MULTIPLY(a, b) ((longs_avx512)_mm512_mul_epi32((__m512i)(a), (__m512i)(b)))
#include "judge/lane_kernel.h"
#endif

typedef void judge_kernel(cosim_judge_rows *r, const cosim_judge_table *t, size_t first);

/* The narrow kernels come first. */
static judge_kernel *const kernels[] = {
    run_any,
#ifdef __x86_64__
    run_avx2,
    run_avx512,
#endif
};

/* ---- between judges and rows ---- */

/* Tells whether n steps of this judge can go through a kernel: cosim_judge_fast would take them,
 * and the leak word and the highest word that does not fire fit 32 bits. */
static bool suits(const cosim_judge *j, size_t n)
{
    return n > 0 && cosim_judge_in_step(j) && !j->plain && j->q.words.leak_fx <= INT32_MAX &&
           j->q.words.threshold_fx > INT32_MIN && j->guided.hold <= INT32_MAX;
}

static int64_t all_bits(bool set) { return -(int64_t)set; }

static void put_row(cosim_judge_rows *r, size_t l, const cosim_judge *j)
{
    const lif_model *m = &j->model;
    const lif_words *w = &j->q.words;
    r->rest_v[l] = m->rest_v;
    r->gain_ohm[l] = m->gain_ohm;
    r->pull[l] = m->euler ? m->leak : m->keep;
    r->per_scale[l] = j->per_scale;
    r->lsb[l] = j->lsb;
    /* y > t is y >= the next double */
    r->fires_v[l] = m->above ? nextafter(m->threshold_v, (double)INFINITY) : m->threshold_v;
    r->quiet[l] = j->threshold - j->half_lsb;
    r->loud[l] = j->threshold + j->half_lsb;
    r->reset_v[l] = m->subtract ? m->subtract_v : m->reset_v;
    r->reset_b[l] = j->bound.reset;
    r->bound_keep[l] = j->bound.keep;
    r->bound_slip[l] = j->bound.leak_slip;
    r->bound_fixed[l] = j->bound.fixed;
    r->bound_eps[l] = j->bound.eps;
    r->leak_fx[l] = w->leak_fx;
    r->quiet_fx[l] = (int32_t)(w->threshold_fx - (w->compare_above ? 0 : 1));
    r->reset_fx[l] = (int32_t)w->reset_fx;
    r->subtract[l] = (int32_t)all_bits(w->reset_by_subtract);
    r->v[l] = j->guided.v;
    r->bound[l] = j->guided_bound;
    r->max_error[l] = j->max_error;
    r->max_bound[l] = j->max_bound;
    r->max_usage[l] = j->max_usage;
    r->word[l] = (int32_t)j->word;
    r->hold[l] = (int32_t)j->guided.hold;
}

/* Moves a judge past its clean steps. */
static void take_row(const cosim_judge_rows *r, size_t l, cosim_judge *j)
{
    j->guided.v = r->v[l];
    j->guided.hold = (uint32_t)r->hold[l];
    j->guided_bound = r->bound[l];
    j->max_error = r->max_error[l];
    j->max_bound = r->max_bound[l];
    j->max_usage = r->max_usage[l];
    j->word = r->word[l];
    j->integer.state_fx = j->word;
    j->integer.hold = j->guided.hold;
    j->bounded_compared += r->n;
    j->exact_compared += r->n;
}

/* Takes the spikes of the clean judges among JUDGE_LANES, and then their step counts. words: the
 * membrane words before these steps. */
static void take_spikes(cosim_judge *const *judges, const cosim_judge_rows *r,
                        const cosim_judge_table *t, size_t first, const int64_t *words)
{
    const uint64_t none = 0;
    for (size_t i = 0; i < r->n; i++) {
        const uint8_t *spike = &t->spike[i * t->columns + first];
        if (memcmp(spike, &none, JUDGE_LANES) == 0) {
            continue;
        }
        for (size_t l = 0; l < JUDGE_LANES; l++) {
            cosim_judge *j = judges[l];
            if (spike[l] != 0 && j != NULL) {
                const size_t here = i * t->columns + first + l;
                cosim_judge_hold_from(
                    j, j->step + i, t->hold != NULL ? t->hold[here] : t->hold_constant[first + l]);
                j->decided++;
                cosim_judge_add_spike(j, j->dut_spikes, &j->dut_spike_count, j->step + i);
                cosim_judge_add_spike(j, j->reference_spikes, &j->reference_spike_count,
                                      j->step + i);
            }
        }
    }
    for (size_t l = 0; l < JUDGE_LANES; l++) {
        if (judges[l] != NULL) {
            judges[l]->step += r->n;
            cosim_judge_still(judges[l], t->after_fx + first + l, t->columns, r->n, words[l]);
        }
    }
}

/* Runs one judge by itself. */
static void run_column(cosim_judge *judge, size_t n, const cosim_judge_table *t, size_t l,
                       const cosim_judge_room *room)
{
    const cosim_judge_block block = {.n = n,
                                     .current_a = room->current_a,
                                     .drive_fx = room->drive_fx,
                                     .hold = t->hold != NULL ? room->hold : NULL,
                                     .hold_constant = t->hold_constant[l],
                                     .before_fx = room->before_fx,
                                     .after_fx = room->after_fx,
                                     .spike = room->spike};
    for (size_t i = 0; i < n; i++) {
        const size_t here = i * t->columns + l;
        room->current_a[i] = t->current_a[here];
        room->drive_fx[i] = t->drive_fx[here];
        room->before_fx[i] = t->before_fx[here];
        room->after_fx[i] = t->after_fx[here];
        room->spike[i] = t->spike[here];
    }
    for (size_t i = 0; i < n && t->hold != NULL; i++) {
        room->hold[i] = t->hold[i * t->columns + l];
    }
    cosim_judge_run(judge, &block);
}

/* Judges JUDGE_LANES columns from `first` on, at once as far as they are alike in what most of them
 * have: their number of steps and their method. Judges that are done become NULL. */
static void run_group(cosim_judge **judges, const size_t *n, const cosim_judge_table *t,
                      size_t first, judge_kernel *run)
{
    cosim_judge *clean[JUDGE_LANES] = {NULL};
    cosim_judge_rows r = {.n = 0};
    int64_t words[JUDGE_LANES] = {0};
    const cosim_judge *any = NULL;
    for (size_t l = 0; l < JUDGE_LANES; l++) {
        if (judges[l] != NULL && suits(judges[l], n[l]) && n[l] > r.n) {
            any = judges[l];
            r.n = n[l];
        }
    }
    if (any == NULL) {
        return;
    }
    r.shift = any->q.format.leak_fraction;
    r.euler = any->model.euler;
    for (size_t l = 0; l < JUDGE_LANES; l++) {
        cosim_judge *j = judges[l];
        if (j != NULL && suits(j, n[l]) && n[l] == r.n && j->model.euler == r.euler &&
            j->q.format.leak_fraction == r.shift) {
            clean[l] = j;
            words[l] = j->word;
        }
        put_row(&r, l, clean[l] != NULL ? j : any); /* a column that nobody looks at */
    }
    run(&r, t, first);
    for (size_t l = 0; l < JUDGE_LANES; l++) {
        if (clean[l] != NULL && r.bad[l] == 0) {
            take_row(&r, l, clean[l]);
            judges[l] = NULL;
        } else {
            clean[l] = NULL;
        }
    }
    take_spikes(clean, &r, t, first, words);
}

void cosim_judge_lanes(cosim_judge *const *judges, const size_t *n, const cosim_judge_table *table,
                       const cosim_judge_room *room, unsigned kernel)
{
    for (size_t first = 0; first < table->columns; first += JUDGE_LANES) {
        const size_t columns = table->columns - first;
        const size_t some = columns < JUDGE_LANES ? columns : JUDGE_LANES;
        cosim_judge *left[JUDGE_LANES];
        memcpy(left, judges + first, some * sizeof(cosim_judge *));
        if (kernel > 0 && some == JUDGE_LANES) {
            run_group(left, n + first, table, first, kernels[kernel - 1]);
        }
        for (size_t l = 0; l < some; l++) {
            if (left[l] != NULL && n[first + l] > 0) {
                run_column(left[l], n[first + l], table, first + l, room);
            }
        }
    }
}
