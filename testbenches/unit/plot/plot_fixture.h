// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The tests of the plot share made-up runs, which are told to a plot in blocks. */
#ifndef PLOT_FIXTURE_H
#define PLOT_FIXTURE_H

#include "report_fixture.h"
#include "splitmix.h"
#include "plot/internal.h"

/* This is a run that nobody computed: it has every array of cosim_rows. */
typedef struct trace {
    size_t n;
    double *current, *reference, *bound;
    int32_t *before, *after, *drive;
    uint8_t *spike, *reference_spike, *ambiguous;
    uint32_t hold;
    bool hidden;
} trace;

static const double rest_v = -0.07, lsb_v = 1e-9;

static inline void *array(size_t n, size_t size)
{
    void *p = calloc(n + 1, size);
    assert_non_null(p);
    return p;
}

static inline trace trace_new(size_t n)
{
    return (trace){.n = n,
                   .current = array(n, sizeof(double)),
                   .reference = array(n, sizeof(double)),
                   .bound = array(n, sizeof(double)),
                   .before = array(n, sizeof(int32_t)),
                   .after = array(n, sizeof(int32_t)),
                   .drive = array(n, sizeof(int32_t)),
                   .spike = array(n, 1),
                   .reference_spike = array(n, 1),
                   .ambiguous = array(n, 1)};
}

static inline void trace_free(trace *t)
{
    free(t->current);
    free(t->reference);
    free(t->bound);
    free(t->before);
    free(t->after);
    free(t->drive);
    free(t->spike);
    free(t->reference_spike);
    free(t->ambiguous);
}

static inline double membrane(const trace *t, size_t i) { return rest_v + t->after[i] * lsb_v; }

/* Draws random values with rare peaks of one step, and spikes with the probability 1/rarity, in the
 * last two thirds a thousand times less often. */
static inline trace trace_random(uint64_t *seed, size_t n, size_t rarity)
{
    trace t = trace_new(n);
    for (size_t i = 0; i < n; i++) {
        const double scale = splitmix_below(seed, 50) == 0 ? 1e-6 : 1e-9;
        t.current[i] = scale * (splitmix_uniform(seed) - 0.5);
        t.reference[i] = rest_v + 0.03 * splitmix_uniform(seed);
        t.bound[i] = 1e-8 * splitmix_uniform(seed);
        t.after[i] = (int32_t)splitmix_below(seed, 30000000);
        const size_t odds = i < n / 3 ? rarity : 1000 * rarity;
        t.spike[i] = splitmix_below(seed, odds) == 0;
        t.reference_spike[i] = splitmix_below(seed, odds) == 0;
        t.ambiguous[i] = splitmix_below(seed, 100 * odds) == 0;
    }
    return t;
}

static inline lif_params neuron(void)
{
    return (lif_params){.method = LIF_EXPONENTIAL,
                        .dt_s = 1e-4,
                        .tau_s = 5e-3,
                        .r_ohm = 1e7,
                        .v_rest_v = rest_v,
                        .v_threshold_v = -0.04,
                        .v_reset_v = -0.07,
                        .v_initial_v = -0.07};
}

static char name_text[256] = "made-up";

static inline cosim_scenario scenario_of(uint64_t steps)
{
    return (cosim_scenario){.name = name_text, .steps = steps, .params = neuron()};
}

static inline cosim_plot *plot_new(const cosim_scenario *scenario)
{
    cosim_diag diag;
    cosim_plot *plot = cosim_plot_new(scenario, &diag);
    assert_non_null(plot);
    return plot;
}

static inline cosim_rows rows_of(const trace *t, size_t first, size_t n)
{
    return (cosim_rows){.first = first,
                        .n = n,
                        .step_s = 1e-4,
                        .rest_v = rest_v,
                        .lsb_v = lsb_v,
                        .current_a = t->current + first,
                        .hold_constant = t->hold,
                        .drive_fx = t->drive + first,
                        .before_fx = t->hidden ? NULL : t->before + first,
                        .after_fx = t->hidden ? NULL : t->after + first,
                        .spike = t->spike + first,
                        .reference_v = t->reference + first,
                        .bound_v = t->bound + first,
                        .reference_spike = t->reference_spike + first,
                        .ambiguous = t->ambiguous + first};
}

/* Tells a plot the whole trace in blocks of 1 to 1024 steps. */
static inline void tell(cosim_plot *plot, const trace *t, uint64_t *seed)
{
    cosim_diag diag;
    for (size_t first = 0; first < t->n;) {
        size_t n = 1 + splitmix_below(seed, 1024);
        n = n < t->n - first ? n : t->n - first;
        const cosim_rows rows = rows_of(t, first, n);
        assert_int_equal(cosim_plot_take(plot, &rows, &diag), 0);
        first += n;
    }
}

#endif
