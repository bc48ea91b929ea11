// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A text as a declaration: its first state is the membrane, of 1000 words, and every input drives;
 * and what a random step of it is given. Whoever draws has a seed (splitmix.h), which goes on. */
#ifndef DECLARED_H
#define DECLARED_H

#include "equations/declaration.h"
#include "texts.h"

/* Reads `source`, which is that of the text or a changed one. Ends the process with status 2 and a
 * message where that is not possible. */
const cosim_eq_declaration *declared_read(cosim_arena *arena, const text_entry *text,
                                          const char *source);

/* Narrows the words of an input or param to those of the text's line "# range NAME LOW HIGH", or to
 * those from -1024 to 1024. */
void declared_range(const text_entry *text, const char *name, int64_t *low, int64_t *high);

/* Draws a word from low to high, both of which it may be. */
int64_t declared_pick(uint64_t *seed, int64_t low, int64_t high);

/* Draws the difference of a real value to its word, in [-0.5, 0.5). */
double declared_half(uint64_t *seed);

/* Draws the words of a step's inputs, the ends of their range in one of eight cases, and their real
 * values; slow: a word stays that of the step before in 30 of 31 cases. `equations` are those of
 * the text, and each array has an element an input. */
void declared_draw(uint64_t *seed, const text_entry *text, const cosim_equations *equations,
                   bool slow, int64_t *input, double *input_real);

/* Ends the process with status 2 and "NAME: WHAT". */
_Noreturn void declared_fail(const char *what, const char *name);

#endif
