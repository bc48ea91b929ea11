// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Writes a declaration's steps in C as a judge takes them (equations/emitted.h): its plan as
 * constant tables, and a call of a kernel for each node, from which a compiler makes straight code.
 * To be compiled as C11 without contraction of products and sums (-ffp-contract=off), and with
 * COSIM_EQ_KERNELS as the hash of the headers that it includes (sim/circuits.mk). */
#ifndef COSIM_EQUATIONS_EMIT_BOUND_H
#define COSIM_EQUATIONS_EMIT_BOUND_H

#include "equations/plan.h"

#include <stdio.h>

/* A compiler takes 3 s for 1600 coefficients (nodes times symbols) and half a minute for 12000, and
 * a step has them on its stack: what has more than these is left to the interpreter. */
enum { COSIM_EQ_EMITTED_NODES = 2048, COSIM_EQ_EMITTED_COEFFICIENTS = 4096 };

/* Tells whether the steps of a plan are worth to be emitted. */
bool cosim_eq_emits(const cosim_eq_plan *plan);

/* Writes the file, whose table `const struct cosim_eq_emitted NAME` has external linkage.
 * Returns 0, or -1 without memory. */
int cosim_eq_emit_bound(FILE *file, const cosim_eq_plan *plan, const char *name);

#endif
