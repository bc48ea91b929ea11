// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A condition is taken as decided in an expression. */
#ifndef COSIM_EQUATIONS_SUBSTITUTE_H
#define COSIM_EQUATIONS_SUBSTITUTE_H

#include "equations/tree.h"

/* Returns the node that `node` is where `condition` is `value`: choices by it are taken, and it is
 * a constant elsewhere. New nodes are added to the tree. Returns NULL without memory, or where the
 * tree is full. */
const cosim_eq_node *cosim_eq_substitute(cosim_arena *arena, cosim_eq_tree *tree,
                                         const cosim_eq_node *node, const cosim_eq_node *condition,
                                         bool value);

#endif
