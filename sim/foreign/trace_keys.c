// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "foreign/trace_keys.h"

#include "foreign/calibrated.h"
#include "foreign/equations.h"
#include "foreign/expand.h"
#include "foreign/read_keys.h"
#include "foreign/trace.h"
#include "foreign/widths.h"
#include "input/fields.h"
#include "input/source.h"
#include "input/yaml.h"

#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the manifest ---- */

static int load(cosim_arena *arena, const char *path, cosim_node **root, char **bytes,
                cosim_diag *diag)
{
    size_t size = 0;
    return cosim_source_read(arena, path, bytes, &size, diag) == 0 &&
                   cosim_source_check(path, *bytes, size, diag) == 0
               ? cosim_yaml_parse(arena, path, *bytes, size, root, diag)
               : -1;
}

static bool in_words(const cosim_node *root)
{
    return cosim_node_child(root, "equations") != NULL ||
           cosim_node_child(root, "arithmetic") != NULL || cosim_node_child(root, "drive") != NULL;
}

bool cosim_trace_is_in_words(const char *path)
{
    cosim_arena *arena = cosim_arena_new();
    cosim_node *root = NULL;
    char *bytes = NULL;
    cosim_diag unused;
    const bool is =
        arena != NULL && load(arena, path, &root, &bytes, &unused) == 0 && in_words(root);
    cosim_arena_free(arena);
    return is;
}

/* Adds what is missing in a mapping. */
static int add_missing(cosim_arena *arena, cosim_node *into, const cosim_node *from)
{
    for (size_t i = 0; i < from->count; i++) {
        cosim_node *item = from->items[i], *old = cosim_node_child(into, item->key);
        if (old != NULL && old->kind == COSIM_MAP && item->kind == COSIM_MAP) {
            if (add_missing(arena, old, item) != 0) {
                return -1;
            }
        } else if (old == NULL && cosim_node_add(arena, into, item) != 0) {
            return -1;
        }
    }
    return 0;
}

static int add_text(cosim_arena *arena, cosim_node *root, const char *text, cosim_diag *diag)
{
    cosim_node *more = NULL;
    if (cosim_yaml_parse(arena, "what the manifest leaves open", text, strlen(text), &more, diag) !=
        0) {
        return -1;
    }
    return add_missing(arena, root, more) == 0 ? 0 : cosim_diag_memory(diag, NULL);
}

/* Says the ports of equations by keys, and drops what they compute. */
static int ports_of_equations(cosim_trace_keys *t, cosim_manifest *m, cosim_node *root,
                              cosim_diag *diag)
{
    static const char *const said[] = {"equations", "membrane", "drives",
                                       "departs",   "phases",   "rounding"};
    if (cosim_manifest_equations(m, false, diag) != 0) {
        return -1;
    }
    const cosim_eq_declaration *d = m->declaration;
    const cosim_eq_input *in = &d->equations->inputs[d->drive];
    const cosim_eq_output *spike = &d->equations->outputs[d->spike];
    char text[800];
    int used = snprintf(
        text, sizeof text, "drive: {port: %.80s, width: %u, signed: %s}\nspike: {port: %.80s}\n",
        in->port, in->type.bits, in->type.is_signed ? "true" : "false", spike->port);
    const cosim_eq_state *state = &d->equations->states[d->membrane];
    if (d->shown >= 0) {
        const cosim_eq_output *shown = &d->equations->outputs[d->shown];
        snprintf(text + used, sizeof text - (size_t)used,
                 "membrane: {port: %.80s, width: %u, signed: %s, shows: %s}\n", shown->port,
                 state->type.bits, state->type.is_signed ? "true" : "false",
                 d->views[d->shown].shows == COSIM_EQ_SHOWS_BEFORE ? "before-reset"
                                                                   : "after-reset");
    } else {
        snprintf(text + used, sizeof text - (size_t)used,
                 "membrane: {width: %u, signed: %s, shows: hidden}\n", state->type.bits,
                 state->type.is_signed ? "true" : "false");
    }
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        const cosim_node *old = cosim_node_child(root, said[i]);
        if (old != NULL) {
            cosim_node_remove(root, old);
        }
    }
    return add_text(t->arena, root, text, diag);
}

