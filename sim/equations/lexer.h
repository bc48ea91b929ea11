// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Splits a text of equations into its words, each with its line and column.
 *
 * Comments run from # to the end of their line. A line with more leading blanks or tabs than the
 * first line of the text (comments and empty lines aside) goes on with the statement before it,
 * also over comments and empty lines. Every statement ends with a token END. */
#ifndef COSIM_EQUATIONS_LEXER_H
#define COSIM_EQUATIONS_LEXER_H

#include "base/arena.h"
#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A longer text is no neuron; the work on a text grows with the square of its length. */
enum { COSIM_EQ_TEXT_MOST = 32768 };

typedef enum cosim_eq_token_kind {
    COSIM_EQ_NAME,   /* a name or a word of the language */
    COSIM_EQ_DIGITS, /* an integer as it is written */
    COSIM_EQ_SIGN,   /* + - * / ( ) and so on, of one to three characters */
    COSIM_EQ_END,    /* of the statement */
    COSIM_EQ_FINISH  /* of the text */
} cosim_eq_token_kind;

typedef struct cosim_eq_token {
    cosim_eq_token_kind kind;
    size_t at, length; /* in the text */
} cosim_eq_token;

typedef struct cosim_eq_lexer {
    cosim_arena *arena;
    const char *text;  /* with comments blank, and statements ended by line feeds */
    cosim_place place; /* of the first byte of the text; its column is that of every line */
    cosim_diag *diag;
    cosim_eq_token token; /* the present one */
} cosim_eq_lexer;

/* Starts at the first statement of text[length], whose first byte stands at `place` of a file, and
 * whose lines all begin in that column. Returns 0, or -1 with *diag. */
int cosim_eq_lexer_start(cosim_eq_lexer *lexer, cosim_arena *arena, const char *text, size_t length,
                         const cosim_place *place, cosim_diag *diag);

/* Goes to the next token. Returns 0, or -1 with *diag for a character that begins none. */
int cosim_eq_lexer_next(cosim_eq_lexer *lexer);

/* Tells whether the present token is that sign or word. */
bool cosim_eq_lexer_is(const cosim_eq_lexer *lexer, const char *text);

/* Goes over the present token where it is that one; otherwise refuses it as "WHAT expected, and
 * here stands TOKEN; REMEDY". `what` is for the reader, as "\")\" after the operand". Returns 0, or
 * -1. */
int cosim_eq_lexer_expect(cosim_eq_lexer *lexer, const char *text, const char *what,
                          const char *remedy);

/* Copies the present token; returns NULL with *diag without memory. */
const char *cosim_eq_lexer_text(cosim_eq_lexer *lexer);

/* Shows the present token in a message: in quotes, or as "the end of the statement". */
enum { COSIM_EQ_SHOWN = 80 };
const char *cosim_eq_lexer_shown(const cosim_eq_lexer *lexer, char text[COSIM_EQ_SHOWN]);

/* Makes the present token, a name, that of a port: with dots, and with the bits of a part, as
 * bus.v, v[7] and v[6:0]; what stands behind it is refused only when it is read. */
void cosim_eq_lexer_port(cosim_eq_lexer *lexer);

/* Makes the present token, digits, a number as 0.25 or 1e-3. */
void cosim_eq_lexer_number(cosim_eq_lexer *lexer);

/* Reads the value of the present token, digits: decimal, 0x or 0b, with "_" between digits. Returns
 * 0, or -1 with *diag. */
int cosim_eq_lexer_integer(cosim_eq_lexer *lexer, int64_t *value);

/* Gives line and column of a byte of the text. */
void cosim_eq_lexer_place(const cosim_eq_lexer *lexer, size_t at, cosim_place *place);

/* Refuses what stands at a byte of the text. Returns -1 always. */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
int
cosim_eq_lexer_refuse(cosim_eq_lexer *lexer, size_t at, const char *format, ...);

#endif
