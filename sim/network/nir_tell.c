// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "network/nir_tell.h"

#include "network/nir_layers.h"

#include <math.h>

typedef struct teller {
    const cosim_nir_graph *graph;
    const cosim_nir_options *options;
    const cosim_network *network;
    const cosim_nir_paths *paths;
    cosim_nir_report *report;
} teller;

static const char *plural(size_t count) { return count == 1 ? "" : "s"; }

static const char *coupling_word(lif_core_coupling coupling)
{
    static const char *const words[] = {"step", "euler", "exact", "unit"};
    return words[coupling];
}

static bool has_potentials(const cosim_nir_node *n)
{
    bool has = false;
    for (size_t i = 0; i < n->gives && n->type == COSIM_NIR_CUBA_LIF; i++) {
        has |= fabs(cosim_nir_value(n, COSIM_NIR_V_LEAK, i, 0.0)) > 0.0 ||
               fabs(cosim_nir_value(n, COSIM_NIR_V_RESET, i, 0.0)) > 0.0;
    }
    return has;
}

static int tell_inputs(const teller *m)
{
    const cosim_nir_graph *g = m->graph;
    int status = 0;
    for (unsigned i = 0; i < g->nodes && status == 0; i++) {
        if (g->node[i].last_dimension) {
            status = cosim_nir_say(m->report, COSIM_NIR_ASSUMED,
                                   "only the last dimension of the shape of `%s`, %zu, is what a "
                                   "tick brings: the whole does not fit what follows",
                                   g->node[i].name, g->node[i].gives);
        }
    }
    return status;
}

static int tell_nodes(const teller *m)
{
    const cosim_nir_graph *g = m->graph;
    int status = 0;
    for (unsigned i = 0; i < g->nodes && status == 0; i++) {
        const cosim_nir_node *n = &g->node[i];
        if (!cosim_nir_is_neuron(n)) {
            continue;
        }
        status = cosim_nir_say(m->report, COSIM_NIR_TAKEN,
                               "`%s`: %zu neurons of %s, with tau%s, r%s, v_leak%s%s", n->name,
                               n->gives, n->type_name, cosim_nir_is_cuba(n) ? "_mem, tau_syn" : "",
                               n->parameter[COSIM_NIR_W_IN] != NULL ? ", w_in" : "",
                               cosim_nir_spikes(n) ? ", v_threshold" : "",
                               n->parameter[COSIM_NIR_V_RESET] != NULL ? ", v_reset" : "");
        if (status == 0 && n->shared) {
            status = cosim_nir_say(m->report, COSIM_NIR_ASSUMED,
                                   "`%s` has one value of each parameter: it stands for all %zu "
                                   "neurons",
                                   n->name, n->gives);
        }
        if (status == 0 && cosim_nir_spikes(n) && n->parameter[COSIM_NIR_V_RESET] == NULL) {
            status = cosim_nir_say(m->report, COSIM_NIR_ASSUMED,
                                   "`%s` has no v_reset: 0, as nir reads it", n->name);
        }
        if (status == 0 && has_potentials(n)) {
            status = cosim_nir_say(m->report, COSIM_NIR_DIFFERS,
                                   "`%s` has v_leak or v_reset other than 0: here its equations "
                                   "count, where Norse lets the current decay to v_leak, snnTorch "
                                   "wants 0, and both ignore v_reset",
                                   n->name);
        }
        if (status == 0 && cosim_nir_is_cuba(n) && n->parameter[COSIM_NIR_W_IN] == NULL) {
            status = cosim_nir_say(m->report, COSIM_NIR_ASSUMED, "`%s` has no w_in: 1", n->name);
        }
    }
    return status;
}

static int tell_paths(const teller *m)
{
    const cosim_nir_graph *g = m->graph;
    for (unsigned i = 0; i < g->nodes; i++) {
        for (const cosim_nir_term *t = m->paths->in[i]; t != NULL; t = t->next) {
            if (!cosim_nir_is_neuron(&g->node[i])) {
                continue;
            }
            if (t->products > 0 &&
                cosim_nir_say(m->report, COSIM_NIR_DIFFERS,
                              "what leads to `%s` goes through several matrices without a neuron "
                              "between: here they are one, multiplied in double, whose entries "
                              "become weights",
                              g->node[i].name) != 0) {
                return -1;
            }
            if (t->source == COSIM_NIR_CONSTANT &&
                cosim_nir_say(m->report, COSIM_NIR_TAKEN, "biases into `%s` are %s",
                              g->node[i].name,
                              cosim_nir_is_cuba(&g->node[i]) || t->delay > 0
                                  ? "a source that fires in every tick, with weights like any other"
                                  : "its drive") != 0) {
                return -1;
            }
        }
    }
    return 0;
}

