// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "network/values.h"

#include "input/fields.h"
#include "network/spread.h"
#include "scenario/neuron.h"
#include "scenario/place.h"

#include <math.h>
#include <string.h>

static const char *const methods[] = {"exponential", "euler"};
static const char *const couplings[] = {"step", "euler", "exact", "unit"};

bool cosim_population_is_none(const cosim_node *node)
{
    return node == NULL || (node->kind == COSIM_SCALAR && strcmp(node->text, "none") == 0);
}

/* Reads the key `method`, which is that of the neuron where it is absent. */
static int read_method(const population *p, const cosim_node *map, lif_method *method)
{
    const cosim_node *node = cosim_node_child(map, "method");
    unsigned choice = (unsigned)*method;
    if (node != NULL && cosim_field_choice(node, methods, 2, &choice, p->r->diag) != 0) {
        return -1;
    }
    *method = (lif_method)choice;
    return 0;
}

static int read_one_synapse(const population *p, const cosim_node *map, lif_core_synapse *synapse,
                            lif_method own)
{
    static const char *const known[] = {"time_constant", "coupling", "method"};
    const reading *r = p->r;
    unsigned coupling = LIF_COUPLING_STEP;
    if (cosim_fields_known(map, known, 3, r->diag) != 0) {
        return -1;
    }
    const cosim_node *tau = cosim_field_need(map, "time_constant", "5 ms", r->diag);
    const cosim_node *node = cosim_node_child(map, "coupling");
    synapse->method = own;
    if (tau == NULL || cosim_field_physical(tau, COSIM_TIME, &synapse->tau_s, r->diag) != 0 ||
        (node != NULL && cosim_field_choice(node, couplings, 4, &coupling, r->diag) != 0) ||
        read_method(p, map, &synapse->method) != 0) {
        return -1;
    }
    synapse->coupling = (lif_core_coupling)coupling;
    return 0;
}

static int read_one_adaptation(const population *p, const cosim_node *map, lif_core_params *params)
{
    static const char *const known[] = {"time_constant", "jump", "method"};
    const reading *r = p->r;
    if (cosim_fields_known(map, known, 3, r->diag) != 0) {
        return -1;
    }
    const cosim_node *tau = cosim_field_need(map, "time_constant", "100 ms", r->diag);
    const cosim_node *jump = tau != NULL ? cosim_field_need(map, "jump", "1 mV", r->diag) : NULL;
    params->adapts = true;
    params->adaptation_method = params->membrane.method;
    if (jump == NULL ||
        cosim_field_physical(jump, COSIM_POTENTIAL, &params->jump_v, r->diag) != 0 ||
        read_method(p, map, &params->adaptation_method) != 0) {
        return -1;
    }
    params->adaptation_tau_s = (double)INFINITY;
    return cosim_population_is_none(tau)
               ? 0
               : cosim_field_physical(tau, COSIM_TIME, &params->adaptation_tau_s, r->diag);
}

/* Refuses what a neuron alone may have, and a neuron of a core not. */
static int check_neuron(const population *p, const cosim_node *map)
{
    const cosim_node *peak = cosim_node_child(map, "spike_peak");
    const cosim_node *rule = cosim_node_child(map, "refractory_rule");
    const cosim_node *tau = cosim_node_child(map, "time_constant");
    if (peak != NULL) {
        return cosim_refuse(peak, p->r->diag,
                            "is for pictures of a neuron alone; leave it out here");
    }
    if (rule != NULL && rule->kind == COSIM_SCALAR && strncmp(rule->text, "float-time", 10) == 0) {
        return cosim_refuse(rule, p->r->diag,
                            "with %s the hold differs from step to step, which a core cannot do; "
                            "use steps or brian2",
                            rule->text);
    }
    if (tau != NULL && cosim_population_is_none(tau)) {
        return cosim_refuse(tau, p->r->diag,
                            "the neurons of a core leak in every tick; give a time, such as 20 ms");
    }
    return 0;
}

