// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "scenario/read.h"

#include "input/source.h"
#include "input/yaml.h"
#include "scenario/expect.h"
#include "scenario/fill.h"
#include "scenario/place.h"

#include <sys/types.h> /* for sha2.h */

#include <sha2.h>

#include <stdio.h>
#include <string.h>

static int out_of_memory(cosim_diag *diag) { return cosim_diag_memory(diag, NULL); }

static int apply_overrides(cosim_scenario *s, const char *const *overrides, size_t count,
                           cosim_diag *diag)
{
    cosim_arena *arena = s->places->arena;
    s->overrides = cosim_arena_alloc(arena, count * sizeof(char *));
    if (s->overrides == NULL) {
        return out_of_memory(diag);
    }
    for (size_t i = 0; i < count; i++) {
        s->overrides[i] = cosim_arena_text(arena, overrides[i], strlen(overrides[i]));
        if (s->overrides[i] == NULL) {
            return out_of_memory(diag);
        }
        if (cosim_override_apply(arena, s->places->root, overrides[i], &cosim_scenario_rules,
                                 diag) != 0) {
            return -1;
        }
    }
    s->override_count = count;
    return 0;
}

/* Applies the overrides. What `expect` states was said of the values before them, so it is dropped
 * where they change one; nothing of it is read then, as it may not fit any more. */
static int change(cosim_scenario *s, const char *const *overrides, size_t count, cosim_diag *diag)
{
    cosim_arena *arena = s->places->arena;
    const bool states = count > 0 && cosim_node_child(s->places->root, "expect") != NULL;
    cosim_node *before = states ? cosim_node_copy(arena, s->places->root) : NULL;
    if (states && before == NULL) {
        return out_of_memory(diag);
    }
    if (apply_overrides(s, overrides, count, diag) != 0) {
        return -1;
    }
    const char *key =
        states ? cosim_scenario_changed_key(arena, before, s->places->root, overrides, count)
               : NULL;
    if (key != NULL) {
        cosim_scenario_drop_expect(s, key);
    }
    return 0;
}

/* Applies the overrides, and then fills the scenario. */
static int change_and_fill(cosim_scenario *s, const char *const *overrides, size_t count,
                           const uint64_t *seed, cosim_diag *diag)
{
    if (change(s, overrides, count, diag) != 0 || cosim_scenario_from_tree(s, seed, diag) != 0) {
        return -1;
    }
    for (size_t i = 0; seed != NULL && s->expect.stated && i < s->stimulus_count; i++) {
        if (s->stimuli[i].kind == LIF_STIMULUS_NOISE ||
            s->stimuli[i].kind == LIF_STIMULUS_POISSON) {
            cosim_scenario_drop_expect(s, "--seed");
        }
    }
    return 0;
}

/* Finds the scenario in the manifest of a trace; NULL where there is none. */
static cosim_node *own_scenario(const cosim_node *root)
{
    const cosim_node *calibrated = cosim_node_child(root, "calibrated");
    cosim_node *own = calibrated == NULL ? NULL : cosim_node_child(calibrated, "scenario");
    own = own != NULL ? own : cosim_node_child(root, "scenario");
    return cosim_node_child(root, "trace") != NULL && own != NULL && own->kind == COSIM_MAP ? own
                                                                                            : NULL;
}

/* Reads the bytes of a file into a tree. */
static int parse(cosim_scenario *s, const char *bytes, size_t size, cosim_diag *diag)
{
    SHA256Data((const uint8_t *)bytes, size, s->sha256);
    cosim_node **root = &s->places->root;
    if (cosim_source_check(s->path, bytes, size, diag) != 0 ||
        cosim_yaml_parse(s->places->arena, s->path, bytes, size, root, diag) != 0) {
        return -1;
    }
    cosim_node *own = own_scenario(*root);
    if (own != NULL) {
        own->parent = NULL;
        *root = own;
    }
    return 0;
}

/* Makes a scenario that comes from `path`. */
static cosim_scenario *begin(const char *path, cosim_diag *diag)
{
    cosim_scenario *s = cosim_scenario_new(diag);
    if (s != NULL && (s->path = cosim_arena_text(s->places->arena, path, strlen(path))) == NULL) {
        out_of_memory(diag);
        cosim_scenario_free(s);
        return NULL;
    }
    return s;
}

int cosim_scenario_read(const char *path, const char *const *overrides, size_t override_count,
                        const uint64_t *seed, cosim_scenario **scenario, cosim_diag *diag)
{
    char *bytes = NULL;
    size_t size = 0;
    cosim_scenario *s = begin(path, diag);
    if (s == NULL) {
        return -1;
    }
    if (cosim_source_read(s->places->arena, path, &bytes, &size, diag) == 0 &&
        parse(s, bytes, size, diag) == 0 &&
        change_and_fill(s, overrides, override_count, seed, diag) == 0) {
        *scenario = s;
        return 0;
    }
    cosim_scenario_free(s);
    return -1;
}

int cosim_scenario_read_text(const char *path, const char *text, size_t size,
                             const char *const *overrides, size_t override_count,
                             const uint64_t *seed, cosim_scenario **scenario, cosim_diag *diag)
{
    cosim_scenario *s = begin(path, diag);
    if (s == NULL) {
        return -1;
    }
    const char *bytes = cosim_arena_text(s->places->arena, text, size);
    if (bytes == NULL) {
        out_of_memory(diag);
    } else if (parse(s, bytes, size, diag) == 0 &&
               change_and_fill(s, overrides, override_count, seed, diag) == 0) {
        *scenario = s;
        return 0;
    }
    cosim_scenario_free(s);
    return -1;
}

int cosim_scenario_read_tree(const char *path, const char *const *overrides, size_t override_count,
                             cosim_scenario **scenario, cosim_diag *diag)
{
    char *bytes = NULL;
    size_t size = 0;
    cosim_scenario *s = begin(path, diag);
    if (s != NULL && cosim_source_read(s->places->arena, path, &bytes, &size, diag) == 0 &&
        parse(s, bytes, size, diag) == 0 && change(s, overrides, override_count, diag) == 0) {
        *scenario = s;
        return 0;
    }
    cosim_scenario_free(s);
    return -1;
}

/* Makes a scenario that has the tree of another. */
static cosim_scenario *begin_as(const cosim_scenario *base, cosim_diag *diag)
{
    cosim_scenario *s = cosim_scenario_new(diag);
    if (s == NULL) {
        return NULL;
    }
    s->path = base->path;
    memcpy(s->sha256, base->sha256, sizeof s->sha256);
    s->places->root = cosim_node_copy(s->places->arena, base->places->root);
    if (s->places->root == NULL) {
        out_of_memory(diag);
        cosim_scenario_free(s);
        return NULL;
    }
    return s;
}

int cosim_scenario_vary_tree(const cosim_scenario *base, const char *const *overrides,
                             size_t override_count, cosim_scenario **scenario, cosim_diag *diag)
{
    cosim_scenario *s = begin_as(base, diag);
    if (s != NULL && change(s, overrides, override_count, diag) == 0) {
        *scenario = s;
        return 0;
    }
    cosim_scenario_free(s);
    return -1;
}

int cosim_scenario_vary(const cosim_scenario *base, const char *const *overrides,
                        size_t override_count, cosim_scenario **scenario, cosim_diag *diag)
{
    cosim_scenario *s = begin_as(base, diag);
    if (s != NULL && change_and_fill(s, overrides, override_count, NULL, diag) == 0) {
        *scenario = s;
        return 0;
    }
    cosim_scenario_free(s);
    return -1;
}
