// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Equations are written as a text in normal form: macros written out, clamp as max and min, one
 * statement a line, in the order of the original. It reads back as the same equations, unless
 * macros have made it longer than a text may be. */
#ifndef COSIM_EQUATIONS_NORMAL_H
#define COSIM_EQUATIONS_NORMAL_H

#include "equations/equations.h"

#include <stdio.h>

/* Writes the normal form; `ranges`: each line that computes something ends with a comment that
 * gives its range. What macros made long gets lines of its own, as part1, part2. Returns 0, or -1
 * without memory. */
int cosim_eq_print(FILE *file, const cosim_equations *equations, bool ranges);

/* Writes the cuts that can change a value, one a line as "EXPRESSION, from LOW to HIGH, is cut to
 * TYPE", with `before` at the head of each line, and leaves in *count how many there are. Returns
 * 0, or -1 without memory. */
int cosim_eq_print_wraps(FILE *file, const cosim_equations *equations, const char *before,
                         size_t *count);

#endif
