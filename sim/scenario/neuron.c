// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "scenario/neuron.h"

#include "base/si.h"
#include "input/fields.h"
#include "input/physical.h"
#include "input/tree.h"
#include "input/units.h"
#include "scenario/fill.h"
#include "scenario/reset.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define STEP_SLACK 1e-6
#define FIELD(name) offsetof(neuron_values, name)

/* This holds every number of the mapping; NaN marks what is absent. */
typedef struct neuron_values {
    double resistance, conductance, capacitance, rest, threshold, reset, initial, refractory,
        spike_peak;
    uint64_t refractory_steps, initial_hold;
} neuron_values;

static const cosim_field fields[] = {
    {"method", COSIM_FIELD_OTHER, COSIM_TIME, true, 0, "exponential"},
    {"resistance", COSIM_FIELD_PHYSICAL, COSIM_RESISTANCE, false, FIELD(resistance), "1 kOhm"},
    {"conductance", COSIM_FIELD_PHYSICAL, COSIM_CONDUCTANCE, false, FIELD(conductance), "25 nS"},
    {"capacitance", COSIM_FIELD_PHYSICAL, COSIM_CAPACITANCE, false, FIELD(capacitance), "5 uF"},
    {"time_constant", COSIM_FIELD_OTHER, COSIM_TIME, false, 0, "5 ms"}, /* or none */
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

/* The names are in the order of the enums of lif_params.h. */
static const char *const methods[] = {"exponential", "euler"};
static const char *const comparisons[] = {"at-or-above", "above"};
static const char *const rules[] = {"steps", "brian2", "float-time-s", "float-time-ms"};

static int refuse_both(const cosim_node *map, const char *first, const char *second,
                       cosim_diag *diag)
{
    cosim_place place;
    const cosim_node *a = cosim_node_child(map, first), *b = cosim_node_child(map, second);
    cosim_node_key_place(a->index > b->index ? a : b, &place);
    return cosim_diag_set(diag, &place,
                          "neuron: \"%s\" and \"%s\" exclude each other; keep one of them", first,
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

static int read_choices(lif_params *p, const cosim_node *map, unsigned *reset_mode,
                        cosim_diag *diag)
{
    const struct {
        const char *key;
        const char *const *names;
        size_t count;
    } choices[] = {{"method", methods, 2},
                   {"compare", comparisons, 2},
                   {"reset_mode", cosim_reset_modes, COSIM_RESET_MODES},
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
    *reset_mode = chosen[2];
    p->refractory_rule = (lif_refractory_rule)chosen[3];
    return 0;
}

/* ---- the leak: two of resistance (or conductance), capacitance and time constant ---- */

/* These are the ones of the three that are written; NULL where one is not. */
typedef struct written {
    const cosim_node *resistance, *conductance, *capacitance, *time_constant;
    bool none; /* time_constant: none */
    double r_ohm, c_farad, tau_s;
} written;

static int need_positive(const cosim_node *node, double value, const char *what,
                         const char *example, cosim_diag *diag)
{
    return node == NULL || value > 0.0
               ? 0
               : cosim_refuse(node, diag, "%s is not a %s above 0; use one like %s", node->text,
                              what, example);
}

static int read_written(written *w, const cosim_node *map, const neuron_values *v, cosim_diag *diag)
{
    *w = (written){.resistance = cosim_node_child(map, "resistance"),
                   .conductance = cosim_node_child(map, "conductance"),
                   .capacitance = cosim_node_child(map, "capacitance"),
                   .time_constant = cosim_node_child(map, "time_constant"),
                   .c_farad = v->capacitance};
    if (w->resistance != NULL && w->conductance != NULL) {
        return refuse_both(map, "resistance", "conductance", diag);
    }
    w->r_ohm = w->conductance != NULL ? 1.0 / v->conductance : v->resistance;
    w->none = w->time_constant != NULL && w->time_constant->kind == COSIM_SCALAR &&
              strcmp(w->time_constant->text, "none") == 0;
    if (w->time_constant != NULL && !w->none &&
        cosim_field_physical(w->time_constant, COSIM_TIME, &w->tau_s, diag) != 0) {
        return -1;
    }
    return need_positive(w->conductance, v->conductance, "conductance", "25 nS", diag) != 0 ||
                   need_positive(w->capacitance, w->c_farad, "capacitance", "5 uF", diag) != 0 ||
                   (w->capacitance != NULL && !w->none &&
                    need_positive(w->time_constant, w->tau_s, "time", "5 ms", diag) != 0)
               ? -1
               : 0;
}

/* Refuses one of the three alone, or none: the message has the values that would go with it. */
static int refuse_missing(const written *w, const cosim_node *map, double dt_s, cosim_diag *diag)
{
    const double example_s = 50.0 * dt_s;
    char tau[COSIM_SI_BYTES], other[COSIM_SI_BYTES], both[COSIM_SI_BYTES + 40];
    cosim_place place;
    cosim_si(example_s, "s", 9, tau);
    if (w->time_constant != NULL) {
        snprintf(both, sizeof both, "1 kOhm\" or \"capacitance: %s",
                 cosim_si(w->tau_s / 1e3, "F", 9, other));
        cosim_field_need(map, "resistance", both, diag);
    } else if (w->capacitance != NULL) {
        snprintf(both, sizeof both, "%s\" or \"resistance: %s", tau,
                 cosim_si(example_s / w->c_farad, "Ohm", 9, other));
        cosim_field_need(map, "time_constant", both, diag);
    } else if (w->resistance != NULL || w->conductance != NULL) {
        snprintf(both, sizeof both, "%s\" or \"capacitance: %s", tau,
                 cosim_si(example_s / w->r_ohm, "F", 9, other));
        cosim_field_need(map, "time_constant", both, diag);
    } else {
        cosim_node_key_place(map, &place);
        cosim_diag_set(diag, &place,
                       "neuron: two of \"resistance\" (or \"conductance\"), \"capacitance\" and "
                       "\"time_constant\" are missing; add for example \"resistance: 1 kOhm\" and "
                       "\"time_constant: %s\"",
                       tau);
    }
    return -1;
}

/* Refuses all three together: the last one is what the other two make it, or contradicts them. */
static int refuse_third(const written *w, cosim_diag *diag)
{
    const cosim_node *leak = w->conductance != NULL ? w->conductance : w->resistance;
    const cosim_node *last = w->capacitance->index > leak->index ? w->capacitance : leak;
    char value[COSIM_SI_BYTES];
    cosim_place place;
    last = w->time_constant->index > last->index ? w->time_constant : last;
    cosim_node_key_place(last, &place);
    if (last == w->time_constant) {
        cosim_si(w->r_ohm * w->c_farad, "s", 9, value);
    } else if (last == w->capacitance) {
        cosim_si(w->tau_s / w->r_ohm, "F", 9, value);
    } else if (last == w->conductance) {
        cosim_si(w->c_farad / w->tau_s, "S", 9, value);
    } else {
        cosim_si(w->tau_s / w->c_farad, "Ohm", 9, value);
    }
    return cosim_diag_set(diag, &place,
                          "neuron: \"%s\", \"capacitance\" and \"time_constant\" are one too "
                          "many; leave out \"%s\", which the other two make %s",
                          leak->key, last->key, value);
}

static int read_no_leak(lif_params *p, const written *w, const cosim_node *map, cosim_diag *diag)
{
    const cosim_node *leak = w->conductance != NULL ? w->conductance : w->resistance;
    if (leak != NULL) {
        return cosim_refuse(w->time_constant, diag,
                            "\"none\" stands for no leak, and \"%s\" gives one; %s", leak->key,
                            w->capacitance != NULL
                                ? "leave it out"
                                : "write for example \"capacitance: 5 uF\" in its place");
    }
    if (cosim_field_need(map, "capacitance", "5 uF", diag) == NULL) {
        return -1;
    }
    p->tau_s = (double)INFINITY;
    p->r_ohm = p->dt_s / w->c_farad;
    return 0;
}

static int read_leak(lif_params *p, const cosim_node *map, const neuron_values *v, cosim_diag *diag)
{
    written w;
    if (read_written(&w, map, v, diag) != 0) {
        return -1;
    }
    if (w.none) {
        return read_no_leak(p, &w, map, diag);
    }
    const bool leak = w.resistance != NULL || w.conductance != NULL;
    const int count = leak + (w.capacitance != NULL) + (w.time_constant != NULL);
    if (count != 2) {
        return count < 2 ? refuse_missing(&w, map, p->dt_s, diag) : refuse_third(&w, diag);
    }
    p->r_ohm = leak ? w.r_ohm : w.tau_s / w.c_farad;
    p->tau_s = w.time_constant != NULL ? w.tau_s : w.r_ohm * w.c_farad;
    return 0;
}

const char *cosim_scenario_derived(const cosim_scenario *scenario, char *text, size_t bytes)
{
    const lif_params *p = &scenario->params;
    const cosim_node *map = cosim_node_child(scenario->places->root, "neuron");
    char value[COSIM_SI_BYTES];
    size_t n = 0;
    text[0] = '\0';
    const struct {
        const char *key, *name, *unit;
        double value;
    } all[] = {{"resistance", "resistance", "Ohm", p->r_ohm},
               {"capacitance", "capacitance", "F", p->tau_s / p->r_ohm},
               {"time_constant", "time constant", "s", p->tau_s},
               {"reset", "reset", "V", p->v_reset_v},
               {"initial", "initial", "V", p->v_initial_v}};
    for (size_t i = lif_params_leaks(p) ? 0 : 3; i < sizeof all / sizeof *all && n < bytes; i++) {
        if (cosim_node_child(map, all[i].key) == NULL) {
            n += (size_t)snprintf(text + n, bytes - n, "%s%s %s", n > 0 ? ", " : "", all[i].name,
                                  cosim_si(all[i].value, all[i].unit, 9, value));
        }
    }
    return text;
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
        return cosim_refuse(
            rule, diag,
            "there is no refractory time for the rule; add for example \"refractory: 1 "
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

/* Finds the first key of that name below the items of a mapping or list. */
static const cosim_node *find_below(const cosim_node *node, const char *key)
{
    const cosim_node *found = NULL;
    for (size_t i = 0; i < node->count && found == NULL; i++) {
        const cosim_node *item = node->items[i];
        found = item->key != NULL && strcmp(item->key, key) == 0 ? item : find_below(item, key);
    }
    return found;
}

bool cosim_scenario_whereabouts(const cosim_node *root, const char *key,
                                char path[COSIM_PATH_BYTES])
{
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (strcmp(fields[i].key, key) == 0) {
            snprintf(path, COSIM_PATH_BYTES, "neuron.%s", key);
            return true;
        }
    }
    const cosim_node *found = NULL;
    for (size_t i = 0; i < root->count && found == NULL; i++) {
        found = find_below(root->items[i], key);
    }
    if (found != NULL) {
        cosim_node_path(found, path);
    }
    return found != NULL;
}

/* Refuses a conductance where a resistance is read, or the other way round: the key is wrong. */
static int check_ohms(const cosim_node *map, cosim_diag *diag)
{
    static const struct {
        const char *key, *other;
        cosim_quantity quantity;
    } keys[] = {{"resistance", "conductance", COSIM_CONDUCTANCE},
                {"conductance", "resistance", COSIM_RESISTANCE}};
    for (size_t i = 0; i < 2; i++) {
        const cosim_node *node = cosim_node_child(map, keys[i].key);
        char reason[400];
        double value;
        if (node != NULL && node->kind == COSIM_SCALAR &&
            cosim_physical_read(node->text, keys[i].quantity, &value, reason, sizeof reason) == 0) {
            return cosim_refuse(node, diag, "%s is a %s; write \"%s: %s\"", node->text,
                                keys[i].other, keys[i].other, node->text);
        }
    }
    return 0;
}

int cosim_neuron_read(const cosim_node *neuron, lif_params *params, cosim_neuron_beside *beside,
                      cosim_diag *diag)
{
    lif_params *p = params;
    unsigned mode = 0;
    neuron_values v = {.reset = (double)NAN, .initial = (double)NAN, .spike_peak = (double)NAN};
    if (check_ohms(neuron, diag) != 0 ||
        cosim_fields_read(neuron, fields, sizeof fields / sizeof *fields, &v, diag) != 0 ||
        read_choices(p, neuron, &mode, diag) != 0 || read_leak(p, neuron, &v, diag) != 0 ||
        read_refractory(p, neuron, &v, diag) != 0) {
        return -1;
    }
    p->v_rest_v = v.rest;
    p->v_threshold_v = v.threshold;
    p->v_reset_v = isnan(v.reset) ? v.rest : v.reset;
    p->v_initial_v = isnan(v.initial) ? v.rest : v.initial;
    beside->written_scale_v = fabs(p->v_threshold_v - p->v_reset_v);
    beside->has_spike_peak = !isnan(v.spike_peak);
    beside->spike_peak_v = beside->has_spike_peak ? v.spike_peak : 0.0;
    return cosim_scenario_reset(p, neuron, mode, diag);
}

int cosim_scenario_neuron(cosim_scenario *scenario, const cosim_node *neuron, cosim_diag *diag)
{
    cosim_neuron_beside beside = {.written_scale_v = 0.0};
    const int status = cosim_neuron_read(neuron, &scenario->params, &beside, diag);
    scenario->written_scale_v = beside.written_scale_v;
    scenario->has_spike_peak = beside.has_spike_peak;
    scenario->spike_peak_v = beside.spike_peak_v;
    return status;
}
