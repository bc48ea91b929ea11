// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/sarif.h"

#include "base/json.h"
#include "base/version.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Writes the URI of a file: all but letters, digits and some signs by their bytes. */
static void put_uri(cosim_json *json, cosim_output *output, const char *file, bool full)
{
    char *uri = malloc(3 * strlen(file) + 8);
    size_t n = 0;
    if (uri == NULL) {
        cosim_output_fail(output, ENOMEM); /* an empty place would be taken for one */
        cosim_json_key_text(json, "uri", "");
        return;
    }
    if (full) {
        n = (size_t)sprintf(uri, "file://");
    }
    for (const char *at = file; *at != '\0'; at++) {
        const bool plain = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') ||
                           (*at >= '0' && *at <= '9') || strchr("/-._~", *at) != NULL;
        n += (size_t)sprintf(uri + n, plain ? "%c" : "%%%02X", (unsigned char)*at);
    }
    uri[n] = '\0';
    cosim_json_key_text(json, "uri", uri);
    free(uri);
}

static void put_place(cosim_json *json, cosim_output *output, const cosim_problem *at,
                      const char *root)
{
    const size_t length = strlen(root);
    const bool below = strncmp(at->file, root, length) == 0 && at->file[length] == '/';
    const bool full = at->file[0] == '/' && !below;
    cosim_json_list_open(json, "locations");
    cosim_json_map_open(json, NULL);
    cosim_json_map_open(json, "physicalLocation");
    cosim_json_map_open(json, "artifactLocation");
    put_uri(json, output, below ? at->file + length + 1 : at->file, full);
    if (!full) {
        cosim_json_key_text(json, "uriBaseId", "SRCROOT");
    }
    cosim_json_map_close(json);
    cosim_json_map_open(json, "region");
    cosim_json_key_unsigned(json, "startLine", at->line);
    cosim_json_map_close(json);
    cosim_json_map_close(json);
    if (at->name[0] != '\0') {
        cosim_json_list_open(json, "logicalLocations");
        cosim_json_map_open(json, NULL);
        cosim_json_key_text(json, "name", at->name);
        cosim_json_key_text(json, "kind", "variable");
        cosim_json_map_close(json);
        cosim_json_list_close(json);
    }
    cosim_json_map_close(json);
    cosim_json_list_close(json);
}

static void put_problem(cosim_json *json, cosim_output *output, const cosim_problem *p,
                        const char *root)
{
    cosim_json_map_open(json, NULL);
    cosim_json_key_text(json, "ruleId", p->kind);
    cosim_json_key_text(json, "level", p->vacuous ? "warning" : "error");
    cosim_json_map_open(json, "message");
    cosim_json_key_text(json, "text", p->text);
    cosim_json_map_close(json);
    put_place(json, output, p, root);
    cosim_json_map_open(json, "properties");
    cosim_json_key_text(json, "scenario", p->scenario);
    cosim_json_key_text(json, "dut", p->dut);
    cosim_json_map_close(json);
    cosim_json_map_close(json);
}

/* Writes each kind of problem once. */
static void put_rules(cosim_json *json, const cosim_problems *problems)
{
    cosim_json_list_open(json, "rules");
    for (size_t at = 0; at < problems->count; at++) {
        const char *kind = problems->items[at].kind;
        bool seen = false;
        for (size_t i = 0; i < at && !seen; i++) {
            seen = strcmp(problems->items[i].kind, kind) == 0;
        }
        if (!seen) {
            cosim_json_map_open(json, NULL);
            cosim_json_key_text(json, "id", kind);
            cosim_json_map_close(json);
        }
    }
    cosim_json_list_close(json);
}

void cosim_sarif_write(cosim_output *output, const cosim_problems *problems, const char *root)
{
    cosim_json json;
    cosim_json_start(&json, cosim_output_file(output), 2);
    cosim_json_map_open(&json, NULL);
    cosim_json_key_text(&json, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    cosim_json_key_text(&json, "version", "2.1.0");
    cosim_json_list_open(&json, "runs");
    cosim_json_map_open(&json, NULL);
    cosim_json_map_open(&json, "tool");
    cosim_json_map_open(&json, "driver");
    cosim_json_key_text(&json, "name", "lifcosim");
    cosim_json_key_text(&json, "version", cosim_version());
    put_rules(&json, problems);
    cosim_json_map_close(&json);
    cosim_json_map_close(&json);
    cosim_json_list_open(&json, "results");
    for (size_t i = 0; i < problems->count; i++) {
        put_problem(&json, output, &problems->items[i], root);
    }
    cosim_json_list_close(&json);
    cosim_json_map_close(&json);
    cosim_json_list_close(&json);
    cosim_json_map_close(&json);
    cosim_json_finish(&json);
}
