// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "scenario/json.h"

#include "base/utf8.h"
#include "base/version.h"
#include "input/tree.h"
#include "scenario/fill.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <yajl/yajl_gen.h>

struct cosim_tree_json {
    cosim_output *output;
    yajl_gen gen;
};

static void print(void *context, const char *text, size_t length)
{
    fwrite(text, 1, length, context);
}

static void check(cosim_tree_json *json, yajl_gen_status status)
{
    if (status != yajl_gen_status_ok) {
        cosim_output_fail(json->output, EINVAL);
    }
}

static void put_text(cosim_tree_json *json, const char *text)
{
    char *clean = cosim_utf8_clean(text);
    if (clean == NULL) {
        cosim_output_fail(json->output, ENOMEM);
        return;
    }
    check(json, yajl_gen_string(json->gen, (const unsigned char *)clean, strlen(clean)));
    free(clean);
}

static void put_node(cosim_tree_json *json, const cosim_node *node)
{
    if (node->kind == COSIM_SCALAR) {
        put_text(json, node->text);
        return;
    }
    const bool map = node->kind == COSIM_MAP;
    check(json, map ? yajl_gen_map_open(json->gen) : yajl_gen_array_open(json->gen));
    for (size_t i = 0; i < node->count; i++) {
        if (map) {
            put_text(json, node->items[i]->key);
        }
        put_node(json, node->items[i]);
    }
    check(json, map ? yajl_gen_map_close(json->gen) : yajl_gen_array_close(json->gen));
}

cosim_tree_json *cosim_tree_json_begin(cosim_output *output)
{
    cosim_tree_json *json = calloc(1, sizeof *json);
    if (json == NULL || (json->gen = yajl_gen_alloc(NULL)) == NULL) {
        free(json);
        cosim_output_fail(output, ENOMEM);
        return NULL;
    }
    json->output = output;
    yajl_gen_config(json->gen, yajl_gen_beautify, 1);
    yajl_gen_config(json->gen, yajl_gen_indent_string, "  ");
    yajl_gen_config(json->gen, yajl_gen_print_callback, print, (void *)cosim_output_file(output));
    check(json, yajl_gen_map_open(json->gen));
    put_text(json, "lifcosim");
    put_text(json, cosim_version());
    put_text(json, "scenarios");
    check(json, yajl_gen_array_open(json->gen));
    return json;
}

void cosim_tree_json_scenario(cosim_tree_json *json, const cosim_scenario *scenario)
{
    if (json == NULL) {
        return;
    }
    check(json, yajl_gen_map_open(json->gen));
    put_text(json, "file");
    put_text(json, scenario->path);
    put_text(json, "scenario");
    put_node(json, scenario->places->root);
    check(json, yajl_gen_map_close(json->gen));
}

void cosim_tree_json_end(cosim_tree_json *json)
{
    if (json == NULL) {
        return;
    }
    check(json, yajl_gen_array_close(json->gen));
    check(json, yajl_gen_map_close(json->gen));
    yajl_gen_free(json->gen);
    free(json);
}
