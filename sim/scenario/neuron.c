// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "scenario/neuron.h"

#include "input/fields.h"
#include "input/tree.h"
#include "input/units.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define STEP_SLACK 1e-6
#define FIELD(name) offsetof(neuron_values, name)

/* Every number of the mapping; NaN marks what is absent. */
typedef struct neuron_values {
    double resistance, capacitance, time_constant, rest, threshold, reset, initial, refractory,
        spike_peak;
    uint64_t refractory_steps, initial_hold;
} neuron_values;

static const cosim_field fields[] = {
    {"method", COSIM_FIELD_OTHER, COSIM_TIME, true, 0, "exponential"},
    {"resistance", COSIM_FIELD_PHYSICAL, COSIM_RESISTANCE, true, FIELD(resistance), "1 kOhm"},
    {"capacitance", COSIM_FIELD_PHYSICAL, COSIM_CAPACITANCE, false, FIELD(capacitance), "5 uF"},
    {"time_constant", COSIM_FIELD_PHYSICAL, COSIM_TIME, false, FIELD(time_constant), "5 ms"},
    {"rest", COSIM_FIELD_PHYSICAL, COSIM_POTENTIAL, true, FIELD(rest), "-70 mV"},
    {"threshold", COSIM_FIELD_PHYSICAL, COSIM_POTENTIAL, true, FIELD(threshold), "-40 mV"},
    {"reset", COSIM_FIELD_PHYSICAL, COSIM_POTENTIAL, false, FIELD(reset), "-70 mV"},
    {"initial", COSIM_FIELD_PHYSICAL, COSIM_POTENTIAL, false, FIELD(initial), "-70 mV"},
    {"compare", COSIM_FIELD_OTHER, COSIM_TIME, false, 0, "at-or-above"},
    {"reset_mode", COSIM_FIELD_OTHER, COSIM_TIME, false, 0, "to-value"},
    {"refractory", COSIM_FIELD_PHYSICAL, COSIM_TIME, false, FIELD(refractory), "1 ms"},
    {"refractory_steps", COSIM_FIELD_COUNT, COSIM_TIME, false, FIELD(refractory_steps), "10"},
    {"refractory_rule", COSIM_FIELD_OTHER, COSIM_TIME, false, 0, "steps"},
    {"initial_hold", COSIM_FIELD_COUNT, COSIM_TIME, false, FIELD(initial_hold), "0"},
    {"spike_peak", COSIM_FIELD_PHYSICAL, COSIM_POTENTIAL, false, FIELD(spike_peak), "50 mV"},
};

/* In the order of the enums of lif_params.h. */
static const char *const methods[] = {"exponential", "euler"};
static const char *const comparisons[] = {"at-or-above", "above"};
static const char *const reset_modes[] = {"to-value", "by-subtraction"};
static const char *const rules[] = {"steps", "brian2", "float-time-s", "float-time-ms"};

static int refuse_both(const cosim_node *map, const char *first, const char *second,
                       cosim_diag *diag)
{
    cosim_place place;
    const cosim_node *a = cosim_node_child(map, first), *b = cosim_node_child(map, second);
    cosim_node_key_place(a->index > b->index ? a : b, &place);
    return cosim_diag_set(diag, &place, "neuron: both \"%s\" and \"%s\"; keep one of them", first,
                          second);
}

int cosim_scenario_whole_steps(const cosim_node *node, double dt_s, uint64_t most, double *time_s,
                               uint64_t *steps, cosim_diag *diag)
{
    if (cosim_field_physical(node, COSIM_TIME, time_s, diag) != 0) {
        return -1;
    }
    double exact = *time_s / dt_s, whole = round(exact);
    if (!(*time_s >= 0.0) || exact > (double)most) {
        return cosim_refuse(node, diag,
                            "%s is %.9g steps of %g s; use 0 to %llu steps, or give more of them "
                            "as a number of steps",
                            node->text, exact, dt_s, (unsigned long long)most);
    }
    /* Dividing two rounded doubles is good to some 2^-52 of the quotient. */
    if (fabs(exact - whole) > STEP_SLACK + exact * 0x1p-51) {
        return cosim_refuse(node, diag,
                            "%s is %.9g steps of %g s; use a whole number of steps, such as %.9g s",
                            node->text, exact, dt_s, whole * dt_s);
    }
    *steps = (uint64_t)whole;
    return 0;
}

