// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "sweep/sweep.h"

#include "input/fields.h"
#include "input/source.h"
#include "input/yaml.h"
#include "scenario/place.h"
#include "sweep/axis.h"

#include <sys/types.h> /* for sha2.h */

#include <sha2.h>

#include <string.h>

static const char *const top_keys[] = {"base", "dut", "seed", "draws", "axes"};

typedef struct reading {
    cosim_sweep *sweep;
    const cosim_node *root;
    cosim_diag *diag;
} reading;

static int out_of_memory(cosim_diag *diag) { return cosim_diag_memory(diag, NULL); }

static int read_base(const reading *r)
{
    cosim_sweep *s = r->sweep;
    const char *base = NULL, *slash = strrchr(s->path, '/');
    s->base_node = cosim_field_need(r->root, "base", "../scenarios/book-triangle.yaml", r->diag);
    if (s->base_node == NULL || cosim_field_text(s->base_node, false, &base, r->diag) != 0) {
        return -1;
    }
    const size_t folder = base[0] == '/' || slash == NULL ? 0 : (size_t)(slash - s->path) + 1;
    char *joined = cosim_arena_alloc(s->arena, folder + strlen(base) + 1);
    if (joined == NULL) {
        return out_of_memory(r->diag);
    }
    memcpy(joined, s->path, folder);
    memcpy(joined + folder, base, strlen(base) + 1);
    s->base = joined;
    return 0;
}

static int read_duts(const reading *r)
{
    cosim_sweep *s = r->sweep;
    const cosim_node *node = cosim_node_child(r->root, "dut");
    s->dut_node = node;
    if (node == NULL) {
        return 0;
    }
    if (node->kind == COSIM_LIST && node->count == 0) {
        return cosim_refuse(node, r->diag, "is an empty list; name circuits, such as [q8_24]");
    }
    s->dut_count = node->kind == COSIM_LIST ? node->count : 1;
    s->duts = cosim_arena_alloc(s->arena, s->dut_count * sizeof *s->duts);
    if (s->duts == NULL) {
        return out_of_memory(r->diag);
    }
    for (size_t i = 0; i < s->dut_count; i++) {
        const cosim_node *one = cosim_node_item(node, i);
        if (cosim_field_text(one, false, &s->duts[i], r->diag) != 0) {
            return -1;
        }
        for (size_t k = 0; k < i; k++) {
            if (strcmp(s->duts[i], s->duts[k]) == 0) {
                return cosim_refuse(one, r->diag, "%s is named twice; name each circuit once",
                                    s->duts[i]);
            }
        }
    }
    return 0;
}

static int read_draws(const reading *r)
{
    cosim_sweep *s = r->sweep;
    const cosim_node *seed = cosim_node_child(r->root, "seed");
    const cosim_node *draws = cosim_node_child(r->root, "draws");
    s->has_seed = seed != NULL;
    if (seed != NULL && cosim_field_count(seed, 0, UINT64_MAX, &s->seed, r->diag) != 0) {
        return -1;
    }
    if (draws == NULL) {
        return 0;
    }
    if (cosim_field_count(draws, 1, COSIM_SWEEP_MOST_SETS, &s->draws, r->diag) != 0) {
        return -1;
    }
    return cosim_field_need(r->root, "seed", "1", r->diag) != NULL ? 0 : -1;
}

/* Returns the length of the first n parts of a key, without the last point; 0 where it has
 * fewer. */
static size_t parts(const char *key, unsigned n)
{
    const char *at = key;
    for (; n > 0; n--) {
        const size_t length = strcspn(at, ".");
        at += length;
        if (n > 1 && *at++ == '\0') {
            return 0;
        }
    }
    return (size_t)(at - key);
}

static bool same_start(const char *a, const char *b, size_t length)
{
    return strncmp(a, b, length) == 0;
}

bool cosim_sweep_undoes(const char *first, const char *second)
{
    const size_t length = strlen(second);
    const char *slash1 = strrchr(first, '.'), *slash2 = strrchr(second, '.');
    if (same_start(first, second, length) && (first[length] == '\0' || first[length] == '.')) {
        return true;
    }
    const size_t item1 = parts(first, 2), kind1 = parts(first, 3), kind2 = parts(second, 3);
    if (same_start(first, "stimulus.", 9) && item1 > 0 && kind1 > 0 && kind2 > 0 &&
        same_start(first, second, item1 + 1) &&
        !(kind1 == kind2 && same_start(first, second, kind1))) {
        return true;
    }
    const size_t around = slash1 != NULL ? (size_t)(slash1 - first) + 1 : 0;
    if (around != (slash2 != NULL ? (size_t)(slash2 - second) + 1 : 0) ||
        !same_start(first, second, around)) {
        return false;
    }
    char map[64] = "";
    if (around > 0) {
        const char *start = first + around - 1;
        while (start > first && start[-1] != '.') {
            start--;
        }
        const size_t name = (size_t)(first + around - 1 - start);
        if (name >= sizeof map) {
            return false;
        }
        memcpy(map, start, name);
        map[name] = '\0';
    }
    return cosim_scenario_excludes(map, second + around, first + around);
}

