// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "scenario/expect.h"

#include "input/fields.h"
#include "input/physical.h"
#include "scenario/fill.h"
#include "scenario/form.h"
#include "scenario/neuron.h"
#include "scenario/place.h"

#include <math.h>
#include <string.h>

/* A scenario makes one of these claims. */
enum { SPIKES, TIMES, COUNT, FILE_OF_SPIKES, CLAIMS };
static const char *const keys[] = {"spikes", "times", "count", "file", "knife_edge"};

typedef struct reading {
    cosim_scenario *scenario;
    cosim_diag *diag;
} reading;

/* Makes room for `count` steps, which become those of the scenario. */
static uint64_t *make_list(const reading *r, size_t count)
{
    cosim_expect *expect = &r->scenario->expect;
    expect->spikes = cosim_arena_alloc(r->scenario->places->arena, count * sizeof *expect->spikes);
    expect->count = count;
    if (expect->spikes == NULL) {
        cosim_diag_memory(r->diag, NULL);
    }
    return expect->spikes;
}

static int read_time(const reading *r, const cosim_node *node, uint64_t *step)
{
    const uint64_t last = r->scenario->steps - 1;
    const uint64_t most = last < UINT32_MAX ? last : UINT32_MAX;
    double time_s;
    return cosim_scenario_whole_steps(node, r->scenario->params.dt_s, most, &time_s, step, r->diag);
}

static int read_list(const reading *r, const cosim_node *list, bool times)
{
    if (list->kind != COSIM_LIST) {
        return cosim_refuse(list, r->diag, "is %s; write a list of %s or []",
                            cosim_node_kind_name(list),
                            times ? "times, such as [7.6 ms, 11 ms]" : "steps, such as [76, 110]");
    }
    uint64_t *spikes = make_list(r, list->count);
    if (spikes == NULL) {
        return -1;
    }
    for (size_t i = 0; i < list->count; i++) {
        const cosim_node *item = list->items[i];
        if ((times
                 ? read_time(r, item, &spikes[i])
                 : cosim_field_count(item, 0, r->scenario->steps - 1, &spikes[i], r->diag)) != 0) {
            return -1;
        }
        if (i > 0 && spikes[i] <= spikes[i - 1]) {
            return cosim_refuse(item, r->diag,
                                "%s follows %s; write each %s once, in ascending order", item->text,
                                list->items[i - 1]->text, times ? "time" : "step");
        }
    }
    return 0;
}

/* Takes a row of a file as a step; `unit`: it is a time [s]. */
static int take_row(const reading *r, const cosim_node *path, size_t row, double value, bool time,
                    uint64_t *step)
{
    const double dt = r->scenario->params.dt_s, exact = time ? value / dt : value;
    const double whole = round(exact), slack = time ? 1e-6 + fabs(exact) * 0x1p-51 : 0.0;
    if (!(whole >= 0.0 && whole < (double)r->scenario->steps) || fabs(exact - whole) > slack) {
        return cosim_refuse(path, r->diag,
                            "%s: row %zu is %.9g of the steps; a spike is at one of the whole "
                            "steps 0 to %llu%s",
                            path->text, row + 1, exact,
                            (unsigned long long)(r->scenario->steps - 1),
                            time ? "" : ", or give the unit of a time as \"unit: ms\"");
    }
    *step = (uint64_t)whole;
    return row == 0 || step[0] > step[-1]
               ? 0
               : cosim_refuse(path, r->diag,
                              "%s: row %zu is not after the one before; write each spike once, in "
                              "ascending order",
                              path->text, row + 1);
}

static int read_file(const reading *r, const cosim_node *map)
{
    static const char *const known[] = {"path",    "column",  "unit",  "separator",
                                        "decimal", "comment", "header"};
    cosim_unit unit = {1.0, 1, 0};
    cosim_table table = {.path = NULL};
    size_t count = 0;
    const double *values = NULL;
    if (cosim_fields_known(map, known, sizeof known / sizeof *known, r->diag) != 0) {
        return -1;
    }
    const cosim_node *path = cosim_field_need(map, "path", "spikes.csv", r->diag);
    const cosim_node *unit_node = cosim_node_child(map, "unit");
    if (path == NULL ||
        (unit_node != NULL && cosim_field_unit(unit_node, COSIM_TIME, &unit, r->diag) != 0) ||
        cosim_scenario_form(r->scenario, path, &table, r->diag) != 0 ||
        cosim_scenario_column(map, unit_node != NULL ? "time" : "step", &unit, &table, r->diag) !=
            0 ||
        cosim_scenario_values(r->scenario, path, &table, r->scenario->steps,
                              "the run has no more steps", &values, &count, r->diag) != 0) {
        return -1;
    }
    uint64_t *spikes = make_list(r, count);
    for (size_t i = 0; spikes != NULL && i < count; i++) {
        if (take_row(r, path, i, values[i], unit_node != NULL, &spikes[i]) != 0) {
            return -1;
        }
    }
    return spikes != NULL ? 0 : -1;
}

