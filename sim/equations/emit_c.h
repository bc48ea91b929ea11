// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Writes equations as a function in C that computes one step.
 *
 *   void NAME_step(int64_t *state, const int64_t *input, const int64_t *param, int64_t *output);
 *
 * state[]    the states in the order of the text; in: before the step, out: after it
 * input[], param[]   words in the order of the text, within their types, and those of told params
 *            within their largest words; what is built in is not read
 * output[]   the outputs in the order of the text, and then 1 where the step fires, else 0. Their
 *            clocks are not in it: each is the word that the port shows that many clocks later
 *
 * Every node is a const of 64 bits, which its range fits, so that nothing overflows; >> of a
 * negative number must be arithmetic, as it is with gcc and clang. */
#ifndef COSIM_EQUATIONS_EMIT_C_H
#define COSIM_EQUATIONS_EMIT_C_H

#include "equations/equations.h"

#include <stdio.h>

/* Writes what the functions of one file share, once: headers and six functions named eq_. */
void cosim_eq_emit_c_head(FILE *file);

/* Writes the function; name is a name in C. Returns 0, or -1 without memory. */
int cosim_eq_emit_c(FILE *file, const cosim_equations *equations, const char *name);

#endif
