// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "network/nir.h"

#include "input/nir/node.h"
#include "network/nir_paths.h"
#include "network/nir_tell.h"

#include <math.h>
#include <string.h>

typedef struct maker {
    const cosim_nir_graph *graph;
    const cosim_nir_options *options;
    cosim_network *network;
    cosim_nir_paths *paths;
    cosim_nir_report *report;
    cosim_diag *diag;
    unsigned *first;      /* [nodes]: of an Input its first element, of neurons the first of them */
    unsigned *own_delay;  /* [neurons]: of its row, 0: not used yet */
    unsigned bias_source; /* its element, UINT_MAX: none yet */
} maker;

static int check_name(const maker *m, const cosim_nir_node *node)
{
    return cosim_network_name_is_plain(node->name, true)
               ? 0
               : cosim_nir_refuse(m->graph->path, node->name, m->diag,
                                  "its name cannot be one of a population or source; use up to 64 "
                                  "characters without blanks, brackets, commas and quotes");
}

static int refuse(const maker *m, const cosim_nir_node *node, const char *what)
{
    return cosim_nir_refuse(m->graph->path, node->name, m->diag, "%s", what);
}

/* Puts what a network refused at the file, which it does not know. Returns -1. */
static int at_file(const maker *m)
{
    snprintf(m->diag->place.file, sizeof m->diag->place.file, "%s", m->graph->path);
    return -1;
}

/* ---- neurons ---- */

static int set_neuron(maker *m, const cosim_nir_node *node, size_t i, lif_core_params *p)
{
    const cosim_nir_options *o = m->options;
    const double v = o->voltage_v, leak = cosim_nir_value(node, COSIM_NIR_V_LEAK, i, 0.0) * v;
    const bool spikes = cosim_nir_spikes(node), cuba = cosim_nir_is_cuba(node);
    const double tau = cosim_nir_value(node, COSIM_NIR_TAU, i, 0.0);
    const double tau_syn = cosim_nir_value(node, COSIM_NIR_TAU_SYN, i, 0.0);
    if (!(tau > 0.0) || !(tau_syn >= 0.0)) {
        return cosim_nir_refuse(m->graph->path, node->name, m->diag,
                                "its time constant of element %zu is %g; give one above 0", i,
                                tau > 0.0 ? tau_syn : tau);
    }
    const unsigned receptors = p->receptors;
    *p = (lif_core_params){.receptors = receptors};
    p->membrane = (lif_params){
        .method = o->method,
        .dt_s = o->step_s,
        .tau_s = tau * o->time_s,
        .r_ohm = 1.0,
        .v_rest_v = leak,
        .v_initial_v = leak,
        .v_threshold_v =
            spikes ? cosim_nir_value(node, COSIM_NIR_V_THRESHOLD, i, 0.0) * v : leak + o->scale_v,
        .v_reset_v = spikes ? cosim_nir_value(node, COSIM_NIR_V_RESET, i, 0.0) * v : leak,
        .compare = LIF_ABOVE,
        .reset_mode = LIF_RESET_TO_VALUE};
    if (!(fabs(p->membrane.v_threshold_v - p->membrane.v_reset_v) > 0.0)) {
        return cosim_nir_refuse(
            m->graph->path, node->name, m->diag,
            "v_reset is v_threshold at element %zu (%g): a neuron that is reset "
            "to its threshold has no scale; make them differ",
            i, p->membrane.v_threshold_v / v);
    }
    const bool unit = o->coupling == LIF_COUPLING_UNIT;
    p->synapse[0] = (lif_core_synapse){.tau_s = cuba ? tau_syn * o->time_s : 0.0,
                                       .method = o->method,
                                       .coupling = cuba && tau_syn > 0.0 ? o->coupling
                                                   : unit                ? LIF_COUPLING_UNIT
                                                                         : LIF_COUPLING_STEP};
    return 0;
}

