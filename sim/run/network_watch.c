// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "run/network_watch.h"

#include <math.h>
#include <stdlib.h>

int cosim_network_watch_start(cosim_network_watch *watch, const cosim_network_job *job,
                              cosim_network_result *result, cosim_diag *diag)
{
    const cosim_network *n = job->network;
    *watch =
        (cosim_network_watch){.job = job,
                              .result = result,
                              .lsb = ldexp(1.0, -(int)job->format.state.state_fraction),
                              .tau_ticks = COSIM_NETWORK_TAU_S / n->step_s,
                              .shows = (job->dut.ops.capabilities & LIF_CORE_SHOWS_STATE) != 0};
    *result = (cosim_network_result){.dut = job->name};
    result->per_cell = (n->ticks + COSIM_RASTER_CELLS - 1) / COSIM_RASTER_CELLS;
    result->cells = (unsigned)((n->ticks + result->per_cell - 1) / result->per_cell);
    result->neuron = calloc(n->neurons, sizeof *result->neuron);
    watch->population = calloc(n->neurons, sizeof *watch->population);
    for (int k = 0; k < 2; k++) {
        result->cell[k] =
            calloc((n->population_count + 1) * COSIM_RASTER_CELLS, sizeof *result->cell[k]);
    }
    if (result->neuron == NULL || watch->population == NULL || result->cell[0] == NULL ||
        result->cell[1] == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    for (size_t p = 0; p < n->population_count; p++) {
        for (unsigned i = 0; i < n->population[p].count; i++) {
            watch->population[n->population[p].first + i] = (uint8_t)(p < 255 ? p : 255);
        }
    }
    cosim_network_expect_start(&result->expect, n);
    return 0;
}

/* Keeps a spike, as long as there is room. Returns -1 without memory. */
static int keep(cosim_spike_list *list, uint64_t tick, unsigned neuron)
{
    list->count++;
    if (list->kept == COSIM_NETWORK_SPIKES) {
        return 0;
    }
    if (list->kept == list->room) {
        const size_t room = list->room == 0 ? 256 : 2 * list->room;
        cosim_spike *more = realloc(list->spike, room * sizeof *more);
        if (more == NULL) {
            return -1;
        }
        list->spike = more;
        list->room = room;
    }
    list->spike[list->kept++] = (cosim_spike){tick, neuron};
    return 0;
}

/* Takes the difference of two traces that decay, h, from the tick where it last changed to `tick`,
 * and changes it by `net`. */
static void drift(const cosim_network_watch *w, cosim_neuron_record *r, uint64_t tick, double net)
{
    const double gap = (double)(tick - r->apart_tick) / w->tau_ticks;
    if (fabs(r->apart) > 0.0) {
        r->distance2 += r->apart * r->apart * -expm1(-2.0 * gap);
        r->apart *= exp(-gap);
    }
    r->apart += net;
    r->apart_tick = tick;
}

static void count_bounds(const cosim_network_watch *w, unsigned i, const lif_core_tick *shown,
                         const lif_core_expected *e, cosim_neuron_record *r)
{
    if (e->held) {
        return;
    }
    r->must += e->must;
    r->ambiguous += !e->must && !e->must_not;
    r->max_bound = fmax(r->max_bound, e->membrane_bound);
    if (w->shows) {
        const double error = fabs(shown->seen->before_fx[i] * w->lsb - e->membrane);
        r->max_error = fmax(r->max_error, error);
        if (error > r->usage * e->membrane_bound) {
            r->usage = error / e->membrane_bound;
        }
    }
}

int cosim_network_watch_take(void *watch, uint64_t tick, const lif_core_tick *shown,
                             const cosim_core_view *view, cosim_diag *diag)
{
    cosim_network_watch *w = watch;
    cosim_network_result *result = w->result;
    const unsigned neurons = w->job->network->neurons;
    const uint64_t cell = tick / result->per_cell;
    for (unsigned i = 0; i < neurons; i++) {
        cosim_neuron_record *r = &result->neuron[i];
        const bool own = view->spike[i] != 0, other = view->free_spike[i] != 0;
        count_bounds(w, i, shown, &view->expected[i], r);
        if (!own && !other) {
            continue;
        }
        r->spikes += own;
        r->reference += other;
        if (own != other) {
            drift(w, r, tick, own ? 1.0 : -1.0);
        }
        const size_t at = (size_t)w->population[i] * COSIM_RASTER_CELLS + cell;
        result->cell[0][at] += own;
        result->cell[1][at] += other;
        if ((own && keep(&result->circuit, tick, i) != 0) ||
            (other && keep(&result->reference, tick, i) != 0)) {
            return cosim_diag_memory(diag, NULL);
        }
    }
    cosim_network_expect_take(&result->expect, w->job->network, tick, view->spike);
    result->clocks += shown->clocks;
    result->clocks_most = shown->clocks > result->clocks_most ? shown->clocks : result->clocks_most;
    return 0;
}

void cosim_network_watch_end(cosim_network_watch *watch)
{
    const unsigned neurons = watch->result->neuron != NULL ? watch->job->network->neurons : 0;
    for (unsigned i = 0; i < neurons; i++) {
        cosim_neuron_record *r = &watch->result->neuron[i];
        r->distance2 += r->apart * r->apart; /* what is left decays beyond the end */
        r->apart = 0.0;
    }
    free(watch->population);
    watch->population = NULL;
}
