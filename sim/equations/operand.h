// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The operands of an expression are read here: integers, names, functions, macros, cuts, brackets.
 */
#ifndef COSIM_EQUATIONS_OPERAND_H
#define COSIM_EQUATIONS_OPERAND_H

#include "equations/syntax.h"

/* Reads one operand from the present token, the grammar's `primary`. Returns NULL with the lexer's
 * diag. */
const cosim_eq_syntax *cosim_eq_read_operand(cosim_eq_scope *scope);

/* Copies the node with copies of the operands of[count]; returns NULL with the lexer's diag. */
const cosim_eq_syntax *cosim_eq_syntax_make(cosim_eq_scope *scope, cosim_eq_syntax node,
                                            const cosim_eq_syntax *const *of, unsigned count);

/* Makes an operator that stands at a byte of the text, on one operand or two; returns NULL where an
 * operand that it needs is NULL. */
const cosim_eq_syntax *cosim_eq_syntax_combine(cosim_eq_scope *scope, cosim_eq_op op, size_t at,
                                               const cosim_eq_syntax *a, const cosim_eq_syntax *b);

#endif
