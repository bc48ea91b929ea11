// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A manifest states constants of a design: values of parameters, of macros, of inputs that are
 * tied. They are written as Verilog has them, or as equations do: 0x1f, 0b101. */
#ifndef COSIM_FOREIGN_CONSTANT_H
#define COSIM_FOREIGN_CONSTANT_H

#include "base/arena.h"

#include <stdbool.h>

/* Returns a constant as Verilog reads it: 0x1f as 31 (beyond 31 bits with its width, as 40'hff),
 * and any other as it is. Returns NULL without memory. */
const char *cosim_constant_verilog(cosim_arena *arena, const char *text);

/* Tells whether Verilog reads a text as a whole number: 16, -3, 8'h1f, 'b1. */
bool cosim_constant_is_number(const char *text);

#endif
