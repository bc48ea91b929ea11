// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The integer model runs beside the float reference that adopts its spikes, with the error between
 * them held against the bound: the judge's bounded level rests on this, which is measured in long
 * double. */
#ifndef BOUND_RUN_H
#define BOUND_RUN_H

#include "neuron_fixture.h"
#include "lif_bound.h"
#include "lif_integer.h"
#include "lif_model.h"

typedef struct bound_run {
    const lif_params *params;
    const lif_quantised *q;
    lif_bound bound;
    lif_model model;
    lif_model_state state;
    lif_integer integer;
    double b;                 /* B, in S */
    uint64_t active, spikes;  /* steps */
    uint64_t violations;      /* active steps whose membrane word is outside of B + view */
    uint64_t exact_state_bad; /* ... whose X + R/2^KF is outside of B */
    uint64_t reset_bad;       /* the word at the start or after a spike is outside of B + view */
    double usage;             /* largest error / (B + view) */
} bound_run;

/* Returns (word + R/2^KF) - v, in S. */
static inline long double bound_run_error(const bound_run *r, int64_t word, int64_t residual,
                                          double v)
{
    const long double x =
        ((long double)v - (long double)r->params->v_rest_v) /
        fabsl((long double)r->params->v_threshold_v - (long double)r->params->v_reset_v);
    const long double part = ldexpl((long double)residual, -(int)r->q->format.leak_fraction);
    return ldexpl((long double)word + part, -(int)r->q->format.state_fraction) - x;
}

/* Returns B at the start or after a reset, with room for the rounding of the doubles it is made
 * from. */
static inline void bound_run_check_reset(bound_run *r, int64_t word)
{
    const double x = (r->state.v - r->params->v_rest_v) / r->q->scale_v;
    const double room = r->bound.eps * (fabs(x) + fabs(r->params->v_rest_v) / r->q->scale_v + 1e-3);
    const double error = (double)fabsl(bound_run_error(r, word, 0, r->state.v));
    r->reset_bad += !(error <= r->b + r->bound.view + room);
}

/* A bound may be given that differs from that of q, with its own B at the start. */
static inline void bound_run_start(bound_run *r, const lif_params *p, const lif_quantised *q,
                                   const lif_bound *bound)
{
    *r = (bound_run){.params = p, .q = q, .bound = *bound, .b = bound->initial};
    lif_model_start(&r->model, &r->state, p);
    lif_integer_start(&r->integer, &q->format, &q->words);
    bound_run_check_reset(r, q->words.initial_fx);
}

/* Updates the reference and the bound by one active step with the words that came of it. */
static inline void bound_run_active(bound_run *r, double current_a, uint32_t hold, int32_t before,
                                    int32_t after, int64_t residual, bool spike)
{
    const double u_v = lif_model_drive(&r->model, current_a);
    const double x = (r->state.v - r->params->v_rest_v) / r->q->scale_v;
    const double u = (u_v - r->params->v_rest_v) / r->q->scale_v;
    const double y = lif_model_update(&r->model, r->state.v, u_v);
    r->b = lif_bound_update(&r->bound, r->b, x, u);
    const double error = (double)fabsl(bound_run_error(r, before, 0, y));
    const double room = r->b + r->bound.view;
    r->active++;
    r->violations += !(error <= room);
    r->usage = room > 0.0 ? fmax(r->usage, error / room) : r->usage;
    if (residual >= 0) {
        r->exact_state_bad +=
            !(fabsl(bound_run_error(r, before, residual, y)) <= (long double)r->b);
    }
    r->state.v = y;
    if (spike) {
        r->state.v = lif_model_reset(&r->model, y);
        r->b = lif_bound_reset(&r->bound, r->b);
        r->state.hold = hold;
        r->spikes++;
        bound_run_check_reset(r, after);
    }
}

/* Runs n steps; a drive that clips fails the test. R is hidden (-1) where the reset cleared it. */
static inline void bound_run_steps(bound_run *r, size_t n, const double *current_a, uint32_t hold)
{
    for (size_t i = 0; i < n; i++) {
        int32_t drive, before, after;
        uint8_t spike;
        if (lif_quantise_drives(r->q, &current_a[i], 1, &drive) != 0) {
            fail_msg("the drive of step %zu clips", i);
        }
        lif_integer_run(&r->integer, 1, &drive, NULL, hold, &before, &after, &spike);
        if (r->state.hold > 0) {
            r->state.hold--;
            assert_int_equal(spike, 0);
            continue;
        }
        const bool cleared = spike && !r->q->words.reset_by_subtract;
        bound_run_active(r, current_a[i], hold, before, after, cleared ? -1 : r->integer.residual,
                         spike);
        assert_int_equal(r->state.hold, r->integer.hold);
    }
}

#endif
