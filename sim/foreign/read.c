// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The manifest's sources, name and settings are read here. */
#include "foreign/read.h"

#include "circuit/format.h"
#include "foreign/calibrated.h"
#include "foreign/clocking.h"
#include "foreign/constant.h"
#include "foreign/equations.h"
#include "foreign/read_keys.h"
#include "input/fields.h"
#include "input/override.h"
#include "input/source.h"
#include "input/yaml.h"

#include <libgen.h>
#include <string.h>

static const char *const top_keys[] = {
    "name",       "about", "sources",   "include", "top",        "parameters", "defines",
    "interfaces", "clock", "reset",     "step",    "idle",       "drive",      "spike",
    "membrane",   "state", "constants", "tie",     "arithmetic", "equations",  "calibrated"};

/* Reads names with values; `ports`: the names are ports, or parts of them. */
static int read_settings(cosim_arena *arena, const cosim_node *map, cosim_setting *settings,
                         size_t most, size_t *count, bool ports, cosim_diag *diag)
{
    if (map == NULL) {
        return 0;
    }
    if (map->kind != COSIM_MAP || map->count > most) {
        return cosim_refuse(map, diag, "is %s; write at most %zu names with their values",
                            cosim_node_kind_name(map), most);
    }
    for (size_t i = 0; i < map->count; i++) {
        cosim_setting *s = &settings[(*count)++];
        const cosim_node *item = map->items[i];
        s->node = item;
        s->name = item->key;
        if (cosim_field_text(item, false, &s->value, diag) != 0) {
            return -1;
        }
        if (!ports && !cosim_manifest_is_name(s->name, true)) {
            return cosim_refuse(item, diag, "is not a Verilog name; write letters, digits and _");
        }
        s->value = cosim_constant_verilog(arena, s->value);
        if (s->value == NULL) {
            return cosim_diag_memory(diag, NULL);
        }
        if (strpbrk(s->value, ";`\\(){}") != NULL ||
            (ports && !cosim_constant_is_number(s->value))) {
            return cosim_refuse(
                item, diag, "%s is not a constant; write a number such as 16 or 8'h1f", s->value);
        }
    }
    return 0;
}

/* ---- the head: name, sources, top ---- */

static int read_list(const cosim_node *node, cosim_diag *diag)
{
    const char *text;
    if (node->kind != COSIM_LIST || node->count < 1 || node->count > COSIM_MANIFEST_SOURCES) {
        return cosim_refuse(node, diag, "is %s; write a list of files, such as [neuron.v]",
                            cosim_node_kind_name(node));
    }
    for (size_t i = 0; i < node->count; i++) {
        if (cosim_field_text(node->items[i], false, &text, diag) != 0) {
            return -1;
        }
    }
    return 0;
}