void cosim_axis_place(const cosim_axis *axis, cosim_place *place)
{
    cosim_node_key_place(axis->node, place);
}

static int check_axis(const reading *r, size_t i)
{
    const cosim_sweep *s = r->sweep;
    const cosim_axis *axis = &s->axes[i];
    cosim_place place;
    cosim_axis_place(axis, &place);
    for (size_t k = 0; k < i; k++) {
        if (cosim_sweep_undoes(s->axes[k].key, axis->key)) {
            return cosim_diag_set(r->diag, &place,
                                  "axes: %s would replace %s, which would then have no effect; "
                                  "keep one of them, and a whole mapping before its parts",
                                  axis->key, s->axes[k].key);
        }
    }
    const bool names =
        cosim_sweep_names_circuit(false, axis->key) || cosim_sweep_names_circuit(true, axis->key);
    if (names && s->dut_count > 0) {
        return cosim_diag_set(r->diag, &place,
                              "axes: %s is also named for the whole sweep; keep one of them",
                              axis->key);
    }
    if (names && axis->kind != COSIM_AXIS_LIST) {
        return cosim_diag_set(r->diag, &place, "axes: %s is a name; write a list of circuits",
                              axis->key);
    }
    return 0;
}

/* Counts the sets on each circuit. */
static int count_sets(const reading *r, const cosim_node *axes)
{
    cosim_sweep *s = r->sweep;
    uint64_t sets = 1;
    for (size_t i = 0; s->draws == 0 && i < s->axis_count; i++) {
        sets = s->axes[i].points > COSIM_SWEEP_MOST_SETS / sets ? COSIM_SWEEP_MOST_SETS + 1
                                                                : sets * s->axes[i].points;
        if (sets > COSIM_SWEEP_MOST_SETS) {
            break;
        }
    }
    s->per_dut = s->draws > 0 ? s->draws : sets;
    const uint64_t duts = s->dut_count > 0 ? s->dut_count : 1;
    return s->per_dut <= COSIM_SWEEP_MOST_SETS / duts
               ? 0
               : cosim_refuse(axes, r->diag, "more than %llu sets; use fewer points, or \"draws\"",
                              (unsigned long long)COSIM_SWEEP_MOST_SETS);
}

static int read_axes(const reading *r)
{
    cosim_sweep *s = r->sweep;
    const cosim_node *axes =
        cosim_field_need(r->root, "axes", "{neuron.refractory_steps: [0, 10, 20]}", r->diag);
    if (axes == NULL) {
        return -1;
    }
    if (axes->kind != COSIM_MAP || axes->count == 0) {
        return cosim_refuse(axes, r->diag,
                            "is %s; write a mapping with an axis for each key that varies",
                            axes->kind == COSIM_MAP ? "empty" : cosim_node_kind_name(axes));
    }
    s->axis_count = axes->count;
    s->axes = cosim_arena_alloc(s->arena, axes->count * sizeof *s->axes);
    if (s->axes == NULL) {
        return out_of_memory(r->diag);
    }
    for (size_t i = 0; i < axes->count; i++) {
        if (cosim_sweep_axis_read(s->arena, axes->items[i], s->draws > 0, &s->axes[i], r->diag) !=
                0 ||
            check_axis(r, i) != 0) {
            return -1;
        }
    }
    return count_sets(r, axes);
}

static int load(cosim_sweep *s, cosim_node **root, cosim_diag *diag)
{
    char *bytes = NULL;
    size_t size = 0;
    if (cosim_source_read(s->arena, s->path, &bytes, &size, diag) != 0) {
        return -1;
    }
    SHA256Data((const uint8_t *)bytes, size, s->sha256);
    return cosim_source_check(s->path, bytes, size, diag) == 0
               ? cosim_yaml_parse(s->arena, s->path, bytes, size, root, diag)
               : -1;
}

int cosim_sweep_read(const char *path, cosim_sweep **sweep, cosim_diag *diag)
{
    cosim_arena *arena = cosim_arena_new();
    cosim_sweep *s = arena == NULL ? NULL : cosim_arena_alloc(arena, sizeof *s);
    cosim_node *root = NULL;
    if (s == NULL || (s->path = cosim_arena_text(arena, path, strlen(path))) == NULL) {
        cosim_arena_free(arena);
        return out_of_memory(diag);
    }
    s->arena = arena;
    if (load(s, &root, diag) == 0) {
        const reading r = {s, root, diag};
        if (cosim_fields_known(root, top_keys, sizeof top_keys / sizeof *top_keys, diag) == 0 &&
            read_base(&r) == 0 && read_duts(&r) == 0 && read_draws(&r) == 0 && read_axes(&r) == 0) {
            *sweep = s;
            return 0;
        }
    }
    cosim_sweep_free(s);
    return -1;
}

void cosim_sweep_free(cosim_sweep *sweep)
{
    if (sweep != NULL) {
        cosim_arena_free(sweep->arena);
    }
}

uint64_t cosim_sweep_count(const cosim_sweep *sweep)
{
    return sweep->per_dut * (sweep->dut_count > 0 ? sweep->dut_count : 1);
}
