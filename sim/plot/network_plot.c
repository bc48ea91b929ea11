// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "plot/network_plot.h"

#include <math.h>
#include <stdlib.h>

static uint64_t parts(uint64_t all, uint64_t most) { return all == 0 ? 1 : (all - 1) / most + 1; }

cosim_network_plot *cosim_network_plot_new(const cosim_network_job *job, cosim_diag *diag)
{
    const cosim_network *n = job->network;
    const size_t most = COSIM_NETWORK_PLOT_GROUPS;
    cosim_network_plot *plot = calloc(1, sizeof *plot);
    if (plot == NULL) {
        cosim_diag_set(diag, NULL, "out of memory for the picture");
        return NULL;
    }
    plot->job = job;
    plot->per_row = (unsigned)parts(n->neurons, COSIM_NETWORK_PLOT_ROWS);
    plot->per_column = parts(n->ticks, COSIM_NETWORK_PLOT_COLUMNS);
    plot->per_bin = parts(n->ticks, COSIM_NETWORK_PLOT_BINS);
    plot->rows = (unsigned)parts(n->neurons, plot->per_row);
    plot->columns = (unsigned)parts(n->ticks, plot->per_column);
    plot->bins = (unsigned)parts(n->ticks, plot->per_bin);
    plot->groups = (unsigned)(n->population_count < most ? n->population_count : most);
    plot->shows = (job->dut.ops.capabilities & LIF_CORE_SHOWS_STATE) != 0;
    plot->lsb = ldexp(1.0, -(int)job->format.state.state_fraction);
    return plot;
}

static void note(cosim_network_plot *plot, cosim_network_plot_kind kind, uint64_t tick, unsigned i)
{
    cosim_network_plot_spikes *s = &plot->spikes[kind];
    if (s->count < COSIM_NETWORK_PLOT_MARKS) {
        s->mark[s->count] = (cosim_spike){tick, i};
    }
    s->count++;
    s->field[i / plot->per_row][tick / plot->per_column]++;
}

static void note_rate(cosim_network_plot *plot, uint64_t tick, unsigned i, bool own, bool other)
{
    const cosim_network_group *population = plot->job->network->population;
    for (unsigned p = 0; p < plot->groups; p++) {
        if (i >= population[p].first && i - population[p].first < population[p].count) {
            plot->rate[0][p][tick / plot->per_bin] += own;
            plot->rate[1][p][tick / plot->per_bin] += other;
            return;
        }
    }
}

int cosim_network_plot_take(void *context, uint64_t tick, const lif_core_tick *shown,
                            const cosim_core_view *view, cosim_diag *diag)
{
    cosim_network_plot *plot = context;
    const cosim_network *n = plot->job->network;
    if (tick >= n->ticks) {
        return cosim_diag_set(diag, NULL, "the picture is told more ticks than the network has");
    }
    double *usage = &plot->usage[tick / plot->per_column];
    for (unsigned i = 0; i < n->neurons; i++) {
        const bool own = view->spike[i] != 0, other = view->free_spike[i] != 0;
        if (plot->shows) {
            const lif_core_expected e = cosim_core_view_expected(view, i);
            const double error = fabs(shown->seen->before_fx[i] * plot->lsb - e.membrane);
            *usage =
                !e.held && error > *usage * e.membrane_bound ? error / e.membrane_bound : *usage;
        }
        if (own || other) {
            note(plot,
                 own && other ? COSIM_NETWORK_PLOT_BOTH
                 : own        ? COSIM_NETWORK_PLOT_EXTRA
                              : COSIM_NETWORK_PLOT_MISSING,
                 tick, i);
            note_rate(plot, tick, i, own, other);
        }
    }
    return 0;
}

bool cosim_network_plot_exact(const cosim_network_plot *plot)
{
    for (int kind = 0; kind < COSIM_NETWORK_PLOT_KINDS; kind++) {
        if (plot->spikes[kind].count > COSIM_NETWORK_PLOT_MARKS) {
            return false;
        }
    }
    return true;
}
