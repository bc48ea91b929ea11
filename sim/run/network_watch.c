// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "run/network_watch.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { AT_ONCE = 8 }; /* neurons in 64 bits */

int cosim_network_watch_start(cosim_network_watch *watch, const cosim_network_job *job,
                              cosim_network_result *result, cosim_diag *diag)
{
    const cosim_network *n = job->network;
    *watch = (cosim_network_watch){
        .job = job, .result = result, .tau_ticks = COSIM_NETWORK_TAU_S / n->step_s};
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

/* Takes a neuron that spikes, of the circuit (own), of the network by itself (other), or both.
 * Returns -1 without memory. */
static int take_spike(cosim_network_watch *w, uint64_t tick, unsigned i, bool own, bool other)
{
    cosim_network_result *result = w->result;
    cosim_neuron_record *r = &result->neuron[i];
    const size_t at =
        (size_t)w->population[i] * COSIM_RASTER_CELLS + (size_t)(tick / result->per_cell);
    r->spikes += own;
    r->reference += other;
    if (own != other) {
        drift(w, r, tick, own ? 1.0 : -1.0);
    }
    result->cell[0][at] += own;
    result->cell[1][at] += other;
    return (own && keep(&result->circuit, tick, i) != 0) ||
                   (other && keep(&result->reference, tick, i) != 0)
               ? -1
               : 0;
}

/* Tells whether any of `count` neurons, at most AT_ONCE, spikes. */
static bool any_spike(const uint8_t *spike, const uint8_t *other, unsigned count)
{
    uint8_t all[2 * AT_ONCE] = {0};
    uint64_t own, free;
    memcpy(all, spike, count);
    memcpy(all + AT_ONCE, other, count);
    memcpy(&own, all, sizeof own);
    memcpy(&free, all + AT_ONCE, sizeof free);
    return (own | free) != 0;
}

int cosim_network_watch_take(void *watch, uint64_t tick, const lif_core_tick *shown,
                             const cosim_core_view *view, cosim_diag *diag)
{
    cosim_network_watch *w = watch;
    cosim_network_result *result = w->result;
    const unsigned neurons = w->job->network->neurons;
    for (unsigned from = 0; from < neurons; from += AT_ONCE) {
        const unsigned end = neurons - from < AT_ONCE ? neurons : from + AT_ONCE;
        if (!any_spike(view->spike + from, view->free_spike + from, end - from)) {
            continue; /* as most of them */
        }
        for (unsigned i = from; i < end; i++) {
            const bool own = view->spike[i] != 0, other = view->free_spike[i] != 0;
            if ((own || other) && take_spike(w, tick, i, own, other) != 0) {
                return cosim_diag_memory(diag, NULL);
            }
        }
    }
    for (unsigned i = 0; i < neurons && tick + 1 == w->job->network->ticks; i++) {
        result->neuron[i].judged = cosim_core_view_neuron(view, i);
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
