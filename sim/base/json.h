// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* JSON is written token by token into a stream. Commas and colons come by themselves; the writer
 * allocates nothing, and needs no memory for what was written before. An error of the stream stays
 * in the stream (ferror). */
#ifndef COSIM_BASE_JSON_H
#define COSIM_BASE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef struct cosim_json {
    FILE *file;
    unsigned indent, depth; /* blanks a level, 0 for none; levels that are open */
    bool opened, valued;    /* the last token opened a map or list; was a key */
    size_t used;            /* of text, which is on its way to the file */
    char text[8192];
} cosim_json;

/* Starts a document. With an indent each value has a line of its own, else all stand in one line.
 */
void cosim_json_start(cosim_json *json, FILE *file, unsigned indent);

/* Hands over what is left; the stream stays open. The document need not be complete. */
void cosim_json_finish(cosim_json *json);

/* These write values. A NULL text and a number that is not finite become null; a byte of a text
 * that is no UTF-8 becomes U+FFFD. */
void cosim_json_null(cosim_json *json);
void cosim_json_bool(cosim_json *json, bool value);
void cosim_json_text(cosim_json *json, const char *text);
void cosim_json_unsigned(cosim_json *json, uint64_t value);
void cosim_json_signed(cosim_json *json, int64_t value);
void cosim_json_number(cosim_json *json, double value);

/* These write a key, and a key with its value. */
void cosim_json_key(cosim_json *json, const char *name);
void cosim_json_key_null(cosim_json *json, const char *name);
void cosim_json_key_bool(cosim_json *json, const char *name, bool value);
void cosim_json_key_text(cosim_json *json, const char *name, const char *text);
void cosim_json_key_unsigned(cosim_json *json, const char *name, uint64_t value);
void cosim_json_key_signed(cosim_json *json, const char *name, int64_t value);
void cosim_json_key_number(cosim_json *json, const char *name, double value);

/* These open and close maps and lists. `name` is their key; it is NULL for an element of a list and
 * for the document. */
void cosim_json_map_open(cosim_json *json, const char *name);
void cosim_json_map_close(cosim_json *json);
void cosim_json_list_open(cosim_json *json, const char *name);
void cosim_json_list_close(cosim_json *json);

/* Writes a line feed between two tokens. */
void cosim_json_new_line(cosim_json *json);

#endif