static int read_choices(lif_params *p, const cosim_node *map, cosim_diag *diag)
{
    const struct {
        const char *key;
        const char *const *names;
        size_t count;
    } choices[] = {{"method", methods, 2},
                   {"compare", comparisons, 2},
                   {"reset_mode", reset_modes, 2},
                   {"refractory_rule", rules, 4}};
    unsigned chosen[4] = {0, 0, 0, 0};
    for (size_t i = 0; i < 4; i++) {
        const cosim_node *node = cosim_node_child(map, choices[i].key);
        if (node != NULL &&
            cosim_field_choice(node, choices[i].names, choices[i].count, &chosen[i], diag) != 0) {
            return -1;
        }
    }
    p->method = (lif_method)chosen[0];
    p->compare = (lif_compare)chosen[1];
    p->reset_mode = (lif_reset_mode)chosen[2];
    p->refractory_rule = (lif_refractory_rule)chosen[3];
    return 0;
}

static int read_leak(lif_params *p, const cosim_node *map, const neuron_values *v, cosim_diag *diag)
{
    const cosim_node *capacitance = cosim_node_child(map, "capacitance");
    const cosim_node *time_constant = cosim_node_child(map, "time_constant");
    p->r_ohm = v->resistance;
    if (capacitance != NULL && time_constant != NULL) {
        return refuse_both(map, "capacitance", "time_constant", diag);
    }
    if (capacitance == NULL &&
        cosim_field_need(map, "time_constant", "5 ms\" or \"capacitance: 5 uF", diag) == NULL) {
        return -1;
    }
    if (capacitance != NULL && !(v->capacitance > 0.0)) {
        return cosim_refuse(capacitance, diag, "%s is no capacitance above 0; use one like 5 uF",
                            capacitance->text);
    }
    p->tau_s = capacitance != NULL ? v->resistance * v->capacitance : v->time_constant;
    return 0;
}

static int read_refractory(lif_params *p, const cosim_node *map, const neuron_values *v,
                           cosim_diag *diag)
{
    const cosim_node *time = cosim_node_child(map, "refractory");
    const cosim_node *count = cosim_node_child(map, "refractory_steps");
    const cosim_node *rule = cosim_node_child(map, "refractory_rule");
    const cosim_node *hold = cosim_node_child(map, "initial_hold");
    uint64_t steps = v->refractory_steps;
    if (time != NULL && count != NULL) {
        return refuse_both(map, "refractory", "refractory_steps", diag);
    }
    if (rule != NULL && time == NULL && count == NULL) {
        return cosim_refuse(rule, diag,
                            "a rule without a refractory time; add for example \"refractory: 1 "
                            "ms\", or leave the rule out");
    }
    if (count != NULL && steps > UINT32_MAX) {
        return cosim_refuse(count, diag, "%s is out of range; use 0 to 4294967295", count->text);
    }
    if (hold != NULL && v->initial_hold > UINT32_MAX) {
        return cosim_refuse(hold, diag, "%s is out of range; use 0 to 4294967295", hold->text);
    }
    p->refractory_s = (double)steps * p->dt_s;
    if (time != NULL && cosim_scenario_whole_steps(time, p->dt_s, UINT32_MAX, &p->refractory_s,
                                                   &steps, diag) != 0) {
        return -1;
    }
    p->refractory_steps = (uint32_t)steps;
    p->initial_hold = (uint32_t)v->initial_hold;
    return 0;
}

int cosim_scenario_neuron(cosim_scenario *scenario, const cosim_node *neuron, cosim_diag *diag)
{
    lif_params *p = &scenario->params;
    neuron_values v = {.reset = (double)NAN, .initial = (double)NAN, .spike_peak = (double)NAN};
    if (cosim_fields_read(neuron, fields, sizeof fields / sizeof *fields, &v, diag) != 0 ||
        read_choices(p, neuron, diag) != 0 || read_leak(p, neuron, &v, diag) != 0 ||
        read_refractory(p, neuron, &v, diag) != 0) {
        return -1;
    }
    p->v_rest_v = v.rest;
    p->v_threshold_v = v.threshold;
    p->v_reset_v = isnan(v.reset) ? v.rest : v.reset;
    p->v_initial_v = isnan(v.initial) ? v.rest : v.initial;
    scenario->has_spike_peak = !isnan(v.spike_peak);
    scenario->spike_peak_v = scenario->has_spike_peak ? v.spike_peak : 0.0;
    return 0;
}
