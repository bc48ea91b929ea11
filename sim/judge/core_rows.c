// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "judge/core_rows.h"

#include <math.h>

/* ---- rows ---- */

enum { LINE = 64, MOST_ROWS = 128 }; /* bytes of a line of the cache; rows of 8 bytes an element */

/* Rows are given from here, each at a line of its own: a line is left out between them, for rows
 * that are a power of two apart would meet in the same places of the cache. */
typedef struct block {
    char *next;
    size_t bytes; /* of a row */
} block;

static void *row(block *b)
{
    void *at = b->next;
    b->next += b->bytes;
    return at;
}

static void make_state(block *b, cosim_core_rows *s)
{
    int64_t **const words[] = {&s->x_fx, &s->a_fx, &s->hold_fx, &s->x_rest, &s->a_rest, &s->hold};
    double **const reals[] = {&s->x, &s->x_b, &s->a, &s->a_b, &s->e_x};
    for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
        *words[k] = row(b);
    }
    for (size_t k = 0; k < sizeof reals / sizeof *reals; k++) {
        *reals[k] = row(b);
    }
    for (unsigned r = 0; r < LIF_CORE_RECEPTORS; r++) {
        s->s_fx[r] = row(b);
        s->s_rest[r] = row(b);
        s->s[r] = row(b);
        s->s_b[r] = row(b);
        s->e_s[r] = row(b);
    }
    for (unsigned k = 0; k < CORE_LANES_FREE; k++) {
        s->free[k].x = row(b);
        s->free[k].a = row(b);
        s->free[k].hold = row(b);
        for (unsigned r = 0; r < LIF_CORE_RECEPTORS; r++) {
            s->free[k].s[r] = row(b);
        }
    }
}

static void make_rows(block *b, cosim_core_lanes *l)
{
    int64_t **const words[] = {&l->leak_fx, &l->a_leak_fx, &l->threshold_fx,  &l->drive_fx,
                               &l->jump_fx, &l->reset_fx,  &l->load_fx,       &l->flags_fx,
                               &l->flags,   &l->load,      &l->noise_shift_fx};
    double **const reals[] = {&l->keep,        &l->leak,         &l->a_keep,       &l->threshold,
                              &l->drive,       &l->reset,        &l->jump,         &l->noise_step,
                              &l->x_b_keep,    &l->x_b_slip,     &l->x_b_rounding, &l->drive_b,
                              &l->threshold_b, &l->reset_b,      &l->jump_b,       &l->a_b_keep,
                              &l->a_b_slip,    &l->a_b_rounding, &l->a_value,      &l->x_value,
                              &l->a_bound,     &l->x_bound};
    for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
        *words[k] = row(b);
    }
    for (size_t k = 0; k < sizeof reals / sizeof *reals; k++) {
        *reals[k] = row(b);
    }
    for (unsigned r = 0; r < LIF_CORE_RECEPTORS; r++) {
        double **const each[] = {&l->s_keep[r],       &l->s_b_keep[r],    &l->s_b_slip[r],
                                 &l->s_b_rounding[r], &l->weight_step[r], &l->s_value[r],
                                 &l->s_bound[r]};
        l->s_leak_fx[r] = row(b);
        l->shift_fx[r] = row(b);
        for (size_t k = 0; k < sizeof each / sizeof *each; k++) {
            *each[k] = row(b);
        }
    }
    make_state(b, &l->state[0]);
    make_state(b, &l->state[1]);
    l->z = row(b);
    l->least = row(b); /* of words: both receptors */
    for (unsigned k = 0; k < CORE_LANES_FREE; k++) {
        l->free_spike[k] = row(b);
    }
}

/* ---- constants ---- */

static int64_t flag(bool set, int64_t bit) { return set ? bit : 0; }

static void put_words(cosim_core_lanes *l, size_t i, const lif_core_words *w)
{
    l->leak_fx[i] = w->leak_fx;
    l->a_leak_fx[i] = w->adaptation_leak_fx;
    l->threshold_fx[i] = w->threshold_fx;
    l->drive_fx[i] = w->drive_fx;
    l->jump_fx[i] = w->jump_fx;
    l->reset_fx[i] = w->reset_fx;
    l->load_fx[i] = w->hold;
    l->noise_shift_fx[i] = w->noise_shift;
    l->flags_fx[i] = flag(w->above, CORE_ABOVE) | flag(w->subtract, CORE_SUBTRACT) |
                     flag(w->freeze, CORE_FREEZE) | flag(w->noisy, CORE_NOISY);
    for (unsigned r = 0; r < l->receptors; r++) {
        l->s_leak_fx[r][i] = w->synapse_leak_fx[r];
        l->shift_fx[r][i] = w->weight_shift[r];
    }
}

