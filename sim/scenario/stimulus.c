// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "scenario/stimulus.h"

#include "input/fields.h"
#include "input/units.h"
#include "scenario/events.h"
#include "scenario/fill.h"
#include "scenario/reach.h"
#include "scenario/samples.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define AT(member) offsetof(lif_stimulus, member)
/* Releases 14 and 19 of the formatter lay out a macro of braces differently. */
/* clang-format off */
#define CURRENT(key, required, member)                                                             \
    {key, COSIM_FIELD_PHYSICAL, COSIM_CURRENT, required, AT(u.member), "1 nA"}
#define TIME(key, required, member)                                                                \
    {key, COSIM_FIELD_PHYSICAL, COSIM_TIME, required, AT(member), "10 ms"}
#define FREQUENCY(key, required, member)                                                           \
    {key, COSIM_FIELD_PHYSICAL, COSIM_FREQUENCY, required, AT(u.member), "100 Hz"}
#define COUNT(key, required, member)                                                               \
    {key, COSIM_FIELD_COUNT, COSIM_TIME, required, AT(u.member), "1"}
#define OTHER(key, required, example)                                                              \
    {key, COSIM_FIELD_OTHER, COSIM_TIME, required, 0, example}
/* clang-format on */
#define OF_STEP OTHER("current", false, ""), OTHER("least", false, ""), OTHER("most", false, "")
#define WINDOW TIME("start", false, start_s), TIME("stop", false, stop_s), OF_STEP
/* The form of a data file has these keys; events and samples read them themselves. */
#define FORM                                                                                       \
    OTHER("separator", false, ""), OTHER("decimal", false, ""), OTHER("comment", false, ""),       \
        OTHER("header", false, "")
/* So have the rows of a waveform. */
#define CLOCKING                                                                                   \
    OTHER("clock", false, ""), OTHER("edge", false, ""), OTHER("enable", false, ""),               \
        OTHER("reset", false, "")
#define FIELDS_MOST 24

typedef struct kind {
    const char *name;
    lif_stimulus_kind kind;
    cosim_field fields[FIELDS_MOST];
} kind;

/* Without a value an offset, a phase and a mean are 0, and pulses never end. */
static const kind kinds[] = {
    {"constant", LIF_STIMULUS_CONSTANT, {CURRENT("amplitude", true, constant.amplitude_a), WINDOW}},
    {"step",
     LIF_STIMULUS_STEP,
     {CURRENT("amplitude", true, step.amplitude_a), TIME("start", true, start_s),
      TIME("stop", true, stop_s), TIME("grid", false, u.step.grid_s), OF_STEP}},
    {"sine",
     LIF_STIMULUS_SINE,
     {CURRENT("amplitude", true, sine.amplitude_a),
      FREQUENCY("frequency", true, sine.frequency_hz),
      CURRENT("offset", false, sine.offset_a),
      {"phase", COSIM_FIELD_PHYSICAL, COSIM_ANGLE, false, AT(u.sine.phase_rad), "90 degree"},
      WINDOW}},
    {"triangle",
     LIF_STIMULUS_TRIANGLE,
     {CURRENT("peak", true, triangle.peak_a), COUNT("samples", true, triangle.samples), WINDOW}},
    {"decay",
     LIF_STIMULUS_DECAY,
     {CURRENT("peak", true, decay.peak_a), TIME("time_constant", true, u.decay.tau_s), WINDOW}},
    {"ramp",
     LIF_STIMULUS_RAMP,
     {CURRENT("from", true, ramp.from_a), CURRENT("to", true, ramp.to_a), WINDOW}},
    {"chirp",
     LIF_STIMULUS_CHIRP,
     {CURRENT("amplitude", true, chirp.amplitude_a), FREQUENCY("from", true, chirp.from_hz),
      FREQUENCY("to", true, chirp.to_hz), CURRENT("offset", false, chirp.offset_a), WINDOW}},
    {"pulses",
     LIF_STIMULUS_PULSES,
     {CURRENT("amplitude", true, pulses.amplitude_a), TIME("width", true, u.pulses.width_s),
      TIME("period", true, u.pulses.period_s), COUNT("count", false, pulses.count), WINDOW}},
    {"noise",
     LIF_STIMULUS_NOISE,
     {CURRENT("mean", false, noise.mean_a), CURRENT("deviation", true, noise.deviation_a),
      TIME("correlation_time", true, u.noise.correlation_s), COUNT("seed", true, noise.seed),
      WINDOW}},
    {"poisson",
     LIF_STIMULUS_POISSON,
     {FREQUENCY("rate", true, poisson.rate_hz), CURRENT("amplitude", true, poisson.amplitude_a),
      TIME("decay", true, u.poisson.decay_s), COUNT("seed", true, poisson.seed), WINDOW}},
    {"events",
     LIF_STIMULUS_EVENTS,
     {CURRENT("amplitude", true, events.amplitude_a), TIME("decay", true, u.events.decay_s),
      OTHER("times", false, ""), OTHER("file", false, ""), OTHER("unit", false, ""),
      OTHER("column", false, ""), FORM, CLOCKING, WINDOW}},
    {"file",
     LIF_STIMULUS_FILE,
     {OTHER("path", true, "current.csv"), OTHER("column", false, ""), OTHER("unit", true, "nA"),
      OTHER("time", false, ""), OTHER("signed", false, ""), FORM, CLOCKING, WINDOW}},
};
#define KIND_COUNT (sizeof kinds / sizeof *kinds)

