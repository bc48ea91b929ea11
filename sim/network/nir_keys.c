// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

#include "network/nir_keys.h"

#include "input/fields.h"
#include "network/nir.h"
#include "scenario/form.h"

static int read_choice(const reading *r, const cosim_node *map, const char *key,
                       const char *const *names, size_t count, unsigned *choice)
{
    const cosim_node *node = cosim_field_need(map, key, names[0], r->diag);
    return node != NULL ? cosim_field_choice(node, names, count, choice, r->diag) : -1;
}

static int read_unit(const reading *r, const cosim_node *map, const char *key,
                     cosim_quantity quantity, const char *example, double *factor)
{
    cosim_unit unit;
    const cosim_node *node = cosim_field_need(map, key, example, r->diag);
    if (node == NULL || cosim_field_unit(node, quantity, &unit, r->diag) != 0) {
        return -1;
    }
    *factor = unit.factor;
    return 0;
}

static int read_options(const reading *r, const cosim_node *map, cosim_nir_options *o)
{
    static const char *const known[] = {"nir",      "time_unit", "voltage_unit", "method",
                                        "coupling", "impulse",   "delay",        "scale"};
    static const char *const methods[] = {"exponential", "euler"};
    static const char *const couplings[] = {"step", "euler", "exact", "unit"};
    static const char *const impulses[] = {"step", "dirac"};
    unsigned method, coupling, impulse;
    uint64_t ticks = 1;
    if (cosim_fields_known(map, known, sizeof known / sizeof known[0], r->diag) != 0 ||
        read_unit(r, map, "time_unit", COSIM_TIME, "s", &o->time_s) != 0 ||
        read_unit(r, map, "voltage_unit", COSIM_POTENTIAL, "V", &o->voltage_v) != 0 ||
        read_choice(r, map, "method", methods, 2, &method) != 0 ||
        read_choice(r, map, "coupling", couplings, 4, &coupling) != 0 ||
        read_choice(r, map, "impulse", impulses, 2, &impulse) != 0) {
        return -1;
    }
    const cosim_node *delay = cosim_node_child(map, "delay");
    const cosim_node *scale = cosim_node_child(map, "scale");
    if (delay != NULL && cosim_field_count(delay, 1, LIF_CORE_MOST_DELAY, &ticks, r->diag) != 0) {
        return -1;
    }
    if (scale != NULL && cosim_field_physical(scale, COSIM_POTENTIAL, &o->scale_v, r->diag) != 0) {
        return -1;
    }
    if (scale != NULL && !(o->scale_v > 0.0)) {
        return cosim_refuse(scale, r->diag, "%s is no scale of a membrane; use one above 0 V",
                            scale->text);
    }
    o->step_s = r->network->step_s;
    o->method = (lif_method)method;
    o->coupling = (lif_core_coupling)coupling;
    o->dirac = impulse == 1;
    o->delay = (unsigned)ticks;
    cosim_node_place(map, &o->place);
    return 0;
}

int cosim_network_read_nir(reading *r)
{
    const cosim_node *map = cosim_node_child(r->root, "network");
    cosim_nir_options options = {.scale_v = 0.0};
    cosim_table table = {.path = NULL};
    if (read_options(r, map, &options) != 0) {
        return -1;
    }
    const cosim_node *file = cosim_field_need(map, "nir", "model.nir", r->diag);
    if (file == NULL || cosim_scenario_form(r->head, file, &table, r->diag) != 0) {
        return -1;
    }
    const cosim_nir_graph *graph = cosim_nir_read(r->network->arena, table.path, r->diag);
    r->network->fidelity =
        graph != NULL ? cosim_nir_network(graph, &options, r->network, r->diag) : NULL;
    return r->network->fidelity != NULL ? 0 : -1;
}