static int read_one_neuron(const population *p, const cosim_node *map, lif_core_params *params)
{
    cosim_neuron_beside beside;
    params->membrane.dt_s = p->r->network->step_s;
    return check_neuron(p, map) == 0 &&
                   cosim_neuron_read(map, &params->membrane, &beside, p->r->diag) == 0
               ? 0
               : -1;
}

static int read_one_drive(const population *p, const cosim_node *map, lif_core_params *params)
{
    return cosim_field_physical(cosim_node_child(map, "drive"),
                                p->unit ? COSIM_POTENTIAL : COSIM_CURRENT, &params->drive,
                                p->r->diag);
}

static int read_one_noise(const population *p, const cosim_node *map, double *deviation)
{
    static const char *const known[] = {"deviation"};
    const reading *r = p->r;
    if (cosim_fields_known(map, known, 1, r->diag) != 0) {
        return -1;
    }
    const cosim_node *node = cosim_field_need(map, "deviation", "0.1 mV", r->diag);
    if (node == NULL || cosim_field_physical(node, COSIM_POTENTIAL, deviation, r->diag) != 0) {
        return -1;
    }
    return *deviation >= 0.0
               ? 0
               : cosim_refuse(node, r->diag, "%s is below 0; use 0 mV or more", node->text);
}

/* These parts of a population are read for each neuron, from one mapping each. */
typedef enum part_kind { NEURON, SYNAPSE, SECOND_SYNAPSE, ADAPTATION, DRIVE, NOISE } part_kind;

static int read_part(const population *p, part_kind part, const cosim_node *map, unsigned neuron)
{
    cosim_network *n = p->r->network;
    lif_core_params *params = &n->params[neuron];
    switch (part) {
    case NEURON:
        return read_one_neuron(p, map, params);
    case SYNAPSE:
    case SECOND_SYNAPSE:
        return read_one_synapse(p, map, &params->synapse[part - SYNAPSE], params->membrane.method);
    case ADAPTATION:
        return read_one_adaptation(p, map, params);
    case DRIVE:
        return read_one_drive(p, map, params);
    case NOISE:
    default:
        return read_one_noise(p, map, &n->noise_deviation[neuron]);
    }
}

/* Copies a part of the first neuron to another one, where all are the same. */
static void copy_part(const population *p, part_kind part, unsigned neuron)
{
    cosim_network *n = p->r->network;
    lif_core_params *to = &n->params[neuron];
    const lif_core_params *from = &n->params[p->first];
    switch (part) {
    case NEURON:
        to->membrane = from->membrane;
        break;
    case SYNAPSE:
    case SECOND_SYNAPSE:
        to->synapse[part - SYNAPSE] = from->synapse[part - SYNAPSE];
        if (cosim_node_child(p->synapse[part - SYNAPSE], "method") == NULL) {
            to->synapse[part - SYNAPSE].method = to->membrane.method;
        }
        break;
    case ADAPTATION:
        to->adapts = from->adapts;
        to->adaptation_tau_s = from->adaptation_tau_s;
        to->jump_v = from->jump_v;
        to->adaptation_method =
            cosim_node_child(cosim_node_child(p->node, "adaptation"), "method") == NULL
                ? to->membrane.method
                : from->adaptation_method;
        break;
    case DRIVE:
        to->drive = from->drive;
        break;
    case NOISE:
    default:
        n->noise_deviation[neuron] = n->noise_deviation[p->first];
        break;
    }
}

static int read_parts(const population *p, part_kind part, const cosim_node *map)
{
    cosim_spread spread;
    if (map->kind != COSIM_MAP) {
        return cosim_refuse(map, p->r->diag, "is %s; write a mapping, as in docs/NETWORK.md",
                            cosim_node_kind_name(map));
    }
    if (cosim_spread_start(&spread, p->r, map, p->size) != 0) {
        return -1;
    }
    for (unsigned i = 0; i < p->size; i++) {
        if (i > 0 && spread.count == 0) {
            copy_part(p, part, p->first + i);
            continue;
        }
        cosim_spread_set(&spread, i);
        if (read_part(p, part, spread.map, p->first + i) != 0) {
            return -1;
        }
    }
    return 0;
}