/* The one key of a list item names the kind. */
static const kind *find_kind(const cosim_node *item, cosim_diag *diag)
{
    const char *names[KIND_COUNT];
    for (size_t i = 0; i < KIND_COUNT; i++) {
        names[i] = kinds[i].name;
    }
    if (cosim_fields_known(item, names, KIND_COUNT, diag) != 0) {
        return NULL;
    }
    if (item->count != 1) {
        cosim_place place;
        char path[COSIM_PATH_BYTES];
        cosim_node_key_place(item->count > 1 ? item->items[1] : item, &place);
        cosim_diag_set(diag, &place,
                       "%s: has %zu kinds; give each item of the list exactly one, such as \"- "
                       "constant: {amplitude: 1 nA}\"",
                       cosim_node_path(item, path), item->count);
        return NULL;
    }
    size_t k = 0;
    while (strcmp(kinds[k].name, item->items[0]->key) != 0) {
        k++;
    }
    return &kinds[k];
}

/* Reports what lif_stimulus_validate found, at the place of the member. */
static int refuse_stimulus(const cosim_node *map, const lif_error *error, cosim_diag *diag)
{
    const cosim_node *member = error->key != NULL ? cosim_node_child(map, error->key) : NULL;
    if (member == NULL && error->key != NULL && strcmp(error->key, "times") == 0) {
        member = cosim_node_child(map, "file");
    }
    if (member != NULL) {
        return cosim_refuse(member, diag, "%s", error->message);
    }
    cosim_place place;
    char path[COSIM_PATH_BYTES];
    cosim_node_key_place(map, &place);
    return cosim_diag_set(diag, &place, "%s%s%s: %s", cosim_node_path(map, path),
                          error->key != NULL && error->key[0] != '\0' ? "." : "",
                          error->key != NULL ? error->key : "", error->message);
}

/* Reads which current a step has. Where nothing is said, a current that decays within a step is its
 * mean, since its sample has up to the whole decay too much charge. */
static int read_current(const cosim_scenario *scenario, const cosim_node *map,
                        lif_stimulus *stimulus, cosim_diag *diag)
{
    static const char *const names[] = {"sample", "mean"}; /* in the order of lif_current */
    const cosim_node *node = cosim_node_child(map, "current");
    const bool decays =
        stimulus->kind == LIF_STIMULUS_POISSON || stimulus->kind == LIF_STIMULUS_EVENTS;
    unsigned choice = decays ? LIF_CURRENT_MEAN : LIF_CURRENT_SAMPLE;
    if (node != NULL && cosim_field_choice(node, names, 2, &choice, diag) != 0) {
        return -1;
    }
    stimulus->current = (lif_current)choice;
    if (stimulus->current != LIF_CURRENT_MEAN || scenario->sample != LIF_SAMPLE_END ||
        !lif_stimulus_has_mean(stimulus->kind)) { /* else refused for what it is */
        return 0;
    }
    if (node != NULL) {
        return cosim_refuse(node, diag,
                            "a step has the mean of this current, which \"sample: end\" of the "
                            "scenario excludes; take \"sample\" out, or write \"sample\" here");
    }
    cosim_place place;
    char path[COSIM_PATH_BYTES];
    cosim_node_key_place(map, &place);
    return cosim_diag_set(diag, &place,
                          "%s: a step has the mean of this current by default, which \"sample: "
                          "end\" of the scenario excludes; take \"sample\" out, or add \"current: "
                          "sample\"",
                          cosim_node_path(map, path));
}

