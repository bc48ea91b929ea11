// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/tree.h"

#include "equations/ranges.h"

#include <stdio.h>
#include <string.h>

enum { BUCKETS = 1024, CHUNK = 256 };

struct cosim_eq_tree {
    cosim_arena *arena;
    size_t count;
    const cosim_eq_node *buckets[BUCKETS];
    cosim_eq_node *chunks[COSIM_EQ_NODES_MOST / CHUNK + 1];
};

cosim_eq_tree *cosim_eq_tree_new(cosim_arena *arena)
{
    cosim_eq_tree *tree = cosim_arena_alloc(arena, sizeof *tree);
    if (tree != NULL) {
        tree->arena = arena;
    }
    return tree;
}

size_t cosim_eq_tree_count(const cosim_eq_tree *tree) { return tree->count; }

const cosim_eq_node *cosim_eq_tree_node(const cosim_eq_tree *tree, size_t id)
{
    return &tree->chunks[id / CHUNK][id % CHUNK];
}

/* ---- each node once ---- */

static bool equal(const cosim_eq_node *a, const cosim_eq_node *b)
{
    return a->op == b->op && a->of[0] == b->of[0] && a->of[1] == b->of[1] && a->of[2] == b->of[2] &&
           a->value == b->value && a->leaf == b->leaf && a->type.bits == b->type.bits &&
           a->type.is_signed == b->type.is_signed;
}

static size_t bucket_of(const cosim_eq_node *node)
{
    uint64_t hash = (uint64_t)node->op * 31 + (uint64_t)node->value + node->leaf;
    for (int i = 0; i < 3; i++) {
        hash = hash * 0x9e3779b97f4a7c15u + (node->of[i] != NULL ? node->of[i]->id + 1u : 0u);
    }
    hash = hash * 0x9e3779b97f4a7c15u + node->type.bits * 2u + node->type.is_signed;
    return (size_t)(hash >> 40) % BUCKETS;
}

static const cosim_eq_node *add(cosim_eq_tree *tree, const cosim_eq_node *wanted, char *text,
                                size_t bytes)
{
    cosim_eq_node node = *wanted;
    const bool leaf = cosim_eq_operands(node.op) == 0;
    if (!leaf && cosim_eq_range(&node, text, bytes) != 0) {
        return NULL;
    }
    if (!leaf && node.op >= COSIM_EQ_ADD && node.op <= COSIM_EQ_SHIFT_LEFT &&
        node.op != COSIM_EQ_DIV && node.of[0]->op == COSIM_EQ_CONST &&
        node.of[1]->op == COSIM_EQ_CONST) { /* its corners are one */
        return cosim_eq_tree_make(
            tree,
            &(cosim_eq_node){
                .op = COSIM_EQ_CONST, .value = node.low, .low = node.low, .high = node.low},
            text, bytes);
    }
    if (tree->count == COSIM_EQ_NODES_MOST) {
        snprintf(text, bytes, "is one operation of more than %d; use fewer macros",
                 COSIM_EQ_NODES_MOST);
        return NULL;
    }
    cosim_eq_node **chunk = &tree->chunks[tree->count / CHUNK];
    if (*chunk == NULL &&
        (*chunk = cosim_arena_alloc(tree->arena, CHUNK * sizeof **chunk)) == NULL) {
        text[0] = '\0';
        return NULL;
    }
    const size_t bucket = bucket_of(wanted);
    node.id = (unsigned)tree->count;
    node.next = tree->buckets[bucket];
    (*chunk)[tree->count % CHUNK] = node;
    tree->buckets[bucket] = &(*chunk)[tree->count++ % CHUNK];
    return tree->buckets[bucket];
}

const cosim_eq_node *cosim_eq_tree_make(cosim_eq_tree *tree, const cosim_eq_node *wanted,
                                        char *text, size_t bytes)
{
    const cosim_eq_node *node = tree->buckets[bucket_of(wanted)];
    while (node != NULL && !equal(node, wanted)) {
        node = node->next;
    }
    return node != NULL ? node : add(tree, wanted, text, bytes);
}

/* The newest node of a bucket is its first. */
void cosim_eq_tree_cut(cosim_eq_tree *tree, size_t count)
{
    while (tree->count > count) {
        const cosim_eq_node *newest = cosim_eq_tree_node(tree, --tree->count);
        tree->buckets[bucket_of(newest)] = newest->next;
    }
}

void cosim_eq_tree_needed(const cosim_eq_tree *tree, const cosim_eq_node *const *roots,
                          size_t count, bool *needed)
{
    memset(needed, 0, tree->count * sizeof *needed);
    for (size_t i = 0; i < count; i++) {
        needed[roots[i]->id] = true;
    }
    for (size_t id = tree->count; id-- > 0;) {
        const cosim_eq_node *node = cosim_eq_tree_node(tree, id);
        for (unsigned k = 0; needed[id] && k < cosim_eq_operands(node->op); k++) {
            needed[node->of[k]->id] = true;
        }
    }
}
