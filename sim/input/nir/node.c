// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "input/nir/node.h"

#include "base/utf8.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

enum { NEED = 1, MAY = 2, KEYS = 8 };

typedef struct key {
    const char *name;
    int parameter;
    int demand;
} key;

#define MEMBRANE_KEYS                                                                              \
    {"r", COSIM_NIR_R, NEED}, { "v_leak", COSIM_NIR_V_LEAK, NEED }
#define SPIKE_KEYS                                                                                 \
    {"v_threshold", COSIM_NIR_V_THRESHOLD, NEED}, { "v_reset", COSIM_NIR_V_RESET, MAY }
#define CUBA_KEYS                                                                                  \
    {"tau_mem", COSIM_NIR_TAU, NEED}, {"tau_syn", COSIM_NIR_TAU_SYN, NEED},                        \
    {                                                                                              \
        "w_in", COSIM_NIR_W_IN, MAY                                                                \
    }

static const struct {
    const char *name;
    cosim_nir_type type;
    key keys[KEYS];
} types[] = {
    {"Input", COSIM_NIR_INPUT, {{"shape", COSIM_NIR_SHAPE, MAY}}},
    {"Output", COSIM_NIR_OUTPUT, {{"shape", COSIM_NIR_SHAPE, MAY}}},
    {"Flatten", COSIM_NIR_PASS, {{"start_dim", -1, MAY}, {"end_dim", -1, MAY}}},
    {"Linear", COSIM_NIR_LINEAR, {{"weight", COSIM_NIR_WEIGHT, NEED}}},
    {"Affine",
     COSIM_NIR_AFFINE,
     {{"weight", COSIM_NIR_WEIGHT, NEED}, {"bias", COSIM_NIR_BIAS, NEED}}},
    {"Scale", COSIM_NIR_SCALE, {{"scale", COSIM_NIR_SCALES, NEED}}},
    {"Delay", COSIM_NIR_DELAY, {{"delay", COSIM_NIR_DELAYS, NEED}}},
    {"LIF", COSIM_NIR_LIF, {{"tau", COSIM_NIR_TAU, NEED}, MEMBRANE_KEYS, SPIKE_KEYS}},
    {"CubaLIF", COSIM_NIR_CUBA_LIF, {CUBA_KEYS, MEMBRANE_KEYS, SPIKE_KEYS}},
    {"LI", COSIM_NIR_LI, {{"tau", COSIM_NIR_TAU, NEED}, MEMBRANE_KEYS}},
    {"CubaLI", COSIM_NIR_CUBA_LI, {CUBA_KEYS, MEMBRANE_KEYS}},
};
enum { TYPES = sizeof types / sizeof types[0] };

/* These are known, and why they are refused. */
static const struct {
    const char *name, *why;
} refused[] = {
    {"IF", "its neurons have no leak, and those of a core leak in every tick; use LIF"},
    {"I", "an integrator has no leak, and the neurons of a core leak in every tick; use LI"},
    {"Threshold", "a threshold without a membrane is no neuron of a core; use LIF"},
    {"Conv1d", "convolutions are not unrolled yet; write it as a Linear"},
    {"Conv2d", "convolutions are not unrolled yet; write it as a Linear"},
    {"SumPool2d", "pools are not unrolled yet; write it as a Linear"},
    {"AvgPool2d", "pools are not unrolled yet; write it as a Linear"},
};

int cosim_nir_refuse(const char *path, const char *node, cosim_diag *diag, const char *format, ...)
{
    cosim_place place = {.line = 0};
    char text[sizeof diag->message];
    va_list rest;
    va_start(rest, format);
    vsnprintf(text, sizeof text, format, rest);
    va_end(rest);
    snprintf(place.file, sizeof place.file, "%s", path);
    return cosim_diag_set(diag, &place, "%s%s%s%s", node[0] != '\0' ? "node `" : "", node,
                          node[0] != '\0' ? "`: " : "", text);
}

bool cosim_nir_name_is_plain(const char *name)
{
    return name[0] != '\0' && strchr(name, '/') == NULL && cosim_utf8_is_valid(name) &&
           cosim_utf8_is_plain(name);
}

bool cosim_nir_is_cuba(const cosim_nir_node *node)
{
    return node->type == COSIM_NIR_CUBA_LIF || node->type == COSIM_NIR_CUBA_LI;
}

bool cosim_nir_spikes(const cosim_nir_node *node)
{
    return node->type == COSIM_NIR_CUBA_LIF || node->type == COSIM_NIR_LIF;
}

bool cosim_nir_is_neuron(const cosim_nir_node *node)
{
    return cosim_nir_is_cuba(node) || cosim_nir_spikes(node) || node->type == COSIM_NIR_LI;
}

