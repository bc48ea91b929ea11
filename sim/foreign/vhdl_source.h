// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A VHDL source is looked at word by word, without its comments and strings. */
#ifndef COSIM_FOREIGN_VHDL_SOURCE_H
#define COSIM_FOREIGN_VHDL_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

enum { COSIM_VHDL_WORD = 80 };

/* Tells by its name whether a file is VHDL (.vhd or .vhdl). */
bool cosim_vhdl_source_is(const char *path);

/* Reads a source, with blanks in the place of comments and strings, so that places stay. Returns
 * text from malloc, or NULL where it cannot be read. */
char *cosim_vhdl_source_read(const char *path);

/* Finds a place as GHDL counts it, lines and columns from 1 and a tabulator to every eighth column;
 * NULL where there is none. */
const char *cosim_vhdl_source_at(const char *text, unsigned line, unsigned column);

/* Copies the word (a name or a number, in lower case) that begins at `at`, behind blanks, or ends
 * before it; "" where there is none. */
void cosim_vhdl_source_word(const char *at, char word[COSIM_VHDL_WORD]);
void cosim_vhdl_source_word_before(const char *text, const char *at, char word[COSIM_VHDL_WORD]);

/* Finds a word (in lower case) from `at` on; NULL where there is none. */
const char *cosim_vhdl_source_find(const char *text, const char *at, const char *word);

/* Tells whether a name is declared with one of these types, the last of which is NULL. */
bool cosim_vhdl_source_declares(const char *text, const char *name, const char *const types[]);

#endif
