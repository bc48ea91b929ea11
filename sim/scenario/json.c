// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "scenario/json.h"

#include "base/version.h"
#include "input/tree.h"
#include "scenario/fill.h"

static void put_node(cosim_json *json, const cosim_node *node)
{
    if (node->kind == COSIM_SCALAR) {
        cosim_json_text(json, node->text);
        return;
    }
    if (node->kind == COSIM_MAP) {
        cosim_json_map_open(json, NULL);
        for (size_t i = 0; i < node->count; i++) {
            cosim_json_key(json, node->items[i]->key);
            put_node(json, node->items[i]);
        }
        cosim_json_map_close(json);
        return;
    }
    cosim_json_list_open(json, NULL);
    for (size_t i = 0; i < node->count; i++) {
        put_node(json, node->items[i]);
    }
    cosim_json_list_close(json);
}

void cosim_tree_json_begin(cosim_json *json, FILE *file)
{
    cosim_json_start(json, file, 2);
    cosim_json_map_open(json, NULL);
    cosim_json_key_text(json, "lifcosim", cosim_version());
    cosim_json_list_open(json, "scenarios");
}

void cosim_tree_json_scenario(cosim_json *json, const cosim_scenario *scenario)
{
    cosim_json_map_open(json, NULL);
    cosim_json_key_text(json, "file", scenario->path);
    cosim_json_key(json, "scenario");
    put_node(json, scenario->places->root);
    cosim_json_map_close(json);
}

void cosim_tree_json_end(cosim_json *json)
{
    cosim_json_list_close(json);
    cosim_json_map_close(json);
    cosim_json_finish(json);
}
