// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "foreign/trace_volts.h"

#include "input/fields.h"

#include <string.h>

#define COUNT(list) (sizeof(list) / sizeof *(list))

static bool is_word(const cosim_node *node, const char *word)
{
    return node != NULL && node->kind == COSIM_SCALAR && strcmp(node->text, word) == 0;
}

/* Refuses two keys of a mapping that exclude each other, and neither of them. */
static int need_one(const cosim_node *map, const char *a, const char *b, const char *example,
                    cosim_diag *diag)
{
    const cosim_node *first = cosim_node_child(map, a), *second = cosim_node_child(map, b);
    if (first != NULL && second != NULL) {
        return cosim_refuse(second, diag, "stands beside \"%s\"; keep one of them", a);
    }
    return first != NULL || second != NULL || cosim_field_need(map, a, example, diag) != NULL ? 0
                                                                                              : -1;
}

static int read_input(const cosim_trace_reader *r, const cosim_node *root, cosim_recording *t,
                      cosim_diag *diag)
{
    static const char *const keys[] = {"unit", "one", COSIM_TRACE_COLUMN_KEYS};
    const cosim_node *map = cosim_field_need(
        root, "input", "{column: i, unit: nA}\" or, where it is not recorded, \"input: scenario",
        diag);
    const cosim_trace_usual usual = {.is_signed = true};
    cosim_unit unit = {1.0, 1, 0};
    if (map == NULL) {
        return -1;
    }
    if (is_word(map, "scenario")) {
        return 0;
    }
    if (cosim_fields_known(map, keys, COUNT(keys), diag) != 0 ||
        need_one(map, "unit", "one", "nA\" or, for a number without a unit, \"one: 1 nA", diag) !=
            0) {
        return -1;
    }
    const cosim_node *one = cosim_node_child(map, "one");
    if (one != NULL && cosim_field_physical(one, COSIM_CURRENT, &t->input_a, diag) != 0) {
        return -1;
    }
    if (one != NULL && !(t->input_a > 0.0)) {
        return cosim_refuse(one, diag, "%s is not a current above 0; use one like 1 nA", one->text);
    }
    if (one == NULL) {
        if (cosim_field_unit(cosim_node_child(map, "unit"), COSIM_CURRENT, &unit, diag) != 0) {
            return -1;
        }
        t->input_a = unit.factor;
    }
    return cosim_trace_column(r, map, &usual, &t->input, diag);
}

static int read_membrane_unit(const cosim_node *map, cosim_recording *t, cosim_diag *diag)
{
    static const char *const zeros[] = {"zero", "rest"};
    const cosim_node *one = cosim_node_child(map, "one"), *from = cosim_node_child(map, "from");
    const cosim_node *uncertainty = cosim_node_child(map, "uncertainty");
    cosim_unit unit = {1.0, 1, 0};
    unsigned rest = one != NULL;
    if (need_one(map, "unit", "one", "mV\" or, for a number without a unit, \"one: 1", diag) != 0 ||
        (from != NULL && cosim_field_choice(from, zeros, 2, &rest, diag) != 0) ||
        (uncertainty != NULL &&
         cosim_field_physical(uncertainty, COSIM_POTENTIAL, &t->uncertainty_v, diag) != 0)) {
        return -1;
    }
    t->from_rest = rest == 1;
    if (t->uncertainty_v < 0.0) {
        return cosim_refuse(uncertainty, diag, "%s is below 0; use one like 0.3 mV",
                            uncertainty->text);
    }
    if (one == NULL) {
        if (cosim_field_unit(cosim_node_child(map, "unit"), COSIM_POTENTIAL, &unit, diag) != 0) {
            return -1;
        }
        t->membrane_v = unit.factor;
        return 0;
    }
    if (cosim_field_number(one, &t->one, diag) != 0) {
        return -1;
    }
    return t->one > 0.0 ? 0
                        : cosim_refuse(one, diag, "%s is not above 0; use one like 1", one->text);
}

