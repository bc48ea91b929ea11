// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Reads a text of equations. */
#ifndef COSIM_EQUATIONS_READER_H
#define COSIM_EQUATIONS_READER_H

#include "equations/equations.h"

/* Reads and checks text[length], whose first byte stands at `place` of a file and whose lines all
 * begin in that column. Whatever is no sentence of the language, or can be beyond 63 bits, is
 * refused at its line and column with what would be right. Returns the equations, in the arena, or
 * NULL with *diag. */
const cosim_equations *cosim_equations_read(cosim_arena *arena, const char *text, size_t length,
                                            const cosim_place *place, cosim_diag *diag);

#endif
