// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Stands in for libcsv, which does not exist for WebAssembly, so that input/csv.c reads the files
 * that the page ships beside its networks. It has what that source calls, and knows no quotes: a
 * file with one is refused. */
#ifndef EXPLORER_CSV_H
#define EXPLORER_CSV_H

#include <stddef.h>

enum { CSV_STRICT = 1, CSV_APPEND_NULL = 8, CSV_STRICT_FINI = 4 };

struct csv_parser {
    int quoted; /* always 0 */
    unsigned char delimiter;
};

int csv_init(struct csv_parser *parser, unsigned char options);
void csv_free(struct csv_parser *parser);
void csv_set_delim(struct csv_parser *parser, unsigned char delimiter);
void csv_set_space_func(struct csv_parser *parser, int (*is_space)(unsigned char));

/* Takes a line of text, which is followed by a NUL. Calls on_field for each field, without the
 * blanks around it, and on_row at its end. Returns how much it read: all of it, unless there is a
 * quote. */
size_t csv_parse(struct csv_parser *parser, const void *text, size_t length,
                 void (*on_field)(void *, size_t, void *), void (*on_row)(int, void *), void *user);

/* There is nothing left at the end. Returns 0. */
int csv_fini(struct csv_parser *parser, void (*on_field)(void *, size_t, void *),
             void (*on_row)(int, void *), void *user);

/* These say what was wrong: there is one error. */
int csv_error(const struct csv_parser *parser);
const char *csv_strerror(int error);

#endif