static void put_reals(cosim_core_lanes *l, size_t i, const lif_core_real *p,
                      const lif_core_bound *b)
{
    l->keep[i] = p->keep;
    l->leak[i] = p->leak;
    l->a_keep[i] = p->adaptation_keep;
    l->threshold[i] = p->threshold;
    l->drive[i] = p->drive;
    l->reset[i] = p->reset;
    l->jump[i] = p->jump;
    l->noise_step[i] = p->noisy ? ldexp(l->lsb, (int)p->noise_shift) : 0.0;
    l->load[i] = p->hold;
    l->flags[i] = flag(p->above, CORE_ABOVE) | flag(p->subtract, CORE_SUBTRACT) |
                  flag(p->freeze, CORE_FREEZE) | flag(p->euler, CORE_EULER) |
                  flag(b->adapts, CORE_ADAPTS);
    l->x_b_keep[i] = b->keep;
    l->x_b_slip[i] = b->slip;
    l->x_b_rounding[i] = b->rounding;
    l->drive_b[i] = b->drive;
    l->threshold_b[i] = b->threshold;
    l->reset_b[i] = b->reset;
    l->jump_b[i] = b->jump;
    l->a_b_keep[i] = b->adaptation_keep;
    l->a_b_slip[i] = b->adaptation_slip;
    l->a_b_rounding[i] = b->adaptation_rounding;
    for (unsigned r = 0; r < l->receptors; r++) {
        l->s_keep[r][i] = p->synapse_keep[r];
        l->s_b_keep[r][i] = b->synapse_keep[r];
        l->s_b_slip[r][i] = b->synapse_slip[r];
        l->s_b_rounding[r][i] = b->synapse_rounding[r];
        l->weight_step[r][i] = b->weight_step[r];
        l->least_step[r] = i == 0 ? b->weight_step[r] : fmin(l->least_step[r], b->weight_step[r]);
    }
}

static void put_format(cosim_core_lanes *l, const lif_core_format *f, const cosim_core_bounded *b)
{
    const int64_t one = (int64_t)1 << f->state.leak_fraction;
    l->receptors = f->receptors;
    l->leak_shift = f->state.leak_fraction;
    l->high_fx = lif_core_high(f->state.state_width);
    l->limit_fx = (int64_t)1 << (f->accumulator_width - 1);
    l->residual = f->state.rounding == LIF_RESIDUAL;
    l->rest_bits = one - 1;
    l->half = one >> 1;
    l->lsb = b->limits.lsb;
    l->low = b->limits.low;
    l->high = b->limits.high;
    l->view = b->bound[0].view; /* these three are the format's */
    l->eps = b->bound[0].eps;
    l->small = b->bound[0].small;
}

int cosim_core_rows_start(cosim_core_lanes *lanes, cosim_arena *arena,
                          const cosim_core_parts *parts, const lif_core_format *format)
{
    const cosim_core_bounded *bounded = parts->bounded;
    const size_t n = bounded->image->neurons;
    block b = {.bytes = (n * sizeof(double) + LINE - 1) / LINE * LINE + LINE};
    char *memory = cosim_arena_alloc(arena, MOST_ROWS * b.bytes + LINE);
    if (memory == NULL) {
        return -1;
    }
    b.next = memory + (LINE - (uintptr_t)memory % LINE) % LINE;
    make_rows(&b, lanes);
    put_format(lanes, format, bounded);
    for (size_t i = 0; i < n; i++) {
        put_words(lanes, i, &bounded->image->word[i]);
        put_reals(lanes, i, &bounded->net->neuron[i], &bounded->bound[i]);
    }
    return 0;
}

/* ---- between the states of single neurons and rows ---- */

