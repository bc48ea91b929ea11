// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Equations are computed here without a compiler: the words are those of the emitted C, node by
 * node. This is for a page in a browser, and for circuits of which thousands of variants are tried.
 */
#ifndef COSIM_EQUATIONS_INTERPRET_H
#define COSIM_EQUATIONS_INTERPRET_H

#include "equations/equations.h"

typedef struct cosim_eq_program cosim_eq_program;

/* Puts what a step computes into the order of its computation, in the arena; returns NULL without
 * memory. It has room for the values of one step, so each thread needs a program of its own. */
cosim_eq_program *cosim_eq_program_new(cosim_arena *arena, const cosim_equations *equations);

/* Computes one step. The arrays are those of the function in C (emit_c.h): states before and after
 * the step, inputs, params, and the outputs with fire behind them. Words are within their types. */
void cosim_eq_step(cosim_eq_program *program, int64_t *state, const int64_t *input,
                   const int64_t *param, int64_t *output);

/* Writes the states after reset. */
void cosim_eq_start(const cosim_equations *equations, const int64_t *param, int64_t *state);

#endif
