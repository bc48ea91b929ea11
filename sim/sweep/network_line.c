// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "sweep/network_line.h"

#include "sweep/field.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

/* Returns the mean rate of some neurons [Hz]. */
static double rate(const cosim_network *n, uint64_t spikes, unsigned neurons)
{
    return (double)spikes / ((double)n->ticks * n->step_s * neurons);
}

void cosim_sweep_record_of_network(cosim_sweep_record *record, uint64_t index,
                                   const cosim_network_outcome *outcome)
{
    const cosim_network *n = outcome->job->network;
    const cosim_network_result *result = outcome->result;
    const cosim_core_result *core = &result->core;
    const cosim_neurons_sum sum = cosim_network_sum(result, 0, n->neurons);
    cosim_sweep_record_refused(record, index);
    record->network = true;
    record->outcome = result->verdict == COSIM_PASS      ? COSIM_OUTCOME_PASS
                      : result->verdict == COSIM_VACUOUS ? COSIM_OUTCOME_VACUOUS
                                                         : COSIM_OUTCOME_FAIL;
    record->identical = core->free_running[0].identical;
    record->steps = core->ticks * n->neurons;
    record->ambiguous_steps = core->ambiguous;
    record->max_error_v = core->max_error;
    record->max_bound_v = core->max_bound;
    record->max_usage = core->usage_membrane;
    record->dut_spikes = core->spikes;
    record->reference_spikes = core->free_running[0].spikes;
    record->rate_hz = rate(n, sum.spikes, n->neurons);
    record->reference_rate_hz = rate(n, sum.reference, n->neurons);
}

/* ---- the line ---- */

static void put_levels(cosim_json *json, const cosim_network_result *result)
{
    cosim_json_map_open(json, "levels");
    for (int i = 0; i < COSIM_CORE_LEVELS; i++) {
        cosim_json_key_text(json, cosim_core_level_name((cosim_core_level)i),
                            cosim_verdict_name(result->core.level[i].verdict));
    }
    cosim_json_key_text(json, "expect", cosim_verdict_name(result->expect.verdict));
    cosim_json_map_close(json);
}

static void put_populations(cosim_json *json, const cosim_network_outcome *outcome)
{
    const cosim_network *n = outcome->job->network;
    cosim_json_map_open(json, "populations");
    for (size_t p = 0; p < n->population_count; p++) {
        const cosim_network_group *g = &n->population[p];
        const cosim_neurons_sum sum = cosim_network_sum(outcome->result, g->first, g->count);
        cosim_json_map_open(json, g->name);
        cosim_json_key_unsigned(json, "neurons", g->count);
        cosim_json_key_unsigned(json, "spikes", sum.spikes);
        cosim_json_key_unsigned(json, "reference_spikes", sum.reference);
        cosim_json_key_number(json, "rate_hz", rate(n, sum.spikes, g->count));
        cosim_json_key_number(json, "reference_rate_hz", rate(n, sum.reference, g->count));
        cosim_json_map_close(json);
    }
    cosim_json_map_close(json);
}

void cosim_sweep_put_network(cosim_json *json, const cosim_sweep_record *r,
                             const cosim_network_outcome *outcome)
{
    const cosim_network_result *result = outcome->result;
    const cosim_core_result *core = &result->core;
    cosim_json_key_text(json, "core", outcome->job->name);
    put_levels(json, result);
    cosim_json_key_unsigned(json, "ticks", core->ticks);
    cosim_json_key_unsigned(json, "neuron_ticks", r->steps);
    cosim_json_key_unsigned(json, "events", result->events);
    cosim_json_key_unsigned(json, "dropped_events", result->dropped);
    cosim_json_key_unsigned(json, "synaptic_events", core->synaptic_events);
    cosim_json_key_unsigned(json, "clips", core->clips);
    cosim_json_key_unsigned(json, "must", core->must);
    cosim_json_key_unsigned(json, "ambiguous_steps", r->ambiguous_steps);
    cosim_json_key_number(json, "max_error", r->max_error_v);
    cosim_json_key_number(json, "max_bound", r->max_bound_v);
    cosim_json_key_number(json, "max_usage", r->max_usage);
    cosim_json_key_unsigned(json, "spikes", r->dut_spikes);
    cosim_json_key_unsigned(json, "reference_spikes", r->reference_spikes);
    cosim_json_key_bool(json, "identical", r->identical);
    cosim_json_key_number(json, "rate_hz", r->rate_hz);
    cosim_json_key_number(json, "reference_rate_hz", r->reference_rate_hz);
    put_populations(json, outcome);
}

/* ---- CSV ---- */

void cosim_sweep_put_network_header(FILE *out, const cosim_axis *axes, size_t count,
                                    const cosim_network *network)
{
    fputs("set", out);
    for (size_t i = 0; i < count; i++) {
        fputc(',', out);
        cosim_sweep_put_field(out, axes[i].key);
    }
    fputs(",core,verdict,spikes,reference_spikes", out);
    for (size_t p = 0; p < network->population_count; p++) {
        fprintf(out, ",%s_hz", network->population[p].name);
    }
    fputs(",max_bound,max_usage,ambiguous_steps,identical,reason\n", out);
}

/* Gives the rate of a population, NaN where the line has none of that name. */
static double rate_of(const cosim_sweep_parsed *parsed, const char *name)
{
    for (size_t i = 0; i < parsed->population_count; i++) {
        if (strcmp(parsed->population[i].name, name) == 0) {
            return parsed->population[i].rate_hz;
        }
    }
    return (double)NAN;
}

void cosim_sweep_put_network_row(FILE *out, const cosim_sweep_record *r,
                                 const cosim_sweep_parsed *parsed, const char *const *values,
                                 size_t count, const cosim_network *network)
{
    fprintf(out, "%" PRIu64, r->index);
    for (size_t i = 0; i < count; i++) {
        fputc(',', out);
        cosim_sweep_put_field(out, values[i]);
    }
    fputc(',', out);
    cosim_sweep_put_field(out, parsed->core != NULL ? parsed->core : "");
    fprintf(out, ",%s", cosim_outcome_name(r->outcome));
    if (r->outcome == COSIM_OUTCOME_REFUSED) {
        fputs(",,", out);
    } else {
        fprintf(out, ",%" PRIu64 ",%" PRIu64, r->dut_spikes, r->reference_spikes);
    }
    for (size_t p = 0; p < network->population_count; p++) {
        cosim_sweep_put_number(out, rate_of(parsed, network->population[p].name));
    }
    if (r->outcome == COSIM_OUTCOME_REFUSED) {
        fputs(",,,,,", out);
    } else {
        cosim_sweep_put_number(out, r->max_bound_v);
        cosim_sweep_put_number(out, r->max_usage);
        fprintf(out, ",%" PRIu64 ",%d,", r->ambiguous_steps, r->identical);
    }
    cosim_sweep_put_field(out, parsed->reason);
    fputc('\n', out);
}