static int tell_assumed(const teller *m)
{
    const cosim_nir_options *o = m->options;
    cosim_nir_report *r = m->report;
    const cosim_nir_fidelity a = COSIM_NIR_ASSUMED;
    return cosim_nir_say(r, COSIM_NIR_TAKEN,
                         "a neuron spikes above v_threshold and is set to v_reset, as NIR's "
                         "equations say; no refractory time, no adaptation, no noise") == 0 &&
                   cosim_nir_say(r, a, "a tick is %g s (step): NIR has none", o->step_s) == 0 &&
                   cosim_nir_say(r, a,
                                 "numbers of time are in %g s, of potential in %g V (time_unit, "
                                 "voltage_unit): NIR has no units",
                                 o->time_s, o->voltage_v) == 0 &&
                   cosim_nir_say(r, a, "membranes and synapses decay by method %s",
                                 o->method == LIF_EULER ? "euler" : "exponential") == 0 &&
                   cosim_nir_say(r, a, "coupling %s of a synaptic current to its membrane",
                                 coupling_word(o->coupling)) == 0 &&
                   cosim_nir_say(r, a, "impulse %s: %s", o->dirac ? "dirac" : "step",
                                 o->dirac ? "an event has the integral 1 in the file's unit of time"
                                          : "an event is a signal of 1 that lasts its tick") == 0 &&
                   cosim_nir_say(r, a,
                                 "an edge from a neuron to a neuron takes %u tick%s (delay), from "
                                 "an Input none",
                                 o->delay, o->delay == 1 ? "" : "s") == 0 &&
                   cosim_nir_say(r, a,
                                 "at the start a membrane is at v_leak, and no current flows") == 0
               ? 0
               : -1;
}

/* A node that leads nowhere is not an error, but may be a mistake. */
static int tell_unused(const teller *m)
{
    const cosim_nir_graph *g = m->graph;
    int status = 0;
    for (unsigned i = 0; i < g->nodes && status == 0; i++) {
        unsigned k = 0;
        while (k < g->edges && g->edge[k].from != i) {
            k++;
        }
        if (k == g->edges && g->node[i].type != COSIM_NIR_OUTPUT &&
            !cosim_nir_is_neuron(&g->node[i])) {
            status =
                cosim_nir_say(m->report, COSIM_NIR_DIFFERS,
                              "nothing takes what `%s` gives: it is left out", g->node[i].name);
        }
    }
    return status;
}

static int tell(const teller *m)
{
    const cosim_nir_graph *g = m->graph;
    unsigned inputs = 0;
    for (unsigned i = 0; i < g->nodes; i++) {
        inputs += g->node[i].type == COSIM_NIR_INPUT;
    }
    int status = cosim_nir_say(
        m->report, COSIM_NIR_TAKEN,
        "%u node%s and %u edge%s of NIR%s%s, graphs within it dissolved: %zu "
        "population%s, %u source%s, %zu weights that are not 0",
        g->nodes, plural(g->nodes), g->edges, plural(g->edges), g->version[0] != '\0' ? " " : "",
        g->version, m->network->population_count, plural(m->network->population_count), inputs,
        plural(inputs), m->network->weight_count);
    status = status == 0 ? tell_inputs(m) : status;
    status = status == 0 ? tell_nodes(m) : status;
    status = status == 0 ? tell_paths(m) : status;
    status = status == 0 ? tell_assumed(m) : status;
    status = status == 0 ? tell_unused(m) : status;
    if (status == 0 && g->metadata) {
        status = cosim_nir_say(m->report, COSIM_NIR_DIFFERS, "its metadata are not read");
    }
    status =
        status == 0 ? cosim_nir_compare_layers(m->paths, m->options->delay, m->report) : status;
    if (status == 0) {
        status = cosim_nir_say(m->report, COSIM_NIR_DIFFERS,
                               "every weight, bias and parameter becomes a word of the core; "
                               "lifcosim quantize shows their errors");
    }
    return status;
}

int cosim_nir_tell(const cosim_nir_paths *paths, const cosim_nir_options *options,
                   const cosim_network *network, cosim_nir_report *report)
{
    const teller m = {paths->graph, options, network, paths, report};
    return tell(&m);
}
