// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Writes a plan as constant tables in C, of which a compiler knows every number: nodes[] and plan,
 * with all that kernels look at. Names of the declaration are not in it, nor words. */
#ifndef COSIM_EQUATIONS_EMIT_PLAN_H
#define COSIM_EQUATIONS_EMIT_PLAN_H

#include "equations/plan.h"

#include <stdio.h>

void cosim_eq_emit_plan(FILE *file, const cosim_eq_plan *plan);

#endif