static int read_membrane(const cosim_trace_reader *r, const cosim_node *root, cosim_recording *t,
                         cosim_diag *diag)
{
    static const char *const keys[] = {"unit",  "one",         "from",
                                       "shows", "uncertainty", COSIM_TRACE_COLUMN_KEYS};
    static const char *const shows[] = {"after-reset", "before-reset", "between-spikes"};
    const cosim_node *map = cosim_field_need(
        root, "membrane",
        "{column: v, unit: mV, shows: after-reset}\" or, where it is not recorded, \"membrane: "
        "hidden",
        diag);
    const cosim_trace_usual usual = {.late = 1, .is_signed = true};
    const cosim_node *node;
    unsigned choice = 0;
    if (map == NULL) {
        return -1;
    }
    if (is_word(map, "hidden")) {
        t->shows = COSIM_RECORDED_HIDDEN;
        return 0;
    }
    if (cosim_fields_known(map, keys, COUNT(keys), diag) != 0 ||
        ((node = cosim_node_child(map, "shows")) == NULL && !r->calibrating &&
         cosim_field_need(map, "shows", "after-reset", diag) == NULL) ||
        (node != NULL && cosim_field_choice(node, shows, 3, &choice, diag) != 0) ||
        read_membrane_unit(map, t, diag) != 0) {
        return -1;
    }
    t->shows = (cosim_recorded_shows)choice;
    return cosim_trace_column(r, map, &usual, &t->membrane, diag);
}

static int read_spike(const cosim_trace_reader *r, const cosim_node *root, cosim_recording *t,
                      cosim_diag *diag)
{
    static const char *const keys[] = {"unit", "from", "sender", COSIM_TRACE_COLUMN_KEYS};
    const cosim_node *map =
        cosim_field_need(root, "spike",
                         "{column: s}\" or \"spike: {file: spikes.csv, column: time, "
                         "unit: ms}",
                         diag);
    if (map == NULL || cosim_fields_known(map, keys, COUNT(keys), diag) != 0) {
        return -1;
    }
    const cosim_node *unit = cosim_node_child(map, "unit"), *from = cosim_node_child(map, "from");
    const cosim_node *sender = cosim_node_child(map, "sender");
    cosim_unit of_list = {0.0, 1, 0};
    t->list = unit != NULL || from != NULL;
    if (t->list && need_one(map, "unit", "from", "ms", diag) != 0) {
        return -1;
    }
    if (!t->list && sender != NULL) {
        return cosim_refuse(
            sender, diag,
            "is for a list of spikes; add \"unit: ms\" for times, or \"from: 0\" for "
            "steps");
    }
    if ((unit != NULL && cosim_field_unit(unit, COSIM_TIME, &of_list, diag) != 0) ||
        (from != NULL && cosim_field_number(from, &t->list_from, diag) != 0)) {
        return -1;
    }
    t->list_s = of_list.factor;
    const cosim_trace_usual usual = {
        .name = t->list ? "time" : NULL, .truth = !t->list, .late = 1, .sender = sender};
    if (t->list && cosim_node_child(map, "file") == NULL &&
        (cosim_node_child(root, "membrane")->kind == COSIM_MAP ||
         cosim_node_child(root, "input")->kind == COSIM_MAP)) {
        return cosim_refuse(map, diag,
                            "is a list of spikes in a file with a row a step; name its own file: "
                            "\"file: spikes.csv\", or leave \"%s\" out",
                            unit != NULL ? "unit" : "from");
    }
    return cosim_trace_column(r, map, &usual, &t->spike, diag);
}

int cosim_trace_volts(const cosim_trace_reader *r, const cosim_node *root, cosim_recording *t,
                      cosim_diag *diag)
{
    static const char *const keys[] = {"name", "about", "trace",     "input",   "membrane", "spike",
                                       "time", "step",  "precision", "initial", "scenario"};
    static const char *const precisions[] = {"digits", "float64", "float32"};
    static const char *const starts[] = {"known", "unknown"};
    const cosim_node *precision = cosim_node_child(root, "precision");
    const cosim_node *initial = cosim_node_child(root, "initial");
    unsigned rounds = 0, unknown = 0;
    if (cosim_fields_known(root, keys, COUNT(keys), diag) != 0 ||
        (precision != NULL && cosim_field_choice(precision, precisions, 3, &rounds, diag) != 0) ||
        (initial != NULL && cosim_field_choice(initial, starts, 2, &unknown, diag) != 0)) {
        return -1;
    }
    t->precision = (cosim_recorded_precision)rounds;
    t->unknown_start = unknown == 1;
    return read_input(r, root, t, diag) == 0 && read_membrane(r, root, t, diag) == 0
               ? read_spike(r, root, t, diag)
               : -1;
}
