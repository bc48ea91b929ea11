// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "network/expect.h"

#include "input/fields.h"
#include "network/sources.h"
#include "scenario/form.h"

#include <math.h>
#include <stdio.h>

/* The rows of a file of spikes. */
typedef struct rows {
    const reading *r;
} rows;

static int take_spike(void *context, const double *values, double time, char *reason, size_t bytes)
{
    const rows *w = context;
    cosim_network *n = w->r->network;
    const cosim_network_group *group = &n->population[(size_t)values[0]];
    const double neuron = values[1], tick = values[2];
    (void)time;
    if (!(neuron >= 0.0 && neuron < group->count) || fabs(neuron - floor(neuron)) > 0.0) {
        snprintf(reason, bytes, "there is no neuron %.9g; %s has 0 to %u", neuron, group->name,
                 group->count - 1);
        return -1;
    }
    if (!(tick >= 0.0 && tick < (double)n->ticks) || fabs(tick - floor(tick)) > 0.0) {
        snprintf(reason, bytes, "%.9g is no tick of the run; it has 0 to %llu", tick,
                 (unsigned long long)(n->ticks - 1));
        return -1;
    }
    const cosim_network_event spike = {(uint64_t)tick, group->first + (unsigned)neuron};
    if (cosim_network_add_spike(n, spike) != 0) {
        snprintf(reason, bytes, "out of memory");
        return -1;
    }
    return 0;
}

static int read_spikes(const reading *r, const cosim_node *path, cosim_table *table)
{
    static const cosim_unit plain = {1.0, 1, 0};
    cosim_network *n = r->network;
    const char **names = cosim_arena_alloc(n->arena, n->population_count * sizeof *names);
    char name[COSIM_NEURON_BYTES];
    if (names == NULL) {
        return cosim_diag_memory(r->diag, NULL);
    }
    for (size_t i = 0; i < n->population_count; i++) {
        names[i] = n->population[i].name;
    }
    table->columns[0] = (cosim_table_column){
        .name = "population", .unit = &plain, .names = names, .name_count = n->population_count};
    table->columns[1] = (cosim_table_column){.name = "neuron", .unit = &plain};
    table->columns[2] = (cosim_table_column){.name = "tick", .unit = &plain};
    if (cosim_scenario_table(path, table, r->diag) != 0) {
        return -1;
    }
    cosim_network_sort(n->spike, n->spike_count);
    for (size_t i = 1; i < n->spike_count; i++) {
        if (n->spike[i].tick == n->spike[i - 1].tick &&
            n->spike[i].source == n->spike[i - 1].source) {
            return cosim_refuse(path, r->diag, "%s: %s has two spikes in tick %llu; list it once",
                                path->text, cosim_network_neuron(n, n->spike[i].source, name),
                                (unsigned long long)n->spike[i].tick);
        }
    }
    return 0;
}

int cosim_network_read_expect(reading *r)
{
    static const char *const known[] = {"file"}, *const form[] = {"path", "separator", "decimal",
                                                                  "comment", "header"};
    const cosim_node *map = cosim_node_child(r->root, "expect");
    rows w = {r};
    cosim_table table = {.take = take_spike, .context = &w, .column_count = 3};
    if (map == NULL) {
        return 0;
    }
    if (cosim_fields_known(map, known, 1, r->diag) != 0) {
        return -1;
    }
    const cosim_node *file = cosim_field_need(map, "file", "spikes.csv", r->diag);
    if (file == NULL) {
        return -1;
    }
    if (file->kind == COSIM_MAP) {
        if (cosim_fields_known(file, form, 5, r->diag) != 0 ||
            (file = cosim_field_need(file, "path", "spikes.csv", r->diag)) == NULL) {
            return -1;
        }
    }
    cosim_node_place(file, &r->network->expect_place);
    r->network->expects = true;
    return cosim_network_open_table(r, file, &table) == 0 ? read_spikes(r, file, &table) : -1;
}
