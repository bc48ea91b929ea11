// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* An override "KEY=VALUE" changes any tree; its key is a dotted path, with list items by number. */
#ifndef COSIM_INPUT_OVERRIDE_H
#define COSIM_INPUT_OVERRIDE_H

#include "input/tree.h"

/* These two keys of one mapping exclude each other: to set the one takes the other away. */
typedef struct cosim_exclusive {
    const char *map;         /* name of the mapping around them, "" for the root */
    const char *key, *other; /* setting `key` takes `other` away */
    const char *const *with; /* keys that go with `other`, up to a NULL; or NULL */
    const char *beside[2];   /* they exclude each other only beside one of these, if any is named */
} cosim_exclusive;

typedef struct cosim_override_rules {
    const cosim_exclusive *pairs;
    size_t count;
    const char *kinds; /* a list at the root whose items have one key each, or NULL */
} cosim_override_rules;

/* Finds the first pair of a key from number *i on, or NULL; *i is then the number of the next one.
 */
const cosim_exclusive *cosim_override_exclusive(const cosim_override_rules *rules, const char *map,
                                                const char *key, size_t *i);

/* Applies one override "KEY=VALUE" to the tree. A VALUE that begins with a bracket, a brace or a
 * quote is YAML flow text; any other is taken as it stands. rules: NULL for a tree without keys
 * that exclude each other. Returns 0, or -1 with *diag at "--set KEY". */
int cosim_override_apply(cosim_arena *arena, cosim_node *root, const char *set,
                         const cosim_override_rules *rules, cosim_diag *diag);

#endif
