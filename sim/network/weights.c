// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "network/weights.h"

#include "input/fields.h"
#include "input/physical.h"
#include "network/draw.h"
#include "network/sources.h"
#include "scenario/form.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Gives the neuron of a number through `to` as it is written. */
static unsigned post_of(const entry *e, unsigned number)
{
    size_t i = 0;
    while (number >= e->to[i]->count) {
        number -= e->to[i++]->count;
    }
    return e->to[i]->first + number;
}

/* Sets the delay and the receptor of a neuron's own row, of which it has one. */
static int set_own(const entry *e, unsigned neuron, unsigned delay, bool *set)
{
    lif_core_row *own = &e->r->network->own[neuron];
    char name[COSIM_NEURON_BYTES];
    if (set[neuron] && (own->delay != delay || own->receptor != e->receptor)) {
        return cosim_refuse(e->node, e->r->diag,
                            "%s has a delay of %u ticks%s elsewhere, and %u%s here: a neuron has "
                            "one row in the core, with one delay and one receptor; give both the "
                            "same",
                            cosim_network_neuron(e->r->network, neuron, name), own->delay,
                            e->r->network->receptors == 1 ? ""
                            : own->receptor == 0          ? " (excitatory)"
                                                          : " (inhibitory)",
                            delay,
                            e->r->network->receptors == 1 ? ""
                            : e->receptor == 0            ? " (excitatory)"
                                                          : " (inhibitory)");
    }
    set[neuron] = true;
    own->delay = (uint8_t)delay;
    own->receptor = (uint8_t)e->receptor;
    return 0;
}

/* Gives the row of a neuron or an element of `from`. */
static int row_of(const entry *e, unsigned pre, unsigned delay, bool *set, unsigned *row)
{
    const unsigned number = e->from->first + pre;
    *row = number;
    if (e->from_neurons) {
        return set_own(e, number, delay, set);
    }
    if (cosim_network_find_input(e->r->network, number, delay, e->receptor, row, e->r->diag) != 0) {
        cosim_node_place(e->node, &e->r->diag->place);
        return -1;
    }
    return 0;
}

static int add_weight(const entry *e, const cosim_node *node, unsigned row, unsigned neuron,
                      double value)
{
    cosim_network *n = e->r->network;
    const cosim_network_weight weight = {e->from_neurons, row, neuron, value, e->unit};
    char name[COSIM_NEURON_BYTES];
    if (e->unit == COSIM_WEIGHT_AMPERES &&
        n->params[neuron].synapse[e->receptor].coupling == LIF_COUPLING_UNIT) {
        return cosim_refuse(node, e->r->diag,
                            "is in amperes, and %s has the coupling unit; give it in volts",
                            cosim_network_neuron(n, neuron, name));
    }
    if (!(fabs(value) > 0.0) || cosim_network_add_weight(n, weight) == 0) {
        return 0;
    }
    return n->weight_count < COSIM_NETWORK_WEIGHTS
               ? cosim_refuse_memory(node, e->r->diag)
               : cosim_refuse(node, e->r->diag,
                              "the network has more than %d weights; use fewer pairs",
                              COSIM_NETWORK_WEIGHTS);
}

/* ---- the three ways to write weights ---- */

/* Refuses more pairs than a network may have, before any is drawn. */
static int check_pairs(const entry *e)
{
    const uint64_t pairs = (uint64_t)e->from->count * e->post_count;
    return pairs <= COSIM_NETWORK_WEIGHTS
               ? 0
               : cosim_refuse(e->node, e->r->diag,
                              "has %llu pairs of neurons, and %d are the most; use fewer neurons",
                              (unsigned long long)pairs, COSIM_NETWORK_WEIGHTS);
}

/* Reads a value in volts or in amperes. */
static int read_weight(entry *e, const cosim_node *node, double *value)
{
    char reason[320];
    if (node->kind == COSIM_SCALAR &&
        cosim_physical_read(node->text, COSIM_CURRENT, value, reason, sizeof reason) == 0) {
        e->unit = COSIM_WEIGHT_AMPERES;
        return 0;
    }
    e->unit = COSIM_WEIGHT_VOLTS;
    return cosim_field_physical(node, COSIM_POTENTIAL, value, e->r->diag);
}

static int read_unit(entry *e, cosim_unit *unit)
{
    char reason[320];
    const cosim_node *node = cosim_field_need(e->node, "unit", "mV", e->r->diag);
    if (node == NULL) {
        return -1;
    }
    if (node->kind == COSIM_SCALAR &&
        cosim_unit_read(node->text, COSIM_CURRENT, unit, reason, sizeof reason) == 0) {
        e->unit = COSIM_WEIGHT_AMPERES;
        return 0;
    }
    e->unit = COSIM_WEIGHT_VOLTS;
    return cosim_field_unit(node, COSIM_POTENTIAL, unit, e->r->diag);
}