static int make_neurons(maker *m)
{
    const cosim_nir_graph *g = m->graph;
    size_t neurons = 0;
    for (unsigned i = 0; i < g->nodes; i++) {
        if (cosim_nir_is_neuron(&g->node[i])) {
            m->first[i] = (unsigned)neurons;
            neurons += g->node[i].gives;
        }
        if (neurons > COSIM_NETWORK_NEURONS) {
            return refuse(m, &g->node[i],
                          "with it there are more neurons than any core has; make it smaller");
        }
    }
    if (neurons == 0) {
        return cosim_nir_refuse(g->path, "", m->diag,
                                "has no neurons; add a layer of LIF, CubaLIF, LI or CubaLI");
    }
    if (cosim_network_size(m->network, (unsigned)neurons, 1, m->diag) != 0) {
        return -1;
    }
    m->own_delay = cosim_arena_alloc(m->network->arena, neurons * sizeof *m->own_delay);
    if (m->own_delay == NULL) {
        return cosim_diag_memory(m->diag, NULL);
    }
    for (unsigned i = 0; i < g->nodes; i++) {
        const cosim_nir_node *node = &g->node[i];
        if (!cosim_nir_is_neuron(node)) {
            continue;
        }
        if (check_name(m, node) != 0) {
            return -1;
        }
        if (!cosim_nir_spikes(node) && !(m->options->scale_v > 0.0)) {
            return cosim_diag_set(m->diag, &m->options->place,
                                  "network: node `%s` is %s, whose neurons have no threshold, from "
                                  "which a scale would follow; add the scale of its membrane, as "
                                  "scale: 1 V",
                                  node->name, node->type_name);
        }
        const char *name = cosim_arena_text(m->network->arena, node->name, strlen(node->name));
        cosim_network_group group = {.name = name,
                                     .first = m->first[i],
                                     .count = (unsigned)node->gives,
                                     .place = {.line = 0}};
        snprintf(group.place.file, sizeof group.place.file, "%s", g->path);
        if (name == NULL || cosim_network_add_population(m->network, group) != 0) {
            return cosim_diag_memory(m->diag, NULL);
        }
        for (size_t k = 0; k < node->gives; k++) {
            if (set_neuron(m, node, k, &m->network->params[m->first[i] + k]) != 0) {
                return -1;
            }
            m->network->silent[m->first[i] + k] = !cosim_nir_spikes(node);
        }
    }
    return 0;
}

/* ---- sources ---- */

static int find_sources(maker *m)
{
    const cosim_nir_graph *g = m->graph;
    cosim_network *n = m->network;
    for (unsigned i = 0; i < g->nodes; i++) {
        const cosim_nir_node *node = &g->node[i];
        size_t k = 0;
        if (node->type != COSIM_NIR_INPUT) {
            continue;
        }
        if (check_name(m, node) != 0) {
            return -1;
        }
        while (k < n->source_count && strcmp(n->source[k].group.name, node->name) != 0) {
            k++;
        }
        if (k == n->source_count) {
            return cosim_diag_set(m->diag, &m->options->place,
                                  "network: Input `%s` of %s has no source of events; add "
                                  "sources: {%s: {size: %zu, ...}}",
                                  node->name, g->path, node->name, node->gives);
        }
        if (n->source[k].group.count != node->gives) {
            return cosim_diag_set(m->diag, &n->source[k].group.place,
                                  "sources.%s: has %u elements, and the Input of this name in %s "
                                  "%zu; give it the size %zu",
                                  node->name, n->source[k].group.count, g->path, node->gives,
                                  node->gives);
        }
        m->first[i] = n->source[k].group.first;
    }
    for (size_t k = 0; k < n->source_count; k++) {
        unsigned i = 0;
        while (i < g->nodes && (g->node[i].type != COSIM_NIR_INPUT ||
                                strcmp(n->source[k].group.name, g->node[i].name) != 0)) {
            i++;
        }
        if (i == g->nodes) {
            return cosim_diag_set(m->diag, &n->source[k].group.place,
                                  "sources.%s: %s has no Input of this name; name one of its "
                                  "Inputs, or leave it out",
                                  n->source[k].group.name, g->path);
        }
    }
    return 0;
}

