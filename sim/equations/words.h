// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* These readers take the words of a text of equations that are more than signs: names, types,
 * integers with a sign. Each goes over what it has read, and refuses what it cannot read with the
 * lexer's diag. */
#ifndef COSIM_EQUATIONS_WORDS_H
#define COSIM_EQUATIONS_WORDS_H

#include "equations/lexer.h"
#include "equations/tree.h"

/* Tells whether the present token has the form of a type: s or u and digits. */
bool cosim_eq_is_type(const cosim_eq_lexer *lexer);

/* Reads a type of 1 to 63 bits. Returns 0, or -1. */
int cosim_eq_read_type(cosim_eq_lexer *lexer, cosim_eq_type *type);

/* Reads a name that is no word of the language; `what` says in the message what it names. Returns
 * NULL where there is none. */
const char *cosim_eq_read_name(cosim_eq_lexer *lexer, const char *what);

/* Reads the name of a port, with dots; returns NULL where there is none. */
const char *cosim_eq_read_port(cosim_eq_lexer *lexer);

/* Reads an integer, with "-" before it if `negative`. Returns 0, or -1. */
int cosim_eq_read_integer(cosim_eq_lexer *lexer, bool negative, int64_t *value);

/* Refuses what stands behind the end of a statement, and goes over that end. Returns 0, or -1. */
int cosim_eq_read_end(cosim_eq_lexer *lexer, const char *what);

#endif
