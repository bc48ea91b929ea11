// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The range of a node follows from its operands alone (equations/tree.h), so that of `n != 0 ? n -
 * 1 : 0` begins at -1. What a reader is told of a cut goes by the conditions of the choices on the
 * way, too. */
#ifndef COSIM_EQUATIONS_REACH_H
#define COSIM_EQUATIONS_REACH_H

#include "equations/node.h"

/* Tells whether a CUT can change its operand, as far as is known: false is certain. */
bool cosim_eq_can_wrap(const cosim_eq_node *cut);

#endif