int cosim_weights_drawn(entry *e, const cosim_node *node, bool *set)
{
    const cosim_node *chance = cosim_node_child(e->node, "probability");
    const cosim_node *own = cosim_node_child(e->node, "seed");
    double value, probability = 1.0;
    uint64_t seed = 0;
    unsigned row;
    if (read_weight(e, node, &value) != 0 ||
        (chance != NULL && cosim_field_number(chance, &probability, e->r->diag) != 0)) {
        return -1;
    }
    if (!(probability >= 0.0 && probability <= 1.0)) {
        return cosim_refuse(chance, e->r->diag, "%s is no probability; use 0 to 1", chance->text);
    }
    if (chance == NULL && own != NULL) {
        return cosim_refuse(own, e->r->diag,
                            "there is nothing to draw; add for example \"probability: 0.1\", or "
                            "leave the seed out");
    }
    if (chance != NULL && ((own = cosim_field_need(e->node, "seed", "1", e->r->diag)) == NULL ||
                           cosim_field_count(own, 0, UINT32_MAX, &seed, e->r->diag) != 0)) {
        return -1;
    }
    if (check_pairs(e) != 0) {
        return -1;
    }
    cosim_draw draw = cosim_draw_start(e->r->network->seed, (uint32_t)seed);
    for (unsigned pre = 0; pre < e->from->count; pre++) {
        if (row_of(e, pre, e->delay, set, &row) != 0) {
            return -1;
        }
        for (unsigned post = 0; post < e->post_count; post++) {
            if ((chance == NULL || cosim_draw_uniform(&draw) < probability) &&
                add_weight(e, node, row, post_of(e, post), value) != 0) {
                return -1;
            }
        }
    }
    return 0;
}

int cosim_weights_matrix(entry *e, const cosim_node *node, bool *set)
{
    cosim_unit unit;
    unsigned row;
    char reason[320];
    if (read_unit(e, &unit) != 0) {
        return -1;
    }
    if (node->kind != COSIM_LIST || node->count != e->from->count) {
        return cosim_refuse(node, e->r->diag,
                            "is %s of %zu; write a list of %u rows, one for each of %s",
                            cosim_node_kind_name(node), node->count, e->from->count, e->from->name);
    }
    if (check_pairs(e) != 0) {
        return -1;
    }
    for (unsigned pre = 0; pre < e->from->count; pre++) {
        const cosim_node *list = node->items[pre];
        if (row_of(e, pre, e->delay, set, &row) != 0) {
            return -1;
        }
        if (list->kind != COSIM_LIST || list->count != e->post_count) {
            return cosim_refuse(list, e->r->diag,
                                "is %s of %zu; write a list of %u numbers, one for each neuron of "
                                "\"to\"",
                                cosim_node_kind_name(list), list->count, e->post_count);
        }
        for (unsigned post = 0; post < e->post_count; post++) {
            const cosim_node *item = list->items[post];
            double value;
            if (item->kind != COSIM_SCALAR ||
                cosim_unit_apply(item->text, &unit, &value, reason, sizeof reason) != 0) {
                return cosim_refuse(item, e->r->diag, "is no number; write one without a unit");
            }
            if (add_weight(e, item, row, post_of(e, post), value) != 0) {
                return -1;
            }
        }
    }
    return 0;
}

/* The rows of a file of weights. */
typedef struct rows {
    entry *e;
    bool *set;
    const cosim_node *node;
} rows;

static int whole(double value, double below, const char *what, char *reason, size_t bytes)
{
    if (value >= 0.0 && value < below && !(fabs(value - floor(value)) > 0.0)) {
        return 0;
    }
    snprintf(reason, bytes, "%.9g is no %s; use a whole number from 0 to %.0f", value, what,
             below - 1.0);
    return -1;
}

static int take_weight(void *context, const double *values, double time, char *reason, size_t bytes)
{
    const rows *w = context;
    entry *e = w->e;
    const double given = values[3];
    unsigned delay = e->delay, row;
    (void)time;
    if (whole(values[0], e->from->count, "pre", reason, bytes) != 0 ||
        whole(values[1], e->post_count, "post", reason, bytes) != 0) {
        return -1;
    }
    if (!isnan(given)) {
        if (cosim_node_child(e->node, "delay") != NULL) {
            snprintf(reason, bytes,
                     "the file has a column delay, and the entry a key \"delay\"; "
                     "keep one of them");
            return -1;
        }
        if (whole(given, LIF_CORE_MOST_DELAY + 1.0, "delay in ticks", reason, bytes) != 0) {
            return -1;
        }
        delay = (unsigned)given;
        if (e->from_neurons && delay == 0) {
            snprintf(reason, bytes,
                     "a spike of a neuron acts a tick later at the earliest; use a "
                     "delay of 1 or more");
            return -1;
        }
    }
    if (row_of(e, (unsigned)values[0], delay, w->set, &row) != 0 ||
        add_weight(e, w->node, row, post_of(e, (unsigned)values[1]), values[2]) != 0) {
        snprintf(reason, bytes, "%.300s", e->r->diag->message);
        return -1;
    }
    return 0;
}

int cosim_weights_file(entry *e, const cosim_node *path, bool *set)
{
    static const cosim_unit plain = {1.0, 1, 0};
    cosim_unit unit;
    rows w = {e, set, path};
    cosim_table table = {.take = take_weight, .context = &w, .column_count = 4};
    if (e->to_count != 1) {
        return cosim_refuse(
            cosim_node_child(e->node, "to"), e->r->diag,
            "post counts within one population; name one, or use an entry for each");
    }
    if (read_unit(e, &unit) != 0 || cosim_network_open_table(e->r, path, &table) != 0) {
        return -1;
    }
    table.columns[0] = (cosim_table_column){.name = "pre", .unit = &plain};
    table.columns[1] = (cosim_table_column){.name = "post", .unit = &plain};
    table.columns[2] = (cosim_table_column){.name = "weight", .unit = &unit};
    table.columns[3] = (cosim_table_column){.name = "delay", .unit = &plain, .optional = true};
    return cosim_scenario_table(path, &table, e->r->diag);
}
