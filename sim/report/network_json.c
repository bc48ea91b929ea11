// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/network_json.h"

#include "report/core_json.h"
#include "report/network_fidelity.h"

#include <limits.h>
#include <math.h>

static void put_source(cosim_json *json, const cosim_network *n)
{
    cosim_json_key_text(json, "scenario", n->name);
    cosim_json_key_text(json, "file", n->path);
    cosim_json_key_text(json, "scenario_sha256", n->sha256);
    cosim_json_list_open(json, "set");
    for (size_t i = 0; n->head != NULL && i < n->head->override_count; i++) {
        cosim_json_text(json, n->head->overrides[i]);
    }
    cosim_json_list_close(json);
    cosim_json_key_unsigned(json, "seed", n->seed);
}

static void put_core(cosim_json *json, const cosim_network_job *job)
{
    cosim_json_map_open(json, "dut");
    cosim_json_key_text(json, "name", job->name);
    cosim_json_key_text(json, "about", job->dut.ops.about);
    cosim_core_json_format(json, &job->format, job->neurons, job->inputs + job->neurons);
    cosim_json_map_close(json);
}

static void put_verdict(cosim_json *json, cosim_verdict verdict)
{
    cosim_json_key_text(json, "verdict", cosim_verdict_name(verdict));
}

static void put_level(cosim_json *json, const cosim_core_result *core, cosim_core_level level)
{
    const cosim_core_finding *f = &core->level[level];
    cosim_json_map_open(json, cosim_core_level_name(level));
    cosim_core_json_finding(json, f);
    cosim_json_map_close(json);
}

static void put_bounded(cosim_json *json, const cosim_network_outcome *o)
{
    const cosim_core_result *core = &o->result->core;
    const cosim_core_finding *f = &core->level[COSIM_CORE_BOUNDED];
    double error_v = 0.0, bound_v = 0.0;
    for (unsigned i = 0; i < o->job->network->neurons; i++) {
        const cosim_neuron_record *r = &o->result->neuron[i];
        error_v = fmax(error_v, r->judged.max_error * o->job->net.neuron[i].scale_v);
        bound_v = fmax(bound_v, r->judged.max_bound * o->job->net.neuron[i].scale_v);
    }
    cosim_json_map_open(json, "bounded");
    cosim_core_json_finding(json, f);
    cosim_json_key_number(json, "max_error_v", error_v);
    cosim_json_key_number(json, "max_bound_v", bound_v);
    cosim_json_key_number(json, "max_error", core->max_error);
    cosim_json_key_number(json, "max_bound", core->max_bound);
    cosim_json_key_number(json, "max_usage", core->usage_membrane);
    cosim_json_key_unsigned(json, "must", core->must);
    cosim_json_key_unsigned(json, "must_not", core->must_not);
    cosim_json_key_unsigned(json, "ambiguous_steps", core->ambiguous);
    cosim_json_key_unsigned(json, "differing_steps", core->differing);
    cosim_json_key_unsigned(json, "neurons_that_must",
                            cosim_network_sum(o->result, 0, o->job->network->neurons).must);
    cosim_json_map_close(json);
}

/* Writes population and number of a neuron; null where it is in none. */
static void put_neuron(cosim_json *json, const cosim_network *n, unsigned neuron)
{
    const cosim_network_group *g = cosim_network_population_of(n, neuron);
    cosim_json_key_text(json, "population", g != NULL ? g->name : NULL);
    if (neuron == UINT_MAX) {
        cosim_json_key_null(json, "neuron");
    } else {
        cosim_json_key_unsigned(json, "neuron", g != NULL ? neuron - g->first : neuron);
    }
}

static void put_populations(cosim_json *json, const cosim_network_outcome *o)
{
    const cosim_network *n = o->job->network;
    const double duration_s = (double)n->ticks * n->step_s;
    cosim_json_map_open(json, "populations");
    for (size_t p = 0; p < n->population_count; p++) {
        const cosim_network_group *g = &n->population[p];
        const cosim_neurons_sum sum = cosim_network_sum(o->result, g->first, g->count);
        cosim_json_map_open(json, g->name);
        cosim_json_key_unsigned(json, "neurons", g->count);
        cosim_json_key_unsigned(json, "dut_spikes", sum.spikes);
        cosim_json_key_unsigned(json, "reference_spikes", sum.reference);
        cosim_json_key_number(json, "dut_rate_hz", (double)sum.spikes / duration_s / g->count);
        cosim_json_key_number(json, "reference_rate_hz",
                              (double)sum.reference / duration_s / g->count);
        cosim_json_key_unsigned(json, "identical_trains", sum.same);
        cosim_json_map_close(json);
    }
    cosim_json_map_close(json);
}

