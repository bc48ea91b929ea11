// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A manifest names inputs and states of its equations; these find them, or refuse a name with those
 * that there are. */
#ifndef COSIM_EQUATIONS_NAMED_H
#define COSIM_EQUATIONS_NAMED_H

#include "equations/equations.h"
#include "input/tree.h"

/* Each leaves the number in *found. Returns 0, or -1 with *diag at the node. */
int cosim_eq_input_named(const cosim_equations *equations, const cosim_node *node, const char *name,
                         unsigned *found, cosim_diag *diag);
int cosim_eq_state_named(const cosim_equations *equations, const cosim_node *node, const char *name,
                         unsigned *found, cosim_diag *diag);

#endif
