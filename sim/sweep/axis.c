// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "sweep/axis.h"

#include "base/decimal.h"
#include "input/fields.h"
#include "input/flow.h"
#include "input/physical.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const keys[] = {"linear", "log",      "uniform", "log-uniform",
                                   "normal", "integers", "points"};
enum { KINDS = 6, KEYS = 7 };
/* The kinds stand in the order of the keys. */
static const cosim_axis_kind kinds[KINDS] = {COSIM_AXIS_LINEAR,  COSIM_AXIS_LOG,
                                             COSIM_AXIS_UNIFORM, COSIM_AXIS_LOG_UNIFORM,
                                             COSIM_AXIS_NORMAL,  COSIM_AXIS_INTEGERS};

/* An end of a range has a number, and the unit that it is written in. */
typedef struct end {
    const cosim_node *node;
    char number[64];
    const char *unit; /* "" for a plain number */
    cosim_quantity quantity;
    cosim_unit scale;
} end;

static int find_unit(end *e, cosim_diag *diag)
{
    char reason[320], quoted[COSIM_QUOTE_BYTES];
    double value;
    for (int q = COSIM_TIME; q <= COSIM_ANGLE; q++) {
        if (cosim_unit_read(e->unit, (cosim_quantity)q, &e->scale, reason, sizeof reason) == 0) {
            e->quantity = (cosim_quantity)q;
            return cosim_field_physical(e->node, e->quantity, &value, diag);
        }
    }
    return cosim_refuse(e->node, diag,
                        "%s is not a unit of a scenario; use one such as ms, mV or nA",
                        cosim_quote(e->unit, quoted));
}

static int read_end(const cosim_node *node, end *e, cosim_diag *diag)
{
    const char *blank = node->kind == COSIM_SCALAR ? strchr(node->text, ' ') : NULL;
    char quoted[COSIM_QUOTE_BYTES];
    double value;
    *e = (end){.node = node, .unit = "", .scale = {1.0, 1, 0}};
    if (node->kind != COSIM_SCALAR || node->text[0] == '\0') {
        return cosim_refuse(node, diag, "is %s; write a number, with its unit if it has one",
                            cosim_node_kind_name(node));
    }
    const size_t length = blank != NULL ? (size_t)(blank - node->text) : strlen(node->text);
    if (length >= sizeof e->number || cosim_decimal_length(node->text) != length) {
        return cosim_refuse(node, diag,
                            "%s is not a decimal number, or one with a blank and a unit; write it "
                            "like 10 or 2.5 ms",
                            cosim_quote(node->text, quoted));
    }
    memcpy(e->number, node->text, length);
    if (blank == NULL) {
        return cosim_field_number(node, &value, diag);
    }
    e->unit = blank + 1;
    return find_unit(e, diag);
}

/* Gives the number of an end in the unit of `as`. */
static int number_in(const end *e, const end *as, double *value, cosim_diag *diag)
{
    char reason[320];
    cosim_unit scale = {1.0, 1, 0};
    if (strcmp(e->unit, as->unit) != 0) {
        const bool decimal = e->scale.decimal && as->scale.decimal;
        scale.factor = e->scale.factor / as->scale.factor;
        scale.decimal = decimal;
        scale.exponent10 = decimal ? e->scale.exponent10 - as->scale.exponent10 : 0;
    }
    return cosim_unit_apply(e->number, &scale, value, reason, sizeof reason) == 0
               ? 0
               : cosim_refuse(e->node, diag, "%s", reason);
}

/* Checks what the numbers of a kind must be. */
static int check_ends(const cosim_axis *axis, const cosim_node *pair, cosim_diag *diag)
{
    const double low = axis->low, high = axis->high;
    if ((axis->kind == COSIM_AXIS_LOG || axis->kind == COSIM_AXIS_LOG_UNIFORM) &&
        !((low > 0.0 && high > 0.0) || (low < 0.0 && high < 0.0))) {
        return cosim_refuse(
            pair, diag,
            "the logarithms of %s and %s do not make a range; use two ends of one sign, not "
            "0, or linear or uniform",
            axis->ends[0], axis->ends[1]);
    }
    if (axis->kind == COSIM_AXIS_NORMAL) {
        return high > 0.0 ? 0
                          : cosim_refuse(pair->items[1], diag,
                                         "a deviation of %s is not possible; use one above 0",
                                         axis->ends[1]);
    }
    if (axis->kind == COSIM_AXIS_LINEAR || axis->kind == COSIM_AXIS_LOG) {
        return low != high /* no rounding is involved in a repeated end */
                   ? 0
                   : cosim_refuse(pair, diag, "both ends are %s; use two values, or a list of one",
                                  axis->ends[0]);
    }
    return low < high
               ? 0
               : cosim_refuse(pair, diag, "%s is not below %s; write the smaller value first",
                              axis->ends[0], axis->ends[1]);
}

static int read_integers(const cosim_node *pair, cosim_axis *axis, cosim_diag *diag)
{
    const uint64_t most = UINT64_MAX - 1; /* so that their number is a number, too */
    if (cosim_field_count(pair->items[0], 0, most, &axis->first, diag) != 0 ||
        cosim_field_count(pair->items[1], 0, most, &axis->last, diag) != 0) {
        return -1;
    }
    return axis->first < axis->last
               ? 0
               : cosim_refuse(pair, diag, "%s is not below %s; write the smaller value first",
                              pair->items[0]->text, pair->items[1]->text);
}

