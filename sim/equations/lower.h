// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Turns an expression as it is written into nodes of the tree: macros are expanded, ranges
 * computed, and numbers told from conditions. */
#ifndef COSIM_EQUATIONS_LOWER_H
#define COSIM_EQUATIONS_LOWER_H

#include "equations/syntax.h"

typedef struct cosim_eq_expression {
    const cosim_eq_node *node;
    cosim_eq_kind kind;
    cosim_eq_type type; /* of a name that was given one, else no bits */
} cosim_eq_expression;

/* Leaves what an expression is in *expression. Returns 0, or -1 with the lexer's diag at the
 * operator that is refused. */
int cosim_eq_lower(cosim_eq_scope *scope, const cosim_eq_syntax *syntax,
                   cosim_eq_expression *expression);

/* Fits an expression to a type: as it is where the type holds it, else cut. */
int cosim_eq_fit(cosim_eq_scope *scope, const cosim_eq_syntax *syntax, cosim_eq_type type,
                 cosim_eq_expression *expression);

/* Makes an expression a condition, where it may be one. */
int cosim_eq_condition(cosim_eq_scope *scope, const cosim_eq_syntax *syntax,
                       cosim_eq_expression *expression);

#endif