static int read_count(const reading *r, const cosim_node *node)
{
    uint64_t count = 0;
    r->scenario->expect.count_only = true;
    if (cosim_field_count(node, 0, r->scenario->steps, &count, r->diag) != 0) {
        return -1;
    }
    r->scenario->expect.count = (size_t)count;
    return 0;
}

/* Finds the claim that is made; returns CLAIMS with *diag where there is none or more than one. */
static int find_claim(const cosim_node *map, cosim_diag *diag)
{
    int found = CLAIMS;
    for (int i = 0; i < CLAIMS; i++) {
        const cosim_node *node = cosim_node_child(map, keys[i]);
        if (node != NULL && found != CLAIMS) {
            cosim_place place;
            cosim_node_key_place(node, &place);
            cosim_diag_set(diag, &place,
                           "expect: \"%s\" and \"%s\" exclude each other; keep one of them",
                           keys[found], keys[i]);
            return CLAIMS;
        }
        found = node != NULL ? i : found;
    }
    if (found == CLAIMS) {
        cosim_field_need(map, "spikes", "[76, 110]\" or \"count: 15", diag);
    }
    return found;
}

int cosim_scenario_expect(cosim_scenario *scenario, const cosim_node *root, cosim_diag *diag)
{
    const reading r = {scenario, diag};
    const cosim_node *map = cosim_node_child(root, "expect");
    if (map == NULL) {
        return 0;
    }
    if (cosim_fields_known(map, keys, sizeof keys / sizeof *keys, diag) != 0) {
        return -1;
    }
    const int claim = find_claim(map, diag);
    const cosim_node *node = claim != CLAIMS ? cosim_node_child(map, keys[claim]) : NULL;
    const cosim_node *knife_edge = cosim_node_child(map, "knife_edge");
    if (node == NULL ||
        (claim == COUNT            ? read_count(&r, node)
         : claim == FILE_OF_SPIKES ? read_file(&r, node)
                                   : read_list(&r, node, claim == TIMES)) != 0 ||
        (knife_edge != NULL &&
         cosim_field_bool(knife_edge, &scenario->expect.knife_edge, diag) != 0)) {
        return -1;
    }
    scenario->expect.stated = true;
    return 0;
}

/* ---- what belongs to other values ---- */

/* Tells whether two texts are the same value of some quantity: "-70 mV" and "-0.07 V". */
static bool same_value(const char *a, const char *b)
{
    for (int quantity = COSIM_TIME; quantity <= COSIM_ANGLE; quantity++) {
        char reason[400];
        double x, y;
        if (cosim_physical_read(a, (cosim_quantity)quantity, &x, reason, sizeof reason) == 0) {
            return cosim_physical_read(b, (cosim_quantity)quantity, &y, reason, sizeof reason) ==
                       0 &&
                   !(x < y || x > y);
        }
    }
    return false;
}

static bool same_tree(const cosim_node *a, const cosim_node *b)
{
    if (a == NULL || b == NULL || a->kind != b->kind || a->count != b->count) {
        return a == b;
    }
    if (a->kind == COSIM_SCALAR) {
        return strcmp(a->text, b->text) == 0 || same_value(a->text, b->text);
    }
    for (size_t i = 0; i < a->count; i++) {
        const cosim_node *other =
            a->kind == COSIM_LIST ? b->items[i] : cosim_node_child(b, a->items[i]->key);
        if (!same_tree(a->items[i], other)) {
            return false;
        }
    }
    return true;
}

/* Tells whether `key` is `name` or lies below it. */
static bool is_at(const char *key, const char *name)
{
    const size_t length = strlen(name);
    return strncmp(key, name, length) == 0 && (key[length] == '\0' || key[length] == '.');
}

static bool only_names(const char *key)
{
    static const char *const names[] = {"name", "about",     "source", "dut",
                                        "core", "tolerance", "expect"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (is_at(key, names[i])) {
            return true;
        }
    }
    return false;
}

/* Tells whether a key is `expect` itself or one of its claims: it was said of the values that are
 * set with it. */
static bool states_spikes(const char *key)
{
    bool claim = strcmp(key, "expect") == 0;
    for (int i = 0; i < CLAIMS; i++) {
        claim = claim || (is_at(key, "expect") && key[6] == '.' && is_at(key + 7, keys[i]));
    }
    return claim;
}

/* Returns the value of a key, or of what stands in for it. */
static const cosim_node *value_at(cosim_node *root, const char *key)
{
    cosim_node *around = NULL;
    const cosim_node *node = cosim_scenario_find(root, key, &around);
    return node != NULL ? node : around->kind == COSIM_SCALAR ? around : NULL;
}

const char *cosim_scenario_changed_key(cosim_arena *arena, cosim_node *before, cosim_node *root,
                                       const char *const *overrides, size_t count)
{
    const char *changed = NULL;
    if (cosim_node_child(root, "expect") == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < count; i++) {
        const char *key = cosim_arena_text(arena, overrides[i], strcspn(overrides[i], "="));
        if (key == NULL || states_spikes(key)) {
            return NULL;
        }
        if (changed == NULL && !only_names(key) &&
            !same_tree(value_at(before, key), value_at(root, key))) {
            changed = key;
        }
    }
    return changed;
}
