// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The statements of a text of equations are read here, one after the other. */
#ifndef COSIM_EQUATIONS_STATEMENT_H
#define COSIM_EQUATIONS_STATEMENT_H

#include "equations/syntax.h"

/* Reads the statement at the present token, over its end, into scope->equations and, where it gives
 * a macro, into macros. Both have room. Returns 0, or -1 with the lexer's diag. */
int cosim_eq_statement(cosim_eq_scope *scope, cosim_eq_macro *macros);

#endif