/* `drive` is a value and no mapping: it becomes the only key of one. */
static int read_drive(const population *p, const cosim_node *node)
{
    const reading *r = p->r;
    cosim_node *map = cosim_node_new(r->network->arena, COSIM_MAP);
    cosim_node *copy = cosim_node_copy(r->network->arena, node);
    if (map == NULL || copy == NULL || cosim_node_add(r->network->arena, map, copy) != 0) {
        return cosim_diag_memory(r->diag, NULL);
    }
    map->file = p->node->file;
    map->key = p->node->key; /* so that the path of the value is as it is written */
    map->parent = p->node->parent;
    return read_parts(p, DRIVE, map);
}

/* Checks the relations between the values of each neuron, at the place of the key that is named. */
static int check_values(const population *p)
{
    cosim_network *n = p->r->network;
    for (unsigned i = p->first; i < p->first + p->size; i++) {
        lif_core_real real;
        lif_error error;
        if (lif_core_params_real(&n->params[i], &real, &error) == LIF_OK) {
            continue;
        }
        char name[COSIM_NEURON_BYTES], path[COSIM_PATH_BYTES];
        cosim_node *around = NULL, *copy = cosim_node_copy(n->arena, p->node);
        cosim_place place;
        if (copy == NULL) {
            return cosim_diag_memory(p->r->diag, NULL);
        }
        cosim_scenario_find(copy, error.key, &around);
        if (around->kind == COSIM_SCALAR) {
            cosim_node_place(around, &place);
        } else {
            cosim_node_key_place(around, &place);
        }
        return cosim_diag_set(p->r->diag, &place, "%s.%s: %s: %s", cosim_node_path(p->node, path),
                              error.key, cosim_network_neuron(n, i, name), error.message);
    }
    return 0;
}

int cosim_population_read_values(population *p)
{
    const reading *r = p->r;
    const cosim_node *adaptation = cosim_node_child(p->node, "adaptation");
    const cosim_node *drive = cosim_node_child(p->node, "drive");
    const cosim_node *noise = cosim_node_child(p->node, "noise");
    const cosim_node *freeze = cosim_node_child(p->node, "freeze");
    const cosim_node *neuron = cosim_field_need(
        p->node, "neuron",
        "{method: exponential, resistance: 1 MOhm, time_constant: 20 ms, rest: -70 mV, threshold: "
        "-50 mV}",
        r->diag);
    bool freezes = false;
    if (neuron == NULL || read_parts(p, NEURON, neuron) != 0 ||
        (freeze != NULL && cosim_field_bool(freeze, &freezes, r->diag) != 0)) {
        return -1;
    }
    for (int k = 0; k < LIF_CORE_RECEPTORS; k++) {
        if (p->synapse[k] != NULL && read_parts(p, (part_kind)(SYNAPSE + k), p->synapse[k]) != 0) {
            return -1;
        }
    }
    for (unsigned i = 0; i < p->size; i++) {
        lif_core_params *params = &r->network->params[p->first + i];
        const bool unit = params->synapse[0].coupling == LIF_COUPLING_UNIT;
        params->freeze = freezes;
        if (i > 0 && unit != p->unit) {
            return cosim_refuse(p->synapse[0], r->diag,
                                "unit also says what the drive is, so that all neurons of a "
                                "population have it or none; make two populations");
        }
        p->unit = unit;
    }
    return (cosim_population_is_none(adaptation) || read_parts(p, ADAPTATION, adaptation) == 0) &&
                   (drive == NULL || read_drive(p, drive) == 0) &&
                   (cosim_population_is_none(noise) || read_parts(p, NOISE, noise) == 0)
               ? check_values(p)
               : -1;
}
