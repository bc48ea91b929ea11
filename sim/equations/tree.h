// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The tree of a step's equations has each node once (two equal expressions are one node), with the
 * range of integers that it can have (equations/node.h). */
#ifndef COSIM_EQUATIONS_TREE_H
#define COSIM_EQUATIONS_TREE_H

#include "base/arena.h"
#include "equations/node.h"

#include <stddef.h>

typedef struct cosim_eq_tree cosim_eq_tree;

enum { COSIM_EQ_NODES_MOST = 20000 };

/* Makes an empty tree; returns NULL without memory. */
cosim_eq_tree *cosim_eq_tree_new(cosim_arena *arena);
size_t cosim_eq_tree_count(const cosim_eq_tree *tree);
const cosim_eq_node *cosim_eq_tree_node(const cosim_eq_tree *tree, size_t id);

/* Returns the node that equals *wanted in op, operands, value, leaf and type, or a new one; what is
 * made of constants alone by + - * << is a CONST. A leaf brings its range; otherwise it follows
 * from the operands. Returns NULL where the node is refused, with the reason in text[bytes]: the
 * rest of a sentence that begins with the expression, as "can be from 0 to 2^70; ...", or an empty
 * text where memory was short. */
const cosim_eq_node *cosim_eq_tree_make(cosim_eq_tree *tree, const cosim_eq_node *wanted,
                                        char *text, size_t bytes);

/* Forgets all nodes but the first `count`. Nothing may hold one of the others any more. */
void cosim_eq_tree_cut(cosim_eq_tree *tree, size_t count);

/* Tells for each node of the tree whether one of roots[count] needs it:
 * needed[cosim_eq_tree_count]. */
void cosim_eq_tree_needed(const cosim_eq_tree *tree, const cosim_eq_node *const *roots,
                          size_t count, bool *needed);

#endif
