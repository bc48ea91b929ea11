// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/substitute.h"

typedef struct substitution {
    cosim_eq_tree *tree;
    const cosim_eq_node *condition, *constant;
    const cosim_eq_node **known; /* of each node of the tree as it was */
} substitution;

static const cosim_eq_node *of(substitution *s, const cosim_eq_node *n);

static const cosim_eq_node *rebuild(substitution *s, const cosim_eq_node *n)
{
    cosim_eq_node wanted = *n;
    char unused[200];
    bool same = true;
    for (unsigned k = 0; k < cosim_eq_operands(n->op); k++) {
        wanted.of[k] = of(s, n->of[k]);
        if (wanted.of[k] == NULL) {
            return NULL;
        }
        same = same && wanted.of[k] == n->of[k];
    }
    return same ? n : cosim_eq_tree_make(s->tree, &wanted, unused, sizeof unused);
}

static const cosim_eq_node *of(substitution *s, const cosim_eq_node *n)
{
    if (n == s->condition) {
        return s->constant;
    }
    if (s->known[n->id] == NULL) {
        const cosim_eq_node *decided =
            n->op != COSIM_EQ_CHOICE                                          ? NULL
            : n->of[0] == s->condition                                        ? s->constant
            : n->of[0]->op == COSIM_EQ_NOT && n->of[0]->of[0] == s->condition ? n->of[0]
                                                                              : NULL;
        if (decided == NULL) {
            s->known[n->id] = rebuild(s, n);
        } else {
            const bool value = (s->constant->value != 0) == (decided == s->constant);
            s->known[n->id] = of(s, n->of[value ? 1 : 2]);
        }
    }
    return s->known[n->id];
}

const cosim_eq_node *cosim_eq_substitute(cosim_arena *arena, cosim_eq_tree *tree,
                                         const cosim_eq_node *node, const cosim_eq_node *condition,
                                         bool value)
{
    char unused[200];
    const int64_t word = value;
    substitution s = {
        .tree = tree,
        .condition = condition,
        .constant = cosim_eq_tree_make(
            tree, &(cosim_eq_node){.op = COSIM_EQ_CONST, .value = word, .low = word, .high = word},
            unused, sizeof unused),
        .known = cosim_arena_alloc(arena, cosim_eq_tree_count(tree) * sizeof *s.known)};
    return s.constant == NULL || s.known == NULL ? NULL : of(&s, node);
}