/* Gives the element that fires in every tick. */
static int bias_element(maker *m, unsigned *element)
{
    if (m->bias_source == COSIM_NIR_CONSTANT) {
        const cosim_network_source biases = {
            .group = {.name = COSIM_NIR_BIASES, .count = 1}, .kind = COSIM_SOURCE_EVERY, .most = 1};
        m->bias_source = m->network->elements;
        if (cosim_network_add_source(m->network, biases, m->diag) != 0) {
            return at_file(m);
        }
    }
    *element = m->bias_source;
    return 0;
}

/* ---- weights ---- */

/* Gives what a weight of 1 on the way of this term is in volts, for neuron i of a node. */
static double gain(const maker *m, const cosim_nir_node *node, size_t i, bool constant)
{
    const cosim_nir_options *o = m->options;
    const double tau = cosim_nir_value(node, COSIM_NIR_TAU, i, 0.0);
    const double tau_syn = cosim_nir_value(node, COSIM_NIR_TAU_SYN, i, 0.0);
    const double r = cosim_nir_value(node, COSIM_NIR_R, i, 1.0) * o->voltage_v;
    const double step = o->step_s / o->time_s; /* in the file's unit */
    const bool euler = o->method == LIF_EULER;
    if (cosim_nir_is_cuba(node)) {
        const double w_in = cosim_nir_value(node, COSIM_NIR_W_IN, i, 1.0);
        const double leak = !(tau_syn > 0.0) ? 1.0
                            : euler          ? step / tau_syn
                                             : -expm1(-step / tau_syn);
        return r * w_in * (o->dirac && !constant ? 1.0 / tau_syn : leak);
    }
    if (constant || !o->dirac) {
        return r;
    }
    const double leak = euler ? step / tau : -expm1(-step / tau);
    return r / tau / (o->coupling == LIF_COUPLING_UNIT ? 1.0 : leak);
}

/* The row of a neuron has one delay, whatever it leads to. */
static int use_own_row(maker *m, const cosim_nir_node *source, unsigned neuron, unsigned delay)
{
    const unsigned ticks = delay > m->options->delay ? delay : m->options->delay;
    if (m->own_delay[neuron] != 0 && m->own_delay[neuron] != ticks) {
        return cosim_nir_refuse(
            m->graph->path, source->name, m->diag,
            "its spikes reach neurons after %u ticks and after %u, and a neuron "
            "of a core has one delay; make its delays the same",
            m->own_delay[neuron], ticks);
    }
    m->own_delay[neuron] = ticks;
    m->network->own[neuron].delay = (uint8_t)ticks;
    return 0;
}

/* Gives the row of element j of a term's source. */
static int row_of(maker *m, const cosim_nir_term *term, size_t j, cosim_network_weight *weight)
{
    unsigned element = 0;
    if (term->source == COSIM_NIR_CONSTANT) {
        if (bias_element(m, &element) != 0) {
            return -1;
        }
    } else {
        const cosim_nir_node *source = &m->graph->node[term->source];
        element = m->first[term->source] + (unsigned)j;
        if (cosim_nir_is_neuron(source)) {
            weight->from_neuron = true;
            weight->row = element;
            return use_own_row(m, source, element, term->delay);
        }
    }
    weight->from_neuron = false;
    return cosim_network_find_input(m->network, element, term->delay, 0, &weight->row, m->diag) == 0
               ? 0
               : at_file(m);
}

