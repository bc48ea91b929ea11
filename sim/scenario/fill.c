// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The tree of a scenario becomes the scenario here, whatever file or page the tree came from. */
#include "scenario/fill.h"

#include "input/fields.h"
#include "input/units.h"
#include "scenario/expect.h"
#include "scenario/neuron.h"
#include "scenario/place.h"
#include "scenario/stimulus.h"

#include <string.h>

#define MOST_STEPS ((uint64_t)1 << 62)
/* Beyond this many steps the quotient duration/step is no longer good to 1e-6. */
#define MOST_DURATION_STEPS ((uint64_t)1 << 31)
#define DEFAULT_TOLERANCE 1e-3

static const char *const top_keys[] = {"name",  "about",    "source", "step",      "rate",
                                       "steps", "duration", "sample", "neuron",    "stimulus",
                                       "least", "most",     "dut",    "tolerance", "expect"};

typedef struct reading {
    cosim_scenario *scenario;
    const cosim_node *root;
    cosim_diag *diag;
} reading;

/* Reads an optional text; it is `absent` where there is none. */
static int read_text(const reading *r, const char *key, const char *absent, bool lines, char **text)
{
    cosim_arena *arena = r->scenario->places->arena;
    const cosim_node *node = cosim_node_child(r->root, key);
    const char *read = absent;
    if (node != NULL && cosim_field_text(node, lines, &read, r->diag) != 0) {
        return -1;
    }
    *text = cosim_arena_text(arena, read, strlen(read));
    return *text != NULL ? 0 : cosim_diag_memory(r->diag, NULL);
}

static int read_texts(const reading *r)
{
    cosim_scenario *s = r->scenario;
    const cosim_node *name = cosim_field_need(r->root, "name", "my-neuron", r->diag);
    if (name == NULL || read_text(r, "name", "", false, &s->name) != 0) {
        return -1;
    }
    if (strchr(s->name, '/') != NULL) {
        return cosim_refuse(name, r->diag,
                            "\"%.60s\" has a slash; files are named after it, so "
                            "write it without",
                            s->name);
    }
    return read_text(r, "about", "", true, &s->about) == 0 &&
                   read_text(r, "source", "", true, &s->source) == 0 &&
                   read_text(r, "dut", "q8_24", false, &s->dut) == 0
               ? 0
               : -1;
}

static int read_rate(const reading *r, const cosim_node *node)
{
    double rate_hz = 0.0;
    double *dt = &r->scenario->params.dt_s;
    if (cosim_field_physical(node, COSIM_FREQUENCY, &rate_hz, r->diag) != 0) {
        return -1;
    }
    *dt = 1.0 / rate_hz;
    return rate_hz > 0.0
               ? 0
               : cosim_refuse(node, r->diag, "%s is not a rate of steps; use one like 10 kHz",
                              node->text);
}

static int read_step(const reading *r)
{
    const cosim_node *rate = cosim_node_child(r->root, "rate");
    const cosim_node *node = cosim_node_child(r->root, "step");
    double *dt = &r->scenario->params.dt_s;
    if (rate != NULL && node != NULL) {
        return cosim_refuse(rate, r->diag, "stands beside \"step\"; keep one of them");
    }
    if (rate != NULL) {
        return read_rate(r, rate);
    }
    node = cosim_field_need(r->root, "step", "0.1 ms\" or \"rate: 10 kHz", r->diag);
    if (node == NULL || cosim_field_physical(node, COSIM_TIME, dt, r->diag) != 0) {
        return -1;
    }
    return *dt > 0.0 ? 0
                     : cosim_refuse(node, r->diag, "%s is not a time above 0; use one like 0.1 ms",
                                    node->text);
}

static int read_steps(const reading *r)
{
    static const char *const samples[] = {"start", "end"}; /* in the order of lif_sample */
    cosim_scenario *s = r->scenario;
    const cosim_node *steps = cosim_node_child(r->root, "steps");
    const cosim_node *duration = cosim_node_child(r->root, "duration");
    const cosim_node *sample = cosim_node_child(r->root, "sample");
    unsigned choice = LIF_SAMPLE_START;
    double time_s;
    if (steps != NULL && duration != NULL) {
        return cosim_refuse(duration, r->diag, "stands beside \"steps\"; keep one of them");
    }
    if (sample != NULL && cosim_field_choice(sample, samples, 2, &choice, r->diag) != 0) {
        return -1;
    }
    s->sample = (lif_sample)choice;
    if (duration == NULL) {
        if (cosim_field_need(r->root, "steps", "500\" or \"duration: 50 ms", r->diag) == NULL) {
            return -1;
        }
        return cosim_field_count(steps, 1, MOST_STEPS, &s->steps, r->diag);
    }
    if (cosim_scenario_whole_steps(duration, s->params.dt_s, MOST_DURATION_STEPS, &time_s,
                                   &s->steps, r->diag) != 0) {
        return -1;
    }
    return s->steps > 0 ? 0
                        : cosim_refuse(duration, r->diag,
                                       "%s is shorter than a step; use at least "
                                       "one step, %g s",
                                       duration->text, s->params.dt_s);
}