static int read_name(cosim_manifest *m, cosim_diag *diag)
{
    const cosim_node *node = cosim_field_need(m->root, "name", "my-neuron", diag);
    lif_format unused;
    if (node == NULL || cosim_field_text(node, false, &m->name, diag) != 0) {
        return -1;
    }
    if (strspn(m->name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") !=
            strlen(m->name) ||
        m->name[0] == '-' || strlen(m->name) > 60) {
        return cosim_refuse(node, diag, "\"%s\" names a file; write letters, digits, - and _",
                            m->name);
    }
    if (cosim_format_parse(m->name, &unused)) {
        return cosim_refuse(node, diag,
                            "%s is the name of a format of the shipped circuit; give "
                            "your circuit another one",
                            m->name);
    }
    node = cosim_node_child(m->root, "about");
    m->about = "somebody else's neuron";
    return node == NULL ? 0 : cosim_field_text(node, false, &m->about, diag);
}

static int read_interface(cosim_arena *arena, const cosim_node *node, cosim_interface *face,
                          cosim_diag *diag)
{
    static const char *const keys[] = {"module", "name", "port", "parameters"};
    const cosim_node *module, *name, *port;
    face->node = node;
    if (cosim_fields_known(node, keys, 4, diag) != 0 ||
        (module = cosim_field_need(node, "module", "neuron_if", diag)) == NULL ||
        (name = cosim_field_need(node, "name", "bus", diag)) == NULL ||
        (port = cosim_field_need(node, "port", "bus", diag)) == NULL) {
        return -1;
    }
    return cosim_manifest_name(module, false, &face->module, diag) == 0 &&
                   cosim_manifest_name(name, false, &face->name, diag) == 0 &&
                   cosim_manifest_name(port, false, &face->port, diag) == 0 &&
                   read_settings(arena, cosim_node_child(node, "parameters"), face->parameters,
                                 COSIM_MANIFEST_PARAMETERS, &face->parameter_count, false,
                                 diag) == 0
               ? 0
               : -1;
}

static int read_head(cosim_manifest *m, cosim_diag *diag)
{
    const cosim_node *top = cosim_field_need(m->root, "top", "my_neuron", diag);
    const cosim_node *faces = cosim_node_child(m->root, "interfaces");
    if (top == NULL || cosim_manifest_name(top, false, &m->top, diag) != 0 ||
        read_name(m, diag) != 0) {
        return -1;
    }
    m->sources = cosim_field_need(m->root, "sources", "[neuron.v]", diag);
    m->includes = cosim_node_child(m->root, "include");
    if (m->sources == NULL || read_list(m->sources, diag) != 0 ||
        (m->includes != NULL && read_list(m->includes, diag) != 0) ||
        read_settings(m->arena, cosim_node_child(m->root, "parameters"), m->parameters,
                      COSIM_MANIFEST_PARAMETERS, &m->parameter_count, false, diag) != 0 ||
        read_settings(m->arena, cosim_node_child(m->root, "defines"), m->defines,
                      COSIM_MANIFEST_PARAMETERS, &m->define_count, false, diag) != 0 ||
        read_settings(m->arena, cosim_node_child(m->root, "tie"), m->ties, COSIM_MANIFEST_TIES,
                      &m->tie_count, true, diag) != 0) {
        return -1;
    }
    for (size_t i = 0; i < m->define_count; i++) {
        const char *value = m->defines[i].value;
        if (value[0] == '\0' || value[strcspn(value, " \t\r\n\"#")] != '\0') {
            return cosim_refuse(m->defines[i].node, diag,
                                "is no constant without blanks; write a number such as 16 or "
                                "8'h1f");
        }
    }
    for (size_t i = 0; i < m->tie_count; i++) {
        m->tie_pins[i] = (cosim_pin){.node = m->ties[i].node};
        if (cosim_port_read(m->arena, m->ties[i].node, m->ties[i].name, &m->tie_pins[i], diag) !=
            0) {
            return -1;
        }
    }
    if (faces != NULL && (faces->kind != COSIM_LIST || faces->count > COSIM_MANIFEST_INTERFACES)) {
        return cosim_refuse(faces, diag, "is %s; write a list of at most %d interfaces",
                            cosim_node_kind_name(faces), COSIM_MANIFEST_INTERFACES);
    }
    for (size_t i = 0; faces != NULL && i < faces->count; i++) {
        if (read_interface(m->arena, faces->items[i], &m->interfaces[m->interface_count++], diag) !=
            0) {
            return -1;
        }
    }
    return 0;
}

/* ---- the whole ---- */

static int load(cosim_manifest *m, const char *path, const char *const *overrides,
                size_t override_count, bool calibrating, cosim_diag *diag)
{
    char *bytes = NULL, *copy = cosim_arena_text(m->arena, path, strlen(path));
    cosim_node *root = NULL;
    size_t size = 0;
    m->path = cosim_arena_text(m->arena, path, strlen(path));
    if (m->path == NULL || copy == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    m->folder = dirname(copy);
    if (cosim_source_read(m->arena, path, &bytes, &size, diag) != 0 ||
        cosim_source_check(m->path, bytes, size, diag) != 0 ||
        cosim_yaml_parse(m->arena, m->path, bytes, size, &root, diag) != 0) {
        return -1;
    }
    for (size_t i = 0; i < override_count; i++) {
        if (cosim_override_apply(m->arena, root, overrides[i], NULL, diag) != 0) {
            return -1;
        }
    }
    m->root = root;
    m->source = bytes;
    if (cosim_calibrated_merge(m->arena, root, calibrating, diag) != 0) {
        return -1;
    }
    return cosim_node_child(root, "equations") != NULL
               ? cosim_manifest_equation_keys(m, diag)
               : cosim_fields_known(root, top_keys, sizeof top_keys / sizeof *top_keys, diag);
}

int cosim_manifest_read(const char *path, const char *const *overrides, size_t override_count,
                        bool calibrating, cosim_manifest **manifest, cosim_diag *diag)
{
    cosim_arena *arena = cosim_arena_new();
    cosim_manifest *m = arena == NULL ? NULL : cosim_arena_alloc(arena, sizeof *m);
    if (m == NULL) {
        cosim_arena_free(arena);
        return cosim_diag_memory(diag, NULL);
    }
    m->arena = arena;
    if (load(m, path, overrides, override_count, calibrating, diag) != 0 ||
        read_head(m, diag) != 0 || cosim_manifest_clocking(m, diag) != 0 ||
        (cosim_node_child(m->root, "equations") != NULL
             ? cosim_manifest_equations(m, calibrating, diag)
             : cosim_manifest_keys(m, calibrating, diag)) != 0) {
        cosim_arena_free(arena);
        return -1;
    }
    *manifest = m;
    return 0;
}