void cosim_core_rows_put(cosim_core_lanes *lanes, const cosim_core_parts *parts, bool follows)
{
    cosim_core_lanes *l = lanes;
    const cosim_core_rows *s = &l->state[l->now];
    for (size_t i = 0; i < l->neurons; i++) {
        const lif_core_state *c = &parts->exact->model.state[i];
        const lif_core_guided *g = &parts->bounded->guided[i];
        s->x_fx[i] = c->membrane_fx;
        s->a_fx[i] = c->adaptation_fx;
        s->hold_fx[i] = c->hold;
        s->x_rest[i] = c->membrane_rest;
        s->a_rest[i] = c->adaptation_rest;
        s->x[i] = g->point.membrane;
        s->x_b[i] = g->membrane_bound;
        s->a[i] = g->point.adaptation;
        s->a_b[i] = g->adaptation_bound;
        s->hold[i] = g->point.hold;
        for (unsigned r = 0; r < l->receptors; r++) {
            s->s_fx[r][i] = c->synapse_fx[r];
            s->s_rest[r][i] = c->synapse_rest[r];
            s->s[r][i] = g->point.synapse[r];
            s->s_b[r][i] = g->synapse_bound[r];
        }
        for (unsigned r = 0; r < l->receptors && l->effect; r++) {
            s->e_s[r][i] = parts->effect->point[i].synapse[r];
        }
        s->e_x[i] = l->effect ? parts->effect->point[i].membrane : 0.0;
        for (unsigned k = 0; k < CORE_LANES_FREE; k++) {
            const lif_core_point *p = &parts->free->model[k].point[i];
            s->free[k].x[i] = p->membrane;
            s->free[k].a[i] = p->adaptation;
            s->free[k].hold[i] = p->hold;
            for (unsigned r = 0; r < l->receptors; r++) {
                s->free[k].s[r][i] = p->synapse[r];
            }
        }
    }
    l->ahead = true;
    l->follows = follows;
    parts->free->follows = follows;
}

void cosim_core_rows_guided(const cosim_core_lanes *lanes, unsigned at, size_t i,
                            lif_core_guided *guided)
{
    const cosim_core_rows *s = &lanes->state[at];
    *guided = (lif_core_guided){
        .point = {.membrane = s->x[i], .adaptation = s->a[i], .hold = (uint32_t)s->hold[i]},
        .membrane_bound = s->x_b[i],
        .adaptation_bound = s->a_b[i]};
    for (unsigned r = 0; r < lanes->receptors; r++) {
        guided->point.synapse[r] = s->s[r][i];
        guided->synapse_bound[r] = s->s_b[r][i];
    }
}

void cosim_core_rows_take(cosim_core_lanes *lanes, const cosim_core_parts *parts, uint32_t noise)
{
    cosim_core_lanes *l = lanes;
    const cosim_core_rows *s = &l->state[l->now];
    for (size_t i = 0; i < l->neurons; i++) {
        lif_core_state *c = &parts->exact->model.state[i];
        lif_core_guided *g = &parts->bounded->guided[i];
        *c = (lif_core_state){.membrane_fx = (int32_t)s->x_fx[i],
                              .adaptation_fx = (int32_t)s->a_fx[i],
                              .hold = (uint32_t)s->hold_fx[i],
                              .membrane_rest = s->x_rest[i],
                              .adaptation_rest = s->a_rest[i]};
        parts->bounded->word_fx[i] = c->membrane_fx;
        cosim_core_rows_guided(l, l->now, i, g);
        for (unsigned r = 0; r < l->receptors; r++) {
            c->synapse_fx[r] = (int32_t)s->s_fx[r][i];
            c->synapse_rest[r] = s->s_rest[r][i];
        }
        if (l->effect) {
            lif_core_point *p = &parts->effect->point[i];
            *p = g->point;
            p->membrane = s->e_x[i];
            for (unsigned r = 0; r < l->receptors; r++) {
                p->synapse[r] = s->e_s[r][i];
            }
        }
        for (unsigned k = 0; k < CORE_LANES_FREE; k++) {
            lif_core_point *p = &parts->free->model[k].point[i];
            p->membrane = s->free[k].x[i];
            p->adaptation = s->free[k].a[i];
            p->hold = (uint32_t)s->free[k].hold[i];
            for (unsigned r = 0; r < l->receptors; r++) {
                p->synapse[r] = s->free[k].s[r][i];
            }
        }
        if (l->follows) {
            parts->free->model[0].point[i] = g->point;
        }
    }
    if (l->follows) {
        cosim_core_free_catch_up(parts->free, parts->pull, noise);
    }
    l->ahead = false;
}