static int read_tolerance(const reading *r)
{
    const cosim_node *node = cosim_node_child(r->root, "tolerance");
    double *tolerance = &r->scenario->tolerance;
    *tolerance = DEFAULT_TOLERANCE;
    if (node == NULL) {
        return 0;
    }
    if (cosim_field_number(node, tolerance, r->diag) != 0) {
        return -1;
    }
    return *tolerance > 0.0
               ? 0
               : cosim_refuse(node, r->diag, "%s is not above 0; use one like 1e-3", node->text);
}

/* Checks the relations between the neuron's values, at the place of the key that is named. */
static int check_params(const reading *r)
{
    lif_error error = {LIF_OK, "", ""};
    cosim_place place;
    if (lif_params_validate(&r->scenario->params, &error) == LIF_OK) {
        return 0;
    }
    cosim_scenario_place(r->scenario, error.key, &place);
    return cosim_diag_set(r->diag, &place, "%s: %s", error.key, error.message);
}

static int check_limits(const reading *r)
{
    lif_error error = {LIF_OK, "", ""};
    if (lif_limits_validate(&r->scenario->limits, &error) == LIF_OK) {
        return 0;
    }
    return cosim_refuse(cosim_node_child(r->root, error.key), r->diag, "%s", error.message);
}

/* Refuses a key of the neuron, or of something else below, that stands at the top, and says where
 * it belongs. */
static int check_top_keys(const reading *r)
{
    for (size_t i = 0; i < r->root->count; i++) {
        const cosim_node *node = r->root->items[i];
        char path[COSIM_PATH_BYTES], quoted[COSIM_QUOTE_BYTES];
        cosim_place place;
        bool known = false;
        for (size_t k = 0; k < sizeof top_keys / sizeof *top_keys; k++) {
            known = known || strcmp(node->key, top_keys[k]) == 0;
        }
        if (!known && cosim_scenario_whereabouts(r->root, node->key, path)) {
            cosim_node_key_place(node, &place);
            return cosim_diag_set(r->diag, &place, "unknown key %s; did you mean \"%s\"?",
                                  cosim_quote(node->key, quoted), path);
        }
    }
    return 0;
}

static int read_tree(const reading *r, const uint64_t *seed)
{
    const cosim_node *node;
    if (r->root->kind == COSIM_MAP && check_top_keys(r) != 0) {
        return -1;
    }
    if (cosim_fields_known(r->root, top_keys, sizeof top_keys / sizeof *top_keys, r->diag) != 0 ||
        read_texts(r) != 0 || read_step(r) != 0 || read_steps(r) != 0) {
        return -1;
    }
    node = cosim_field_need(
        r->root, "neuron",
        "{method: exponential, resistance: 1 kOhm, time_constant: 5 ms, rest: -70 mV, threshold: "
        "-40 mV}",
        r->diag);
    if (node == NULL || cosim_scenario_neuron(r->scenario, node, r->diag) != 0 ||
        check_params(r) != 0) {
        return -1;
    }
    node = cosim_field_need(r->root, "stimulus", "[{constant: {amplitude: 1 nA}}]", r->diag);
    if (node == NULL || cosim_scenario_stimuli(r->scenario, node, seed, r->diag) != 0 ||
        cosim_scenario_limits(r->root, &r->scenario->limits, r->diag) != 0 ||
        check_limits(r) != 0) {
        return -1;
    }
    return read_tolerance(r) == 0 ? cosim_scenario_expect(r->scenario, r->root, r->diag) : -1;
}

int cosim_scenario_from_tree(cosim_scenario *scenario, const uint64_t *seed, cosim_diag *diag)
{
    const reading r = {scenario, scenario->places->root, diag};
    return read_tree(&r, seed);
}

int cosim_scenario_head(cosim_scenario *scenario, cosim_diag *diag)
{
    const reading r = {scenario, scenario->places->root, diag};
    return read_texts(&r) == 0 && read_step(&r) == 0 && read_steps(&r) == 0 ? read_tolerance(&r)
                                                                            : -1;
}
