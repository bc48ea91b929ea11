// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "foreign/expand.h"

#include "foreign/equations.h"
#include "foreign/templates.h"
#include "input/fields.h"
#include "input/yaml.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Writes the templates, and reads them into a tree of their own. */
static int read_templates(const cosim_manifest *m, cosim_node **root, cosim_diag *diag)
{
    static const char file[] = "the equations of the manifest's keys";
    char *text = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&text, &length);
    int status = -1;
    if (memory != NULL) {
        cosim_templates_put(memory, m);
    }
    if (memory == NULL || fclose(memory) != 0) {
        cosim_diag_memory(diag, NULL);
    } else {
        status = cosim_yaml_parse(m->arena, file, text, length, root, diag);
    }
    free(text);
    return status;
}

/* Makes a mapping of the manifest's keys, with those that the templates have in place of those that
 * they say. */
static cosim_node *merge(const cosim_manifest *m, const cosim_node *made)
{
    static const char *const said[] = {"drive", "spike",     "membrane",
                                       "state", "constants", "arithmetic"};
    cosim_node *root = cosim_node_new(m->arena, COSIM_MAP);
    if (root == NULL) {
        return NULL;
    }
    root->file = m->root->file;
    root->line = m->root->line;
    root->column = m->root->column;
    for (size_t i = 0; i < m->root->count; i++) {
        bool gone = false;
        for (size_t k = 0; k < sizeof said / sizeof *said; k++) {
            gone = gone || strcmp(m->root->items[i]->key, said[k]) == 0;
        }
        if (!gone && cosim_node_add(m->arena, root, m->root->items[i]) != 0) {
            return NULL;
        }
    }
    for (size_t i = 0; i < made->count; i++) {
        if (cosim_node_add(m->arena, root, made->items[i]) != 0) {
            return NULL;
        }
    }
    return root;
}

/* Takes out the pins that the equations name again. */
static void drop_pins(cosim_manifest *m)
{
    cosim_pin *const pins[] = {&m->drive,    &m->weight,    &m->spike,     &m->membrane,
                               &m->state_in, &m->state_out, &m->count_in,  &m->count_out,
                               &m->leak,     &m->gain,      &m->threshold, &m->reset_value,
                               &m->initial,  &m->rest,      &m->refractory};
    for (size_t i = 0; i < sizeof pins / sizeof *pins; i++) {
        pins[i]->node = NULL;
    }
}

int cosim_manifest_expand(cosim_manifest *m, cosim_diag *diag)
{
    cosim_node *made = NULL;
    cosim_manifest *keys = cosim_arena_alloc(m->arena, sizeof *keys);
    if (keys == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    *keys = *m;
    if (read_templates(m, &made, diag) != 0) {
        return -1;
    }
    cosim_node *root = merge(m, made);
    if (root == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    /* what delays an answer goes on in clocks without a step, where the manifest counts clocks */
    m->runs = m->runs || (m->step != COSIM_STEP_COMBINATIONAL && m->result.node == NULL &&
                          (m->spike_latency > 1 || m->membrane_latency > 1));
    m->root = root;
    m->keys = keys;
    drop_pins(m);
    return cosim_manifest_equations(m, false, diag);
}
