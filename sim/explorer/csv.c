// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "csv.h"

#include <string.h>

int csv_init(struct csv_parser *parser, unsigned char options)
{
    (void)options;
    *parser = (struct csv_parser){.delimiter = ','};
    return 0;
}

void csv_free(struct csv_parser *parser) { (void)parser; }

void csv_set_delim(struct csv_parser *parser, unsigned char delimiter)
{
    parser->delimiter = delimiter;
}

void csv_set_space_func(struct csv_parser *parser, int (*is_space)(unsigned char))
{
    (void)parser;
    (void)is_space;
}

static void put_field(const char *text, size_t length, void (*on_field)(void *, size_t, void *),
                      void *user)
{
    char field[256];
    while (length > 0 && strchr(" \t", text[0]) != NULL) {
        text++;
        length--;
    }
    while (length > 0 && strchr(" \t", text[length - 1]) != NULL) {
        length--;
    }
    length = length < sizeof field ? length : sizeof field - 1;
    memcpy(field, text, length);
    field[length] = '\0';
    on_field(field, length, user);
}

size_t csv_parse(struct csv_parser *parser, const void *text, size_t length,
                 void (*on_field)(void *, size_t, void *), void (*on_row)(int, void *), void *user)
{
    const char *at = text, *const end = at + length;
    const char *line = end;
    while (line > at && strchr("\r\n", line[-1]) != NULL && line[-1] != '\0') {
        line--;
    }
    const char *quote = memchr(at, '"', length);
    if (quote != NULL) {
        return (size_t)(quote - at);
    }
    if (line == at) {
        return length; /* an empty line is no row */
    }
    for (const char *next; (next = memchr(at, parser->delimiter, (size_t)(line - at))) != NULL;
         at = next + 1) {
        put_field(at, (size_t)(next - at), on_field, user);
    }
    put_field(at, (size_t)(line - at), on_field, user);
    on_row('\n', user);
    return length;
}

int csv_fini(struct csv_parser *parser, void (*on_field)(void *, size_t, void *),
             void (*on_row)(int, void *), void *user)
{
    (void)parser;
    (void)on_field;
    (void)on_row;
    (void)user;
    return 0;
}

int csv_error(const struct csv_parser *parser)
{
    (void)parser;
    return 1;
}

const char *csv_strerror(int error)
{
    (void)error;
    return "the page reads no quotes";
}
