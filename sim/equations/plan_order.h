// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Finds what a step has to compute, and what it need not look at: nodes that stay where they are,
 * numbers that nobody asks for, and symbols that cannot be in a form. */
#ifndef COSIM_EQUATIONS_PLAN_ORDER_H
#define COSIM_EQUATIONS_PLAN_ORDER_H

#include "equations/plan.h"

/* Fills `order` and all that follows from it, once the classes and symbols are there. Returns 0, or
 * -1 without memory. */
int cosim_eq_plan_order(cosim_arena *arena, cosim_eq_plan *plan);

#endif