double cosim_nir_value(const cosim_nir_node *node, unsigned parameter, size_t i, double otherwise)
{
    const cosim_hdf *array = node->parameter[parameter];
    return array == NULL ? otherwise : array->number[array->count > 1 ? i : 0];
}

const char *cosim_nir_type_of(const cosim_hdf *group, const char *path, const char *node,
                              cosim_diag *diag)
{
    const char *type = cosim_hdf_is_word(cosim_hdf_find(group, "type"));
    if (type == NULL) {
        cosim_nir_refuse(path, node, diag,
                         "has no `type`, as every node of a NIR file has; write the file with "
                         "nir.write");
    }
    return type;
}

/* Every node may have these, and nothing is taken from them. */
static bool is_ignored(const char *name)
{
    return strcmp(name, "type") == 0 || strcmp(name, "metadata") == 0 ||
           strcmp(name, "input_type") == 0 || strcmp(name, "output_type") == 0;
}

static int check_numbers(const cosim_nir_node *node, const cosim_hdf *array, const char *path,
                         cosim_diag *diag)
{
    if (array->number == NULL || array->kind == COSIM_HDF_OTHER) {
        return cosim_nir_refuse(path, node->name, diag,
                                "`%s` holds no numbers; write an array of float or double",
                                array->name);
    }
    for (size_t i = 0; i < array->count; i++) {
        if (!isfinite(array->number[i])) {
            return cosim_nir_refuse(path, node->name, diag,
                                    "`%s` is %s at element %zu; give a finite number, for no "
                                    "circuit computes with it",
                                    array->name, isnan(array->number[i]) ? "NaN" : "infinite", i);
        }
    }
    return 0;
}

static int take_keys(cosim_nir_node *node, const key *keys, const cosim_hdf *group,
                     const char *path, cosim_diag *diag)
{
    for (const cosim_hdf *item = group->first; item != NULL; item = item->next) {
        size_t k = 0;
        while (k < KEYS && keys[k].name != NULL && strcmp(keys[k].name, item->name) != 0) {
            k++;
        }
        const bool known = k < KEYS && keys[k].name != NULL;
        if (item->attribute || (!known && is_ignored(item->name))) {
            continue;
        }
        if (!known) {
            return cosim_nir_refuse(path, node->name, diag,
                                    "`%s` is no parameter that a %s has; remove it, or say what it "
                                    "means by one that it has",
                                    cosim_nir_name_is_plain(item->name) ? item->name : "(a name)",
                                    node->type_name);
        }
        if (check_numbers(node, item, path, diag) != 0) {
            return -1;
        }
        if (keys[k].parameter >= 0) {
            node->parameter[keys[k].parameter] = item;
        }
    }
    for (size_t k = 0; k < KEYS && keys[k].name != NULL; k++) {
        const cosim_hdf *array = keys[k].parameter < 0 ? NULL : node->parameter[keys[k].parameter];
        const bool needs = keys[k].demand == NEED;
        if (needs && array == NULL) {
            return cosim_nir_refuse(
                path, node->name, diag,
                "has no `%s`, which a %s needs; write it, for nothing stands in for it",
                keys[k].name, node->type_name);
        }
        if (array != NULL && array->count == 0 && keys[k].parameter != COSIM_NIR_SHAPE) {
            return cosim_nir_refuse(path, node->name, diag, "`%s` is empty; give its values",
                                    keys[k].name);
        }
    }
    return 0;
}

int cosim_nir_take_node(cosim_nir_node *node, const cosim_hdf *group, bool inner, const char *path,
                        cosim_diag *diag)
{
    const char *type = cosim_nir_type_of(group, path, node->name, diag);
    if (type == NULL) {
        return -1;
    }
    for (size_t i = 0; i < TYPES; i++) {
        if (strcmp(type, types[i].name) == 0) {
            const bool ends = types[i].type == COSIM_NIR_INPUT || types[i].type == COSIM_NIR_OUTPUT;
            node->type_name = types[i].name;
            node->type = inner && ends ? COSIM_NIR_PASS : types[i].type;
            return take_keys(node, types[i].keys, group, path, diag);
        }
    }
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        if (strcmp(type, refused[i].name) == 0) {
            return cosim_nir_refuse(path, node->name, diag, "%s: %s", refused[i].name,
                                    refused[i].why);
        }
    }
    return cosim_nir_refuse(path, node->name, diag,
                            "%s is no type of node that is read; these are: Input, Output, "
                            "NIRGraph, Flatten, Linear, Affine, Scale, Delay, LIF, CubaLIF, LI, "
                            "CubaLI",
                            cosim_nir_name_is_plain(type) ? type : "its type");
}