static void put_distances(cosim_json *json, const cosim_network_outcome *o)
{
    cosim_network_distances d;
    if (cosim_network_distances_of(o->result, o->job->network, &d) != 0) {
        d = (cosim_network_distances){(double)NAN, (double)NAN, (double)NAN, (double)NAN};
    }
    cosim_json_map_open(json, "distances");
    cosim_json_key_number(json, "van_rossum_median", d.van_rossum_median);
    cosim_json_key_number(json, "van_rossum_worst", d.van_rossum_worst);
    cosim_json_key_number(json, "coincidence_median", d.coincidence_median);
    cosim_json_key_number(json, "coincidence_worst", d.coincidence_worst);
    cosim_json_key_number(json, "van_rossum_tau_s", COSIM_NETWORK_TAU_S);
    cosim_json_map_close(json);
}

static void put_divergence(cosim_json *json, const cosim_network_outcome *o, int k)
{
    const cosim_core_result *core = &o->result->core;
    if (core->free_running[k].identical) {
        cosim_json_key_null(json, "first_divergence");
        return;
    }
    const unsigned neuron = core->free_running[k].neuron;
    cosim_json_map_open(json, "first_divergence");
    put_neuron(json, o->job->network, neuron);
    cosim_json_key_unsigned(json, "step", core->free_running[k].tick);
    cosim_json_key_number(json, "distance_v",
                          core->free_running[k].distance * o->job->net.neuron[neuron].scale_v);
    cosim_json_key_bool(json, "ambiguous", core->free_running[k].explained);
    cosim_json_map_close(json);
}

static void put_free(cosim_json *json, const cosim_network_outcome *o)
{
    const cosim_core_result *core = &o->result->core;
    cosim_json_map_open(json, "free_running");
    put_verdict(json, core->level[COSIM_CORE_FREE_RUNNING].verdict);
    cosim_json_key_bool(json, "identical", core->free_running[0].identical);
    cosim_json_key_unsigned(json, "dut_spikes", core->spikes);
    cosim_json_key_unsigned(json, "reference_spikes", core->free_running[0].spikes);
    put_divergence(json, o, 0);
    put_populations(json, o);
    put_distances(json, o);
    cosim_json_map_open(json, "real_weights");
    cosim_json_key_bool(json, "identical", core->free_running[1].identical);
    cosim_json_key_unsigned(json, "reference_spikes", core->free_running[1].spikes);
    put_divergence(json, o, 1);
    cosim_json_map_close(json);
    cosim_json_map_close(json);
}

static void put_expect(cosim_json *json, const cosim_network *n, const cosim_network_expect *e)
{
    cosim_json_map_open(json, "expect");
    put_verdict(json, e->verdict);
    cosim_json_key_text(json, "dropped_by", n->head != NULL ? n->head->expect.dropped_by : NULL);
    cosim_json_key_unsigned(json, "expected", e->expected);
    cosim_json_key_unsigned(json, "missing", e->missing);
    cosim_json_key_unsigned(json, "extra", e->extra);
    cosim_json_map_close(json);
}

static void put_first_mismatch(cosim_json *json, const cosim_network_outcome *o)
{
    const cosim_core_result *core = &o->result->core;
    const int level = cosim_core_first_failure(core);
    if (level < 0) {
        cosim_json_key_null(json, "first_mismatch");
        return;
    }
    const cosim_core_mismatch *first = &core->level[level].first;
    cosim_json_map_open(json, "first_mismatch");
    cosim_json_key_text(json, "level", cosim_core_level_name((cosim_core_level)level));
    put_neuron(json, o->job->network, first->neuron);
    if (first->row == UINT_MAX) {
        cosim_json_key_null(json, "row");
    } else {
        cosim_json_key_unsigned(json, "row", first->row);
    }
    cosim_json_key_unsigned(json, "step", first->tick);
    cosim_json_key_text(json, "quantity", first->quantity);
    cosim_json_key_number(json, "expected", first->expected);
    cosim_json_key_number(json, "observed", first->observed);
    cosim_json_map_close(json);
}

/* Writes the spikes of each population as pairs of neuron and tick; null where not all were kept.
 */
