// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "foreign/trace_words.h"

#include "equations/declaration_text.h"
#include "foreign/equations.h"
#include "foreign/expand.h"
#include "foreign/read_keys.h"
#include "foreign/widths.h"
#include "input/fields.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const keys[] = {"name",   "about",     "trace",    "columns", "time",
                                   "step",   "equations", "membrane", "drives",  "departs",
                                   "phases", "rounding",  "scenario"};
static const char *const declared_keys[] = {"name",     "about",     "trace",      "columns",
                                            "time",     "step",      "drive",      "spike",
                                            "membrane", "constants", "arithmetic", "scenario"};
static const char *const column_keys[] = {COSIM_TRACE_COLUMN_KEYS};
enum {
    KEYS = sizeof keys / sizeof *keys,
    DECLARED_KEYS = sizeof declared_keys / sizeof *declared_keys,
    COLUMN_KEYS = sizeof column_keys / sizeof *column_keys
};

/* Refuses what a trace cannot have: words that somebody would have to tell it, and drives but one.
 */
static int check(const cosim_node *root, const cosim_eq_declaration *d, cosim_diag *diag)
{
    const cosim_equations *e = d->equations;
    const cosim_node *text = cosim_node_child(root, "equations");
    const cosim_node *constants = cosim_node_child(root, "constants");
    if (d->told_count > 0 && constants != NULL) {
        return cosim_refuse(
            constants, diag,
            "name port %s, and a trace cannot be told; write the word that it had, as "
            "{word: 230}",
            e->params[d->told[0]].port);
    }
    if (d->told_count > 0) {
        const cosim_eq_param *p = &e->params[d->told[0]];
        return cosim_refuse(
            text, diag,
            "param %s is told by port %s, and a trace cannot be told; write the word "
            "that it had: \"param %s: u16 = 230\", with what it is real for",
            p->name, p->port, p->name);
    }
    for (size_t i = 0; i < e->input_count; i++) {
        if (i != d->drive && d->roles[i] != COSIM_EQ_ROLE_NONE) {
            return cosim_refuse(text != NULL ? text : root, diag,
                                "input %s is a second drive, and a scenario has one current; leave "
                                "it out of the equations",
                                e->inputs[i].name);
        }
    }
    return 0;
}

/* Reads the column of a port: the one that `columns` names, else the one with its name. */
static int read_port(const cosim_trace_reader *r, const cosim_node *root,
                     const cosim_trace_usual *usual, cosim_recorded_column *column,
                     cosim_diag *diag)
{
    const cosim_node *columns = cosim_node_child(root, "columns");
    const cosim_node *node = columns == NULL ? NULL : cosim_node_child(columns, usual->name);
    if (node != NULL && node->kind == COSIM_MAP &&
        cosim_fields_known(node, column_keys, COLUMN_KEYS, diag) != 0) {
        return -1;
    }
    cosim_node *plain = cosim_node_new(r->arena, COSIM_MAP); /* says nothing but its place */
    if (plain == NULL) {
        return cosim_refuse_memory(root, diag);
    }
    const cosim_node *equations = cosim_node_child(root, "equations");
    plain->file = equations->file;
    plain->line = plain->key_line = equations->line;
    plain->column = plain->key_column = equations->column;
    return cosim_trace_column(r, node != NULL ? node : plain, usual, column, diag);
}

static int read_columns(const cosim_trace_reader *r, const cosim_node *root,
                        const cosim_eq_declaration *d, cosim_recording *t, cosim_diag *diag)
{
    const cosim_equations *e = d->equations;
    const cosim_node *columns = cosim_node_child(root, "columns");
    for (size_t i = 0; columns != NULL && i < columns->count; i++) {
        const char *port = columns->items[i]->key;
        bool known = port != NULL && strcmp(e->inputs[d->drive].port, port) == 0;
        for (size_t k = 0; port != NULL && k < e->output_count; k++) {
            known = known || strcmp(e->outputs[k].port, port) == 0;
        }
        if (!known) {
            return cosim_refuse(columns->items[i], diag,
                                "is no port of the drive or of an output; leave it out");
        }
    }
    t->outputs = cosim_arena_alloc(r->arena, e->output_count * sizeof *t->outputs);
    if (t->outputs == NULL) {
        return cosim_refuse_memory(root, diag);
    }
    for (size_t k = 0; k < e->output_count; k++) {
        const cosim_eq_output *o = &e->outputs[k];
        const cosim_trace_usual usual = {.name = o->port,
                                         .truth = d->views[k].shows == COSIM_EQ_SHOWS_SPIKE,
                                         .late = o->clocks,
                                         .is_signed = o->type.is_signed};
        if (read_port(r, root, &usual, &t->outputs[k], diag) != 0) {
            return -1;
        }
    }
    const cosim_eq_input *in = &e->inputs[d->drive];
    const cosim_trace_usual usual = {
        .name = in->port, .truth = true, .is_signed = in->type.is_signed};
    return read_port(r, root, &usual, &t->input, diag);
}

/* Writes the declaration as the text that a circuit carries. */
static const char *put_text(cosim_arena *arena, const cosim_eq_declaration *d)
{
    char *text = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&text, &length);
    const bool put = memory != NULL && cosim_eq_declaration_put(memory, d) == 0;
    if (memory == NULL || fclose(memory) != 0 || !put) {
        free(text);
        return NULL;
    }
    return cosim_arena_adopt(arena, text);
}

/* Keys say the widths of their ports, which no design is there to tell. */
static int read_keys(cosim_manifest *m, cosim_diag *diag)
{
    size_t i = 0;
    if (cosim_fields_known(m->root, declared_keys, DECLARED_KEYS, diag) != 0 ||
        cosim_manifest_keys(m, false, diag) != 0) {
        return -1;
    }
    if (m->drive.stated == 0) {
        const cosim_node *drive = cosim_node_child(m->root, "drive");
        return cosim_field_need(drive, "width", "16", diag) == NULL ? -1 : 0;
    }
    for (cosim_pin *pin; (pin = cosim_manifest_next_pin(m, &i)) != NULL;) {
        pin->width = pin->port_width = pin == &m->spike   ? 1
                                       : pin->stated != 0 ? (unsigned)pin->stated
                                                          : (unsigned)m->membrane_width;
    }
    return cosim_manifest_widths(m, diag) == 0 ? cosim_manifest_expand(m, diag) : -1;
}

static int read_declaration(cosim_manifest *m, cosim_diag *diag)
{
    if (cosim_node_child(m->root, "arithmetic") != NULL) {
        return read_keys(m, diag);
    }
    return cosim_fields_known(m->root, keys, KEYS, diag) == 0
               ? cosim_manifest_equations(m, false, diag)
               : -1;
}

int cosim_trace_words(const cosim_trace_reader *r, const cosim_node *root, const char *source,
                      cosim_recording *t, const char **equations, cosim_diag *diag)
{
    cosim_manifest *m = cosim_arena_alloc(r->arena, sizeof *m);
    if (m == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    *m = (cosim_manifest){.arena = r->arena,
                          .root = root,
                          .path = t->manifest,
                          .folder = r->folder,
                          .source = source,
                          .name = "trace"};
    if (read_declaration(m, diag) != 0 || check(root, m->declaration, diag) != 0) {
        return -1;
    }
    *equations = put_text(r->arena, m->declaration);
    return *equations != NULL ? read_columns(r, m->root, m->declaration, t, diag)
                              : cosim_diag_memory(diag, NULL);
}
