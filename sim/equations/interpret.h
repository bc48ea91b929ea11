// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Equations computed without a compiler: the same words as the emitted C, node by node. For a page
 * in a browser, and for circuits of which thousands of variants are tried. */
#ifndef COSIM_EQUATIONS_INTERPRET_H
#define COSIM_EQUATIONS_INTERPRET_H

#include "equations/equations.h"

typedef struct cosim_eq_program cosim_eq_program;

/* Puts what a step computes into the order of its computation, in the arena; NULL without memory.
 * It has room for the values of one step: one program for each thread. */
cosim_eq_program *cosim_eq_program_new(cosim_arena *arena, const cosim_equations *equations);

/* One step. The arrays are those of the function in C (emit_c.h): states before and after the step,
 * inputs, params, and the outputs with fire behind them. Words are within their types. */
void cosim_eq_step(cosim_eq_program *program, int64_t *state, const int64_t *input,
                   const int64_t *param, int64_t *output);

/* States after reset. */
void cosim_eq_start(const cosim_equations *equations, const int64_t *param, int64_t *state);

#endif
