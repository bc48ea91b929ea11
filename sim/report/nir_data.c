// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/nir_data.h"

#include <math.h>
#include <stdlib.h>

int cosim_nir_data_start(cosim_nir_data *data, cosim_arena *arena, const cosim_network_job *job,
                         cosim_diag *diag)
{
    const cosim_network *n = job->network;
    *data = (cosim_nir_data){.arena = arena, .job = job};
    if (n->ticks > COSIM_HDF_VALUES / 4 / n->neurons) {
        return cosim_diag_set(diag, NULL,
                              "%llu ticks of %u neurons are more than the %d membranes that a file "
                              "takes; shorten the run with --set duration=...",
                              (unsigned long long)n->ticks, n->neurons, COSIM_HDF_VALUES / 4);
    }
    data->shows = (job->dut.ops.capabilities & LIF_CORE_SHOWS_STATE) != 0;
    data->membrane = cosim_arena_alloc(arena, (size_t)n->ticks * n->neurons * sizeof(double));
    data->spike = cosim_arena_alloc(arena, (size_t)n->ticks * n->neurons);
    return data->membrane != NULL && data->spike != NULL ? 0 : cosim_diag_memory(diag, NULL);
}

int cosim_nir_data_take(void *context, uint64_t tick, const lif_core_tick *shown,
                        const cosim_core_view *view, cosim_diag *diag)
{
    cosim_nir_data *d = context;
    const unsigned neurons = d->job->network->neurons;
    const int fraction = (int)d->job->format.state.state_fraction;
    (void)diag;
    for (unsigned i = 0; i < neurons; i++) {
        const lif_core_real *p = &d->job->net.neuron[i];
        d->spike[tick * neurons + i] = view->spike[i] != 0;
        if (d->shows) {
            d->membrane[tick * neurons + i] =
                p->zero_v + ldexp(shown->seen->after_fx[i], -fraction) * p->scale_v;
        }
    }
    return 0;
}

static bool mark(const cosim_nir_data *d, cosim_hdf *group, const char *type)
{
    cosim_hdf *word = cosim_hdf_word(d->arena, group, "__type__", type);
    if (word != NULL) {
        word->attribute = true;
    }
    return word != NULL;
}

static bool note(const cosim_nir_data *d, cosim_hdf *group, const char *name, cosim_hdf_kind kind,
                 double value)
{
    cosim_hdf *number = cosim_hdf_number(d->arena, group, name, kind, value);
    if (number != NULL) {
        number->attribute = true;
    }
    return number != NULL;
}

static bool put_spikes(const cosim_nir_data *d, cosim_hdf *in, const cosim_network_group *p)
{
    const cosim_network *n = d->job->network;
    uint64_t dims[] = {1, 0};
    for (uint64_t tick = 0; tick < n->ticks; tick++) {
        for (unsigned i = p->first; i < p->first + p->count; i++) {
            dims[1] += d->spike[tick * n->neurons + i];
        }
    }
    cosim_hdf *group = cosim_hdf_group(d->arena, in, "spikes");
    const bool marked = mark(d, group, "EventData") &&
                        note(d, group, "n_neurons", COSIM_HDF_WHOLE, p->count) &&
                        note(d, group, "t_max", COSIM_HDF_REAL, (double)n->ticks * n->step_s);
    cosim_hdf *idx =
        marked ? cosim_hdf_array(d->arena, group, "idx", COSIM_HDF_WHOLE, 2, dims) : NULL;
    cosim_hdf *time =
        marked ? cosim_hdf_array(d->arena, group, "time", COSIM_HDF_REAL, 2, dims) : NULL;
    if (idx == NULL || time == NULL) {
        return false;
    }
    size_t at = 0;
    for (uint64_t tick = 0; tick < n->ticks; tick++) {
        for (unsigned i = 0; i < p->count; i++) {
            if (d->spike[tick * n->neurons + p->first + i] != 0) {
                idx->number[at] = i;
                time->number[at++] = (double)(tick + 1) * n->step_s;
            }
        }
    }
    return true;
}

static bool put_membrane(const cosim_nir_data *d, cosim_hdf *in, const cosim_network_group *p)
{
    const cosim_network *n = d->job->network;
    const uint64_t dims[] = {1, n->ticks, p->count};
    cosim_hdf *group = cosim_hdf_group(d->arena, in, "v");
    cosim_hdf *data =
        mark(d, group, "TimeGriddedData") && note(d, group, "dt", COSIM_HDF_REAL, n->step_s)
            ? cosim_hdf_array(d->arena, group, "data", COSIM_HDF_REAL, 3, dims)
            : NULL;
    for (uint64_t tick = 0; data != NULL && tick < n->ticks; tick++) {
        for (unsigned i = 0; i < p->count; i++) {
            data->number[tick * p->count + i] = d->membrane[tick * n->neurons + p->first + i];
        }
    }
    return data != NULL;
}

cosim_hdf *cosim_nir_data_tree(const cosim_nir_data *d, cosim_diag *diag)
{
    const cosim_network *n = d->job->network;
    cosim_hdf *root = cosim_hdf_root(d->arena);
    bool made = root != NULL && mark(d, root, "NIRGraphData");
    cosim_hdf *nodes = made ? cosim_hdf_group(d->arena, root, "nodes") : NULL;
    for (size_t k = 0; k < n->population_count && made; k++) {
        const cosim_network_group *p = &n->population[k];
        cosim_hdf *node = cosim_hdf_group(d->arena, nodes, p->name);
        made = node != NULL && mark(d, node, "NIRNodeData");
        cosim_hdf *seen = made ? cosim_hdf_group(d->arena, node, "observables") : NULL;
        made = seen != NULL && put_spikes(d, seen, p) && (!d->shows || put_membrane(d, seen, p));
    }
    if (!made) {
        cosim_diag_memory(diag, NULL);
        return NULL;
    }
    return root;
}
