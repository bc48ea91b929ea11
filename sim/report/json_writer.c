// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/json_writer.h"

#include "base/decimal.h"
#include "base/utf8.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <yajl/yajl_gen.h>

struct cosim_json {
    cosim_output *output;
    FILE *file;
    yajl_gen gen;
    size_t used; /* of text, which is on its way to the file */
    char text[8192];
};

static void flush(cosim_json *json)
{
    fwrite(json->text, 1, json->used, json->file);
    json->used = 0;
}

/* yajl hands every token over at once: a long list of spikes never stands in memory. A call of
 * stdio for each would cost as much as the digits. */
static void print(void *context, const char *text, size_t length)
{
    cosim_json *json = context;
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

void cosim_json_new_line(cosim_json *json) { print(json, "\n", 1); }

static void check(cosim_json *json, yajl_gen_status status)
{
    if (status != yajl_gen_status_ok) {
        cosim_output_fail(json->output, EINVAL);
    }
}

void cosim_json_null(cosim_json *json) { check(json, yajl_gen_null(json->gen)); }

/* NULL becomes null. */
void cosim_json_text(cosim_json *json, const char *text)
{
    if (text == NULL) {
        cosim_json_null(json);
        return;
    }
    char *clean = cosim_utf8_clean(text);
    if (clean == NULL) {
        cosim_output_fail(json->output, ENOMEM);
        return;
    }
    check(json, yajl_gen_string(json->gen, (const unsigned char *)clean, strlen(clean)));
    free(clean);
}

static void put_digits(cosim_json *json, const char *text)
{
    check(json, yajl_gen_number(json->gen, text, strlen(text)));
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

/* JSON has neither NaN nor infinity: both become null. */
void cosim_json_number(cosim_json *json, double value)
{
    char text[32];
    if (isfinite(value)) {
        put_digits(json, cosim_number(value, text));
    } else {
        cosim_json_null(json);
    }
}

void cosim_json_key(cosim_json *json, const char *name)
{
    check(json, yajl_gen_string(json->gen, (const unsigned char *)name, strlen(name)));
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

void cosim_json_key_bool(cosim_json *json, const char *name, bool value)
{
    cosim_json_key(json, name);
    check(json, yajl_gen_bool(json->gen, value));
}

/* Opens the object that is the value of a key; NULL: an element of a list, or the document. */
void cosim_json_map_open(cosim_json *json, const char *name)
{
    if (name != NULL) {
        cosim_json_key(json, name);
    }
    check(json, yajl_gen_map_open(json->gen));
}

void cosim_json_map_close(cosim_json *json) { check(json, yajl_gen_map_close(json->gen)); }

void cosim_json_list_open(cosim_json *json, const char *name)
{
    cosim_json_key(json, name);
    check(json, yajl_gen_array_open(json->gen));
}

void cosim_json_list_close(cosim_json *json) { check(json, yajl_gen_array_close(json->gen)); }

cosim_json *cosim_json_new(cosim_output *output)
{
    cosim_json *json = calloc(1, sizeof *json);
    yajl_gen gen = yajl_gen_alloc(NULL);
    if (json == NULL || gen == NULL) {
        cosim_output_fail(output, ENOMEM);
        free(json);
        if (gen != NULL) {
            yajl_gen_free(gen);
        }
        return NULL;
    }
    json->output = output;
    json->file = cosim_output_file(output);
    json->gen = gen;
    yajl_gen_config(gen, yajl_gen_print_callback, print, json);
    return json;
}

void cosim_json_free(cosim_json *json)
{
    flush(json);
    yajl_gen_free(json->gen);
    free(json);
}
