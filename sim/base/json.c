// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"

#include "base/decimal.h"
#include "base/utf8.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

static void flush(cosim_json *json)
{
    fwrite(json->text, 1, json->used, json->file);
    json->used = 0;
}

/* A long list of spikes never stands in memory, and a call of stdio for each of its numbers would
 * cost as much as the digits. */
static void print(cosim_json *json, const char *text, size_t length)
{
    if (length > sizeof json->text - json->used) {
        flush(json);
    }
    if (length > sizeof json->text) {
        fwrite(text, 1, length, json->file);
        return;
    }
    memcpy(json->text + json->used, text, length);
    json->used += length;
}

static void print_line(cosim_json *json)
{
    static const char blanks[] = "                ";
    print(json, "\n", 1);
    for (size_t left = (size_t)json->indent * json->depth, part; left > 0; left -= part) {
        part = left < sizeof blanks - 1 ? left : sizeof blanks - 1;
        print(json, blanks, part);
    }
}

/* Puts what stands before a value or a key; nothing stands behind a key and at the beginning. */
static void begin_token(cosim_json *json)
{
    if (json->valued) {
        json->valued = false;
        return;
    }
    if (!json->opened && json->depth > 0) {
        print(json, ",", 1);
    }
    if (json->indent > 0 && json->depth > 0) {
        print_line(json);
    }
    json->opened = false;
}

static void put_digits(cosim_json *json, const char *text)
{
    begin_token(json);
    print(json, text, strlen(text));
}

void cosim_json_null(cosim_json *json) { put_digits(json, "null"); }

void cosim_json_bool(cosim_json *json, bool value) { put_digits(json, value ? "true" : "false"); }

/* Writes a character that does not stand for itself; returns its bytes in text. */
static size_t put_special(cosim_json *json, const char *text)
{
    static const char letters[] = "\"\"\\\\\bb\ff\nn\rr\tt";
    char escape[8] = "\\";
    uint32_t code;
    const size_t bytes = cosim_utf8_decode(text, &code);
    if (code >= 0x80) {
        print(json, code == 0xFFFD ? "\xEF\xBF\xBD" : text, code == 0xFFFD ? 3 : bytes);
        return bytes;
    }
    for (const char *letter = letters; *letter != '\0'; letter += 2) {
        if (*letter == *text) {
            escape[1] = letter[1];
            print(json, escape, 2);
            return bytes;
        }
    }
    print(json, escape, (size_t)snprintf(escape, sizeof escape, "\\u%04" PRIX32, code));
    return bytes;
}

static void put_string(cosim_json *json, const char *text)
{
    print(json, "\"", 1);
    while (*text != '\0') {
        const char *plain = text;
        while ((unsigned char)*text >= ' ' && (unsigned char)*text < 0x80 && *text != '"' &&
               *text != '\\') {
            text++;
        }
        print(json, plain, (size_t)(text - plain));
        if (*text != '\0') {
            text += put_special(json, text);
        }
    }
    print(json, "\"", 1);
}

void cosim_json_text(cosim_json *json, const char *text)
{
    if (text == NULL) {
        cosim_json_null(json);
        return;
    }
    begin_token(json);
    put_string(json, text);
}

void cosim_json_unsigned(cosim_json *json, uint64_t value)
{
    char text[24], *first = text + sizeof text - 1;
    *first = '\0';
    do { /* a list of spikes is long, and snprintf slow */
        *--first = (char)('0' + value % 10);
        value /= 10;
    } while (value > 0);
    put_digits(json, first);
}

void cosim_json_signed(cosim_json *json, int64_t value)
{
    char text[24];
    snprintf(text, sizeof text, "%" PRId64, value);
    put_digits(json, text);
}

void cosim_json_number(cosim_json *json, double value)
{
    char text[32];
    put_digits(json, isfinite(value) ? cosim_number(value, text) : "null");
}

void cosim_json_key(cosim_json *json, const char *name)
{
    begin_token(json);
    put_string(json, name);
    print(json, ": ", json->indent > 0 ? 2 : 1);
    json->valued = true;
}

void cosim_json_key_null(cosim_json *json, const char *name)
{
    cosim_json_key(json, name);
    cosim_json_null(json);
}

void cosim_json_key_bool(cosim_json *json, const char *name, bool value)
{
    cosim_json_key(json, name);
    cosim_json_bool(json, value);
}

void cosim_json_key_text(cosim_json *json, const char *name, const char *text)
{
    cosim_json_key(json, name);
    cosim_json_text(json, text);
}

void cosim_json_key_unsigned(cosim_json *json, const char *name, uint64_t value)
{
    cosim_json_key(json, name);
    cosim_json_unsigned(json, value);
}

void cosim_json_key_signed(cosim_json *json, const char *name, int64_t value)
{
    cosim_json_key(json, name);
    cosim_json_signed(json, value);
}

void cosim_json_key_number(cosim_json *json, const char *name, double value)
{
    cosim_json_key(json, name);
    cosim_json_number(json, value);
}

static void open_level(cosim_json *json, const char *name, const char *bracket)
{
    if (name != NULL) {
        cosim_json_key(json, name);
    }
    put_digits(json, bracket);
    json->depth++;
    json->opened = true;
}

/* With an indent the closing bracket has a line of its own, and an empty line before it where the
 * map or list is empty. */
static void close_level(cosim_json *json, const char *bracket)
{
    json->depth--;
    if (json->indent > 0) {
        if (json->opened) {
            print(json, "\n", 1);
        }
        print_line(json);
    }
    print(json, bracket, 1);
    if (json->indent > 0 && json->depth == 0) {
        print(json, "\n", 1);
    }
    json->opened = false;
}

void cosim_json_map_open(cosim_json *json, const char *name) { open_level(json, name, "{"); }
void cosim_json_map_close(cosim_json *json) { close_level(json, "}"); }
void cosim_json_list_open(cosim_json *json, const char *name) { open_level(json, name, "["); }
void cosim_json_list_close(cosim_json *json) { close_level(json, "]"); }

void cosim_json_new_line(cosim_json *json) { print(json, "\n", 1); }

void cosim_json_start(cosim_json *json, FILE *file, unsigned indent)
{
    json->file = file;
    json->indent = indent;
    json->depth = 0;
    json->opened = false;
    json->valued = false;
    json->used = 0;
}

void cosim_json_finish(cosim_json *json) { flush(json); }