static bool says(const cosim_node *root, const char *map, const char *key)
{
    const cosim_node *node = cosim_node_child(root, map);
    return node != NULL && cosim_node_child(node, key) != NULL;
}

static int read_keys(cosim_trace_keys *t, cosim_manifest *m, cosim_node *root, cosim_diag *diag)
{
    static const char *const known[] = {"name",     "about",     "trace",      "columns",
                                        "time",     "step",      "drive",      "spike",
                                        "membrane", "constants", "arithmetic", "scenario"};
    size_t i = 0;
    t->says_leak = says(root, "constants", "leak");
    t->says_threshold = says(root, "constants", "threshold");
    t->says_reset = says(root, "constants", "reset");
    t->says_initial = says(root, "constants", "initial");
    t->says_hold = says(root, "constants", "refractory");
    t->says_shows = says(root, "membrane", "shows");
    const bool says_one = says(root, "membrane", "one") || says(root, "membrane", "fraction");
    if (cosim_field_need(root, "membrane", "{port: v, width: 16}", diag) == NULL ||
        add_text(t->arena, root,
                 "membrane: {shows: after-reset}\n"
                 "constants: {leak: {word: 4}, threshold: {word: 1}, reset: {word: 0}, "
                 "initial: {word: 0}, refractory: {word: 0}}\n",
                 diag) != 0 ||
        (!says_one && add_text(t->arena, root, "membrane: {one: 1}\n", diag) != 0) ||
        cosim_fields_known(root, known, sizeof known / sizeof *known, diag) != 0 ||
        cosim_manifest_keys(m, true, diag) != 0) {
        return -1;
    }
    if (m->drive.stated == 0) {
        return cosim_field_need(cosim_node_child(root, "drive"), "width", "16", diag) == NULL ? -1
                                                                                              : 0;
    }
    for (cosim_pin *pin; (pin = cosim_manifest_next_pin(m, &i)) != NULL;) {
        pin->width = pin->port_width = pin == &m->spike   ? 1
                                       : pin->stated != 0 ? (unsigned)pin->stated
                                                          : (unsigned)m->membrane_width;
    }
    m->result.node = root; /* when an answer is there is not counted in clocks */
    if (cosim_manifest_widths(m, diag) != 0) {
        return -1;
    }
    t->keys = cosim_arena_alloc(t->arena, sizeof *t->keys);
    if (t->keys == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    *t->keys = *m;
    return cosim_manifest_expand(m, diag);
}

/* ---- columns ---- */

static cosim_node *node_of(cosim_trace_keys *t, const cosim_node *root, const char *port)
{
    const cosim_node *columns = cosim_node_child(root, "columns");
    cosim_node *node = columns == NULL ? NULL : cosim_node_child(columns, port);
    if (node == NULL && (node = cosim_node_new(t->arena, COSIM_MAP)) != NULL) {
        const cosim_node *at = columns != NULL ? columns : root;
        node->file = at->file;
        node->line = node->key_line = at->line;
        node->column = node->key_column = at->column;
    }
    return node;
}

/* Takes the latency out of a column's mapping, and gives it. */
static int take_latency(const cosim_trace_keys *t, cosim_node *node, uint64_t *late,
                        cosim_diag *diag)
{
    const cosim_node *said = cosim_node_child(node, "latency");
    *late = t->waveform ? 1 : 0;
    if (said == NULL) {
        return 0;
    }
    const int status = cosim_field_count(said, 0, COSIM_TABLE_LATE, late, diag);
    cosim_node_remove(node, said);
    return status;
}

static int read_column(const cosim_trace_keys *t, const cosim_node *node, const cosim_pin *pin,
                       bool is_signed, uint64_t late, cosim_recorded_column *column,
                       cosim_diag *diag)
{
    char port[COSIM_PORT_BYTES];
    const cosim_trace_usual usual = {.name = cosim_port_name(pin, port),
                                     .truth = true,
                                     .late = (unsigned)late,
                                     .is_signed = is_signed};
    if (cosim_trace_column(&t->reader, node, &usual, column, diag) != 0) {
        return -1;
    }
    column->latency = column->clocked ? 0 : late;
    return 0;
}

int cosim_trace_keys_read(cosim_trace_keys *t, uint64_t spike_late, uint64_t membrane_late,
                          cosim_diag *diag)
{
    const cosim_manifest *m = t->keys;
    return read_column(t, t->spike_node, &m->spike, false, spike_late, &t->spike, diag) != 0 ||
                   (m->membrane.node != NULL &&
                    read_column(t, t->membrane_node, &m->membrane, m->membrane_signed,
                                membrane_late, &t->membrane, diag) != 0)
               ? -1
               : 0;
}

static int read_columns(cosim_trace_keys *t, const cosim_node *root, cosim_diag *diag)
{
    const cosim_manifest *m = t->keys;
    char port[COSIM_PORT_BYTES];
    uint64_t drive_late = 0;
    t->waveform = t->reader.file.form.clocking.clock != NULL;
    t->drive_node = node_of(t, root, cosim_port_name(&m->drive, port));
    t->spike_node = node_of(t, root, cosim_port_name(&m->spike, port));
    t->membrane_node = node_of(t, root, cosim_port_name(&m->membrane, port));
    if (t->drive_node == NULL || t->spike_node == NULL || t->membrane_node == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    const bool clocked = t->waveform;
    t->waveform = false; /* an input counts from the edge itself */
    int status = take_latency(t, t->drive_node, &drive_late, diag);
    t->waveform = clocked;
    if (status != 0 || take_latency(t, t->spike_node, &t->spike_late, diag) != 0 ||
        take_latency(t, t->membrane_node, &t->membrane_late, diag) != 0 ||
        read_column(t, t->drive_node, &m->drive, m->drive_signed, drive_late, &t->drive, diag) !=
            0) {
        return -1;
    }
    return cosim_trace_keys_read(t, t->spike_late, t->membrane_late, diag);
}

/* ---- the whole ---- */

int cosim_trace_keys_open(const char *path, const char *file, cosim_trace_keys *t, cosim_diag *diag)
{
    cosim_node *root = NULL;
    char *bytes = NULL;
    *t = (cosim_trace_keys){.arena = cosim_arena_new()};
    char *copy = t->arena == NULL ? NULL : cosim_arena_text(t->arena, path, strlen(path));
    cosim_manifest *m = t->arena == NULL ? NULL : cosim_arena_alloc(t->arena, sizeof *m);
    if (copy == NULL || m == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    t->reader = (cosim_trace_reader){
        .arena = t->arena, .folder = dirname(copy), .has_file = true, .calibrating = true};
    if (load(t->arena, path, &root, &bytes, diag) != 0 ||
        cosim_calibrated_merge(t->arena, root, true, diag) != 0 ||
        cosim_trace_file_read(&t->reader, cosim_node_child(root, "trace"), &t->reader.file, diag) !=
            0) {
        return -1;
    }
    if (file != NULL) {
        t->reader.file.path = cosim_arena_text(t->arena, file, strlen(file));
    }
    *m = (cosim_manifest){.arena = t->arena,
                          .root = root,
                          .path = cosim_arena_text(t->arena, path, strlen(path)),
                          .folder = t->reader.folder,
                          .source = bytes,
                          .name = path};
    if (t->reader.file.path == NULL || m->path == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    if (cosim_node_child(root, "equations") != NULL) {
        cosim_manifest ports = *m;
        if (ports_of_equations(t, &ports, root, diag) != 0) {
            return -1;
        }
    }
    if (read_keys(t, m, root, diag) != 0) {
        return -1;
    }
    t->declaration = m->declaration;
    return read_columns(t, root, diag);
}

void cosim_trace_keys_close(cosim_trace_keys *t) { cosim_arena_free(t->arena); }