int cosim_scenario_limits(const cosim_node *map, lif_limits *limits, cosim_diag *diag)
{
    const cosim_node *least = cosim_node_child(map, "least");
    const cosim_node *most = cosim_node_child(map, "most");
    limits->has_least = least != NULL;
    limits->has_most = most != NULL;
    return (least == NULL ||
            cosim_field_physical(least, COSIM_CURRENT, &limits->least_a, diag) == 0) &&
                   (most == NULL ||
                    cosim_field_physical(most, COSIM_CURRENT, &limits->most_a, diag) == 0)
               ? 0
               : -1;
}

static int read_stimulus(cosim_scenario *scenario, const cosim_node *item, size_t index,
                         const uint64_t *seed, cosim_diag *diag)
{
    lif_stimulus *stimulus = &scenario->stimuli[index];
    lif_error error = {LIF_OK, "", ""};
    size_t count = 0;
    const kind *k = find_kind(item, diag);
    if (k == NULL) {
        return -1;
    }
    const cosim_node *map = item->items[0];
    while (count < FIELDS_MOST && k->fields[count].key != NULL) {
        count++;
    }
    stimulus->kind = k->kind;
    stimulus->stop_s = (double)INFINITY;
    if (cosim_fields_read(map, k->fields, count, stimulus, diag) != 0 ||
        cosim_scenario_limits(map, &stimulus->limits, diag) != 0 ||
        read_current(scenario, map, stimulus, diag) != 0) {
        return -1;
    }
    if ((k->kind == LIF_STIMULUS_EVENTS &&
         cosim_scenario_events(scenario, map, stimulus, diag) != 0) ||
        (k->kind == LIF_STIMULUS_FILE && cosim_scenario_file(scenario, map, stimulus, diag) != 0)) {
        return -1;
    }
    if (seed != NULL && k->kind == LIF_STIMULUS_NOISE) {
        stimulus->u.noise.seed = lif_random_mix(*seed, index);
    }
    if (seed != NULL && k->kind == LIF_STIMULUS_POISSON) {
        stimulus->u.poisson.seed = lif_random_mix(*seed, index);
    }
    if (lif_stimulus_validate(stimulus, scenario->params.dt_s, scenario->steps, &error) != LIF_OK) {
        return refuse_stimulus(map, &error, diag);
    }
    return 0;
}

int cosim_scenario_stimuli(cosim_scenario *scenario, const cosim_node *list, const uint64_t *seed,
                           cosim_diag *diag)
{
    if (list->kind == COSIM_SCALAR && strcmp(list->text, "trace") == 0) {
        scenario->waits_for_trace = true;
        return 0;
    }
    if (list->kind != COSIM_LIST || list->count == 0) {
        return cosim_refuse(list, diag,
                            "is %s; write a list of at least one, such as \"- constant: "
                            "{amplitude: 1 nA}\"",
                            list->kind == COSIM_LIST ? "an empty list"
                                                     : cosim_node_kind_name(list));
    }
    scenario->stimuli =
        cosim_arena_alloc(scenario->places->arena, list->count * sizeof *scenario->stimuli);
    if (scenario->stimuli == NULL) {
        return cosim_refuse_memory(list, diag);
    }
    scenario->stimulus_count = list->count;
    for (size_t i = 0; i < list->count; i++) {
        if (read_stimulus(scenario, list->items[i], i, seed, diag) != 0) {
            return -1;
        }
    }
    return cosim_scenario_reach(scenario, list, diag);
}