static int read_pair(const cosim_node *pair, cosim_axis *axis, cosim_diag *diag)
{
    end ends[2];
    if (pair->kind != COSIM_LIST || pair->count != 2) {
        return cosim_refuse(pair, diag, "is %s%s; write two values, such as [2 ms, 50 ms]",
                            cosim_node_kind_name(pair),
                            pair->kind == COSIM_LIST ? " of another length" : "");
    }
    if (axis->kind == COSIM_AXIS_INTEGERS) {
        return read_integers(pair, axis, diag);
    }
    if (read_end(pair->items[0], &ends[0], diag) != 0 ||
        read_end(pair->items[1], &ends[1], diag) != 0) {
        return -1;
    }
    if ((ends[0].unit[0] == '\0') != (ends[1].unit[0] == '\0') ||
        ends[0].quantity != ends[1].quantity) {
        return cosim_refuse(pair->items[1], diag,
                            "%s is not of the same kind as %s; give both values units of the same "
                            "quantity",
                            pair->items[1]->text, pair->items[0]->text);
    }
    axis->unit = ends[0].unit;
    for (int i = 0; i < 2; i++) {
        axis->ends[i] = pair->items[i]->text;
        if (number_in(&ends[i], &ends[0], i == 0 ? &axis->low : &axis->high, diag) != 0) {
            return -1;
        }
    }
    return check_ends(axis, pair, diag);
}

/* Reads {linear: [a, b], points: n} and similar ranges. */
static int read_range(const cosim_node *map, bool draws, cosim_axis *axis, cosim_diag *diag)
{
    const cosim_node *pair = NULL, *points = cosim_node_child(map, "points");
    char list[160];
    if (cosim_fields_known(map, keys, KEYS, diag) != 0) {
        return -1;
    }
    for (size_t i = 0; i < KINDS; i++) {
        const cosim_node *node = cosim_node_child(map, keys[i]);
        if (node != NULL && pair != NULL) {
            return cosim_refuse(node, diag, "stands beside \"%s\"; keep one of them", pair->key);
        }
        if (node != NULL) {
            pair = node;
            axis->kind = kinds[i];
        }
    }
    if (pair == NULL) {
        return cosim_refuse(map, diag, "has no kind; add one of %s",
                            cosim_join(keys, KINDS, "or", list, sizeof list));
    }
    if (axis->kind == COSIM_AXIS_LINEAR || axis->kind == COSIM_AXIS_LOG) {
        if (cosim_field_need(map, "points", "10", diag) == NULL ||
            cosim_field_count(points, 2, COSIM_SWEEP_MOST_SETS, &axis->points, diag) != 0) {
            return -1;
        }
    } else if (points != NULL) {
        return cosim_refuse(points, diag, "%s has no points; their number is \"draws\"", pair->key);
    } else if (!draws) {
        return cosim_refuse(pair, diag,
                            "random values need their number; add for example \"draws: 1000\" and "
                            "\"seed: 1\" to the sweep");
    }
    return read_pair(pair, axis, diag);
}

static int read_list(cosim_arena *arena, const cosim_node *list, cosim_axis *axis, cosim_diag *diag)
{
    if (list->count == 0) {
        return cosim_refuse(list, diag, "is an empty list; write its values, such as [0, 10, 20]");
    }
    axis->kind = COSIM_AXIS_LIST;
    axis->points = list->count;
    axis->values = cosim_arena_alloc(arena, list->count * sizeof *axis->values);
    for (size_t i = 0; i < list->count; i++) {
        if (axis->values == NULL ||
            (axis->values[i] = cosim_axis_flow(arena, list->items[i])) == NULL) {
            return cosim_refuse_memory(list, diag);
        }
    }
    return 0;
}

int cosim_sweep_axis_read(cosim_arena *arena, const cosim_node *node, bool draws, cosim_axis *axis,
                          cosim_diag *diag)
{
    char quoted[COSIM_QUOTE_BYTES];
    *axis = (cosim_axis){.key = node->key, .node = node, .unit = ""};
    if (node->key[0] == '\0' || strchr(node->key, '=') != NULL) {
        cosim_place place;
        cosim_node_key_place(node, &place);
        return cosim_diag_set(diag, &place,
                              "axes: %s is not a key; write names joined by points, such as "
                              "neuron.threshold",
                              cosim_quote(node->key, quoted));
    }
    if (node->kind == COSIM_SCALAR) {
        return cosim_refuse(node, diag,
                            "is %s; write a list, such as [0, 10, 20], or a range, such as "
                            "{linear: [0.1 mA, 0.5 mA], points: 5}",
                            cosim_node_kind_name(node));
    }
    return node->kind == COSIM_LIST ? read_list(arena, node, axis, diag)
                                    : read_range(node, draws, axis, diag);
}

/* ---- a node as flow text ---- */

const char *cosim_axis_flow(cosim_arena *arena, const cosim_node *node)
{
    char *text = NULL;
    size_t bytes = 0;
    if (node->kind == COSIM_SCALAR &&
        (node->text[0] == '\0' || strchr("[{\"'", node->text[0]) == NULL)) {
        return node->text;
    }
    FILE *out = open_memstream(&text, &bytes);
    if (out == NULL) {
        return NULL;
    }
    cosim_flow_put(out, node);
    const bool failed = ferror(out) != 0;
    if (fclose(out) != 0 || failed) {
        free(text);
        return NULL;
    }
    return cosim_arena_adopt(arena, text);
}
