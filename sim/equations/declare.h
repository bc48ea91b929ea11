// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* These readers take the statements that declare what goes in and what is kept: input, param,
 * state; and the names and ports that all statements share. Each begins behind the statement's
 * first word, puts what it reads into the scope's equations, goes over the end, and returns 0, or
 * -1 with the lexer's diag. */
#ifndef COSIM_EQUATIONS_DECLARE_H
#define COSIM_EQUATIONS_DECLARE_H

#include "equations/syntax.h"

int cosim_eq_read_input(cosim_eq_scope *scope);
int cosim_eq_read_param(cosim_eq_scope *scope);
int cosim_eq_read_state(cosim_eq_scope *scope);

/* Reads a name that no statement before has given, and that is not fire, which is a value alone;
 * `what` says in the message what it names. Returns NULL where there is none. */
const char *cosim_eq_new_name(cosim_eq_scope *scope, const char *what);

/* Refuses a port, which stands at a byte of the text, that a statement before has named; otherwise
 * leaves its line and column. */
int cosim_eq_new_port(cosim_eq_scope *scope, size_t at, const char *port, cosim_eq_at *place);

/* Appends a symbol; index is its place among those of its kind. */
void cosim_eq_add(cosim_eq_scope *scope, cosim_eq_symbol_kind kind, const char *name, size_t index);

#endif