static void put_spikes(cosim_json *json, const char *name, const cosim_spike_list *list,
                       const cosim_network *n)
{
    if (list->kept != list->count) {
        cosim_json_key_null(json, name);
        return;
    }
    cosim_json_map_open(json, name);
    for (size_t p = 0; p < n->population_count; p++) {
        const cosim_network_group *g = &n->population[p];
        cosim_json_list_open(json, g->name);
        for (size_t i = 0; i < list->kept; i++) {
            const unsigned neuron = list->spike[i].neuron;
            if (neuron >= g->first && neuron - g->first < g->count) {
                cosim_json_list_open(json, NULL);
                cosim_json_unsigned(json, neuron - g->first);
                cosim_json_unsigned(json, list->spike[i].tick);
                cosim_json_list_close(json);
            }
        }
        cosim_json_list_close(json);
    }
    cosim_json_map_close(json);
}

static void put_counts(cosim_json *json, const cosim_network_outcome *o)
{
    const cosim_network *n = o->job->network;
    const cosim_core_result *core = &o->result->core;
    cosim_json_key_number(json, "tolerance", n->tolerance);
    cosim_json_key_unsigned(json, "steps", core->ticks);
    cosim_json_key_number(json, "step_s", n->step_s);
    cosim_json_key_unsigned(json, "neuron_ticks", core->ticks * n->neurons);
    cosim_json_key_unsigned(json, "events", o->result->events);
    cosim_json_key_unsigned(json, "dropped_events", o->result->dropped);
    cosim_json_key_unsigned(json, "synaptic_events", core->synaptic_events);
    cosim_json_key_unsigned(json, "unseen_events", core->unseen_events);
    cosim_json_key_unsigned(json, "clips", core->clips);
    cosim_json_key_text(json, "saturation",
                        o->job->proof.proven     ? "proven"
                        : n->saturation_declared ? "declared"
                                                 : "fail");
    cosim_json_key_unsigned(json, "clocks", o->result->clocks);
}

static void put_weights(cosim_json *json, const cosim_network_outcome *o)
{
    const cosim_core_result *core = &o->result->core;
    double scale_v = 0.0;
    for (unsigned i = 0; i < o->job->network->neurons; i++) {
        scale_v = fmax(scale_v, o->job->net.neuron[i].scale_v);
    }
    cosim_json_map_open(json, "weights");
    cosim_json_key_text(json, "judged", o->job->network->real_weights ? "real" : "words");
    cosim_json_key_unsigned(json, "nonzero", o->job->losses.weights);
    cosim_json_key_unsigned(json, "rounded_to_zero", o->job->losses.lost);
    if (core->has_weights_effect) {
        cosim_json_map_open(json, "effect");
        cosim_json_key_number(json, "max", core->weights_effect);
        cosim_json_key_number(json, "max_v", core->weights_effect * scale_v);
        cosim_json_key_unsigned(json, "decisions", core->weights_decide);
        cosim_json_map_close(json);
    } else {
        cosim_json_key_null(json, "effect");
    }
    cosim_json_map_close(json);
}

void cosim_network_json(cosim_json *json, const cosim_network_outcome *o)
{
    const cosim_network *n = o->job->network;
    const cosim_network_result *r = o->result;
    cosim_json_new_line(json);
    cosim_json_map_open(json, NULL);
    put_source(json, n);
    put_verdict(json, r->verdict);
    put_core(json, o->job);
    put_counts(json, o);
    cosim_json_map_open(json, "levels");
    put_level(json, &r->core, COSIM_CORE_CONSTANTS);
    put_level(json, &r->core, COSIM_CORE_PORT);
    put_level(json, &r->core, COSIM_CORE_EXACT);
    put_bounded(json, o);
    put_level(json, &r->core, COSIM_CORE_CLIP);
    put_free(json, o);
    put_expect(json, n, &r->expect);
    cosim_json_map_close(json);
    put_weights(json, o);
    cosim_network_fidelity_json(json, n);
    put_first_mismatch(json, o);
    cosim_json_map_open(json, "spikes");
    put_spikes(json, "dut", &r->circuit, n);
    put_spikes(json, "reference", &r->reference, n);
    cosim_json_map_close(json);
    cosim_json_key_number(json, "seconds", r->seconds);
    cosim_json_key_number(json, "steps_per_second", (double)r->core.ticks / r->seconds);
    cosim_json_map_close(json);
}