static int add_weight(maker *m, const cosim_nir_node *node, const cosim_nir_term *term, size_t i,
                      size_t j)
{
    const bool constant = term->source == COSIM_NIR_CONSTANT;
    const double factor =
        term->matrix == NULL ? (i == j ? 1.0 : 0.0) : term->matrix[i * term->columns + j];
    cosim_network_weight weight = {.neuron = m->first[node - m->graph->node] + (unsigned)i,
                                   .unit = COSIM_WEIGHT_VOLTS};
    weight.value = factor * gain(m, node, i, constant);
    if (!isfinite(weight.value)) {
        return cosim_nir_refuse(m->graph->path, node->name, m->diag,
                                "the weight of element %zu is %g with r, w_in and the impulse; use "
                                "impulse: step, or give values that can be held",
                                i, weight.value);
    }
    if (!(fabs(weight.value) > 0.0)) {
        return 0;
    }
    if (constant && term->delay == 0 && !cosim_nir_is_cuba(node)) {
        m->network->params[weight.neuron].drive += weight.value;
        return 0;
    }
    if (row_of(m, term, j, &weight) != 0) {
        return -1;
    }
    return cosim_network_add_weight(m->network, weight) == 0
               ? 0
               : cosim_nir_refuse(m->graph->path, node->name, m->diag,
                                  "more than %d weights; no core holds so many",
                                  COSIM_NETWORK_WEIGHTS);
}

static int connect(maker *m, unsigned target)
{
    const cosim_nir_node *node = &m->graph->node[target];
    for (const cosim_nir_term *t = m->paths->in[target]; t != NULL; t = t->next) {
        const cosim_nir_node *source =
            t->source != COSIM_NIR_CONSTANT ? &m->graph->node[t->source] : NULL;
        if (source != NULL && cosim_nir_is_neuron(source) && !cosim_nir_spikes(source)) {
            return cosim_nir_refuse(m->graph->path, source->name, m->diag,
                                    "%s gives a membrane and no events, and leads to `%s`; it can "
                                    "stand before an Output alone",
                                    source->type_name, node->name);
        }
        for (size_t i = 0; i < node->takes; i++) {
            const size_t low = t->matrix == NULL ? i : 0,
                         high = t->matrix == NULL ? i + 1 : t->columns;
            for (size_t j = low; j < high; j++) {
                if (add_weight(m, node, t, i, j) != 0) {
                    return -1;
                }
            }
        }
    }
    return 0;
}

/* An Output shows neurons, and what is not one is computed nowhere in a core. */
static int check_output(const maker *m, unsigned output)
{
    for (const cosim_nir_term *t = m->paths->in[output]; t != NULL; t = t->next) {
        if (t->matrix != NULL || t->source == COSIM_NIR_CONSTANT || t->delay != 0) {
            return refuse(m, &m->graph->node[output],
                          "shows what nodes after the neurons make of their spikes, which a core "
                          "does not compute; put an LI, LIF or CubaLIF before it");
        }
    }
    return 0;
}

cosim_nir_report *cosim_nir_network(const cosim_nir_graph *graph, const cosim_nir_options *options,
                                    cosim_network *network, cosim_diag *diag)
{
    maker m = {.graph = graph,
               .options = options,
               .network = network,
               .diag = diag,
               .bias_source = COSIM_NIR_CONSTANT,
               .report = cosim_nir_report_new(network->arena),
               .first = cosim_arena_alloc(network->arena, (graph->nodes + 1) * sizeof *m.first)};
    if (m.report == NULL || m.first == NULL) {
        cosim_diag_memory(diag, NULL);
        return NULL;
    }
    if (find_sources(&m) != 0 || make_neurons(&m) != 0) {
        return NULL;
    }
    m.paths = cosim_nir_follow(network->arena, graph, options->step_s / options->time_s, diag);
    if (m.paths == NULL) {
        return NULL;
    }
    for (unsigned i = 0; i < graph->nodes; i++) {
        const cosim_nir_node *node = &graph->node[i];
        if ((cosim_nir_is_neuron(node) && connect(&m, i) != 0) ||
            (node->type == COSIM_NIR_OUTPUT && check_output(&m, i) != 0)) {
            return NULL;
        }
    }
    if (cosim_nir_tell(m.paths, options, network, m.report) != 0) {
        cosim_diag_memory(diag, NULL);
        return NULL;
    }
    return m.report;
}
