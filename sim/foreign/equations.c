// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "foreign/equations.h"

#include "equations/plan.h"
#include "equations/print.h"
#include "equations/reader.h"
#include "foreign/setup.h"
#include "input/fields.h"

#include <stdio.h>
#include <string.h>

static const char *const keys[] = {
    "name",       "about",  "sources", "include", "top",      "parameters", "defines",   "setup",
    "interfaces", "clock",  "reset",   "step",    "idle",     "tie",        "equations", "state",
    "membrane",   "drives", "departs", "phases",  "rounding", "calibrated"};
static const char *const declared_keys[] = {"drive", "spike", "constants", "arithmetic"};

int cosim_manifest_equation_keys(const cosim_manifest *m, cosim_diag *diag)
{
    for (size_t i = 0; i < sizeof declared_keys / sizeof *declared_keys; i++) {
        const cosim_node *node = cosim_node_child(m->root, declared_keys[i]);
        if (node != NULL) {
            return cosim_refuse(node, diag, "is said by the equations; leave it out");
        }
    }
    return cosim_fields_known(m->root, keys, sizeof keys / sizeof *keys, diag);
}

/* ---- the text, line by line as it is in the file ---- */

static const char *line_of(const char *source, unsigned line)
{
    for (; line > 1 && source != NULL; line--) {
        source = strchr(source, '\n');
        source = source == NULL ? NULL : source + 1;
    }
    return source;
}

/* Finds the place of the text's first line, whose column is that of every line. A text that does
 * not stand in the file as it is (in quotes, or folded) has no places to report. */
static int find_text(const cosim_manifest *m, const cosim_node *node, cosim_place *place,
                     cosim_diag *diag)
{
    const char *text = node->text, *line = line_of(m->source, node->line);
    cosim_node_place(node, place);
    if (strcmp(node->file, m->path) != 0) {
        return 0; /* --set */
    }
    const char *first = line_of(m->source, node->line + (unsigned)strspn(text, "\n"));
    const size_t indent = first == NULL ? 0 : strspn(first, " ");
    place->column = (unsigned)indent + 1;
    for (; *text != '\0' && line != NULL; line = line_of(line, 2)) {
        const size_t length = strcspn(text, "\n"), there = strcspn(line, "\r\n");
        const size_t from = there < indent ? there : indent;
        if (there - from != length || strncmp(line + from, text, length) != 0) {
            line = NULL;
            break;
        }
        text += length + (text[length] == '\n');
    }
    return *text == '\0'
               ? 0
               : cosim_refuse(
                     node, diag,
                     "are no block of lines; write \"equations: |\", and each statement in a "
                     "line of its own below it");
}

static int read_text(cosim_manifest *m, cosim_diag *diag)
{
    const cosim_node *node = cosim_node_child(m->root, "equations");
    const char *text;
    cosim_place place;
    if (cosim_field_text(node, true, &text, diag) != 0 || find_text(m, node, &place, diag) != 0) {
        return -1;
    }
    m->equations = cosim_equations_read(m->arena, text, strlen(text), &place, diag);
    return m->equations != NULL ? 0 : -1;
}

/* ---- what is around them ---- */

/* Reads the ports of the states of a combinational step: {v: [v_in, v_out], ...}, each state once.
 */
static int read_outer_states(cosim_manifest *m, cosim_diag *diag)
{
    const cosim_equations *e = m->equations;
    const cosim_node *map = cosim_field_need(m->root, "state", "{v: [v_in, v_out]}", diag);
    const char **in = cosim_arena_alloc(m->arena, (e->state_count + 1) * sizeof *in);
    const char **out = cosim_arena_alloc(m->arena, (e->state_count + 1) * sizeof *out);
    if (map == NULL || in == NULL || out == NULL) {
        return map == NULL ? -1 : cosim_refuse_memory(map, diag);
    }
    for (size_t i = 0; i < e->state_count; i++) {
        const cosim_node *pair = cosim_field_need(map, e->states[i].name, "[v_in, v_out]", diag);
        if (pair == NULL) {
            return -1;
        }
        if (pair->kind != COSIM_LIST || pair->count != 2) {
            return cosim_refuse(pair, diag, "is %s; write [PORT_IN, PORT_OUT]",
                                cosim_node_kind_name(pair));
        }
        if (cosim_field_text(pair->items[0], false, &in[i], diag) != 0 ||
            cosim_field_text(pair->items[1], false, &out[i], diag) != 0) {
            return -1;
        }
        for (size_t k = 0; k < e->output_count; k++) {
            out[i] = out[i] != NULL && strcmp(e->outputs[k].port, out[i]) == 0 ? NULL : out[i];
        }
    }
    for (size_t i = 0; i < map->count; i++) {
        const cosim_eq_symbol *symbol = cosim_eq_find(e, map->items[i]->key);
        if (symbol == NULL || symbol->kind != COSIM_EQ_IS_STATE) {
            return cosim_refuse(map->items[i], diag, "is no state of the equations; leave it out");
        }
    }
    m->outside.state_in = in;
    m->outside.state_out = out;
    return 0;
}

/* Gives the port of a pin; NULL where there is none. Returns 0, or -1 without memory. */
static int port_of(const cosim_manifest *m, const cosim_pin *pin, const char **port)
{
    char name[COSIM_PORT_BYTES];
    if (pin->node == NULL) {
        return 0;
    }
    cosim_port_name(pin, name);
    *port = cosim_arena_text(m->arena, name, strlen(name));
    return *port != NULL ? 0 : -1;
}

/* Refuses an output at a place of the text. */
static int refuse_output(const cosim_manifest *m, const cosim_eq_output *output, cosim_diag *diag,
                         const char *why)
{
    cosim_place place;
    cosim_node_place(cosim_node_child(m->root, "equations"), &place);
    place.line = output->at.line;
    place.column = output->at.column;
    return cosim_diag_set(diag, &place, "output %s comes @%u clocks late, and %s", output->port,
                          output->clocks, why);
}

/* Where a port says when the result is there, nothing comes later. */
static int check_result(const cosim_manifest *m, cosim_diag *diag)
{
    for (size_t i = 0; i < m->equations->output_count; i++) {
        if (m->equations->outputs[i].clocks > 1) {
            return refuse_output(m, &m->equations->outputs[i], diag,
                                 "the result port says when it is there; write @1");
        }
    }
    return 0;
}

static int read_outside(cosim_manifest *m, cosim_diag *diag)
{
    const cosim_equations *e = m->equations;
    const cosim_pin *enable = m->enable.node != NULL ? &m->enable : &m->valid;
    char *module = cosim_arena_alloc(m->arena, strlen(m->name) + sizeof "_spec");
    if (module == NULL) {
        return cosim_refuse_memory(m->root, diag);
    }
    sprintf(module, "%s_spec", m->name);
    for (char *c = module; *c != '\0'; c++) {
        *c = *c == '-' ? '_' : *c;
    }
    cosim_eq_outside *o = &m->outside;
    *o = (cosim_eq_outside){.module = module,
                            .clock_falling = m->clock_falling,
                            .reset_high = m->reset_high,
                            .reset_asynchronous = m->reset_asynchronous};
    if (port_of(m, &m->clock, &o->clock) != 0 || port_of(m, &m->reset, &o->reset) != 0 ||
        port_of(m, enable, &o->enable) != 0) {
        return cosim_refuse_memory(m->root, diag);
    }
    if (m->step != COSIM_STEP_COMBINATIONAL) {
        return m->result.node == NULL ? 0 : check_result(m, diag);
    }
    for (size_t i = 0; i < e->output_count; i++) {
        if (e->outputs[i].clocks > 0) {
            return refuse_output(m, &e->outputs[i], diag,
                                 "a combinational step has no clock; write @0");
        }
    }
    return read_outer_states(m, diag);
}

/* ---- what no bound is known for ---- */

/* Gives what a statement computes; NULL where it computes nothing. */
static const cosim_eq_node *node_of(const cosim_equations *e, const cosim_eq_symbol *symbol)
{
    return symbol->kind == COSIM_EQ_IS_VALUE    ? e->values[symbol->index].node
           : symbol->kind == COSIM_EQ_IS_NEXT   ? e->states[symbol->index].next
           : symbol->kind == COSIM_EQ_IS_OUTPUT ? e->outputs[symbol->index].node
                                                : NULL;
}

/* Refuses bits of a value that is rounded, at the first statement that takes them. */
static int check_bits(const cosim_manifest *m, cosim_diag *diag)
{
    const cosim_equations *e = m->equations;
    const cosim_node *text = cosim_node_child(m->root, "equations");
    const cosim_eq_plan *plan = cosim_eq_plan_new(m->arena, m->declaration, NULL);
    const cosim_eq_node *bits = plan != NULL ? cosim_eq_bits_of_rounded(plan) : NULL;
    char what[100];
    cosim_place place;
    if (plan == NULL) {
        return cosim_refuse_memory(text, diag);
    }
    if (bits == NULL) {
        return 0;
    }
    bool *needed = cosim_arena_alloc(m->arena, cosim_eq_tree_count(e->tree) * sizeof *needed);
    cosim_node_place(text, &place);
    for (size_t i = 0; needed != NULL && i < e->symbol_count && !needed[bits->id]; i++) {
        const cosim_eq_node *n = node_of(e, &e->symbols[i]);
        if (n != NULL) {
            cosim_eq_tree_needed(e->tree, &n, 1, needed);
            place.line = e->symbols[i].at.line;
            place.column = e->symbols[i].at.column;
        }
    }
    return cosim_diag_set(diag, &place,
                          "takes the bits of a value that is rounded (%s), and no bound is known "
                          "for that; write what they stand for, as >> or rest",
                          cosim_eq_text(e, e->symbol_count, bits, what, sizeof what));
}

/* ---- ports ---- */

/* Adds a pin for a port that the text names, to be compared with the elaborated design; `kind` and
 * `number` name its port of the wrapper. */
static int add_pin(cosim_manifest *m, const char *port, cosim_eq_at at, unsigned bits,
                   const char *kind, size_t number, cosim_diag *diag)
{
    const cosim_node *text = cosim_node_child(m->root, "equations");
    cosim_node *node = cosim_node_new(m->arena, COSIM_SCALAR);
    const bool output = strcmp(kind, "out") == 0 || strcmp(kind, "next") == 0;
    char word[40], echo[40];
    snprintf(word, sizeof word, "%s_%zu_%c", kind, number, output ? 'o' : 'i');
    snprintf(echo, sizeof echo, "%s_%zu_o", kind, number);
    cosim_pin *pin = &m->equation_pins[m->equation_pin_count++];
    *pin = (cosim_pin){.node = node, .output = output, .stated = bits};
    pin->word = cosim_arena_text(m->arena, word, strlen(word));
    if (strcmp(kind, "told") == 0) {
        pin->echo = cosim_arena_text(m->arena, echo, strlen(echo));
    }
    if (node == NULL || pin->word == NULL || (strcmp(kind, "told") == 0 && pin->echo == NULL)) {
        return cosim_refuse_memory(text, diag);
    }
    *node = *text;
    node->line = at.line != 0 ? at.line : text->line;
    node->column = at.line != 0 ? at.column : text->column;
    return cosim_port_read(m->arena, node, port, pin, diag);
}

static int add_pins(cosim_manifest *m, cosim_diag *diag)
{
    const cosim_equations *e = m->equations;
    const size_t most = e->input_count + e->param_count + e->output_count + 2 * e->state_count + 1;
    size_t told = 0;
    int status = 0;
    m->equation_pins = cosim_arena_alloc(m->arena, most * sizeof *m->equation_pins);
    if (m->equation_pins == NULL) {
        return cosim_refuse_memory(m->root, diag);
    }
    for (size_t i = 0; status == 0 && i < e->input_count; i++) {
        const cosim_eq_input *in = &e->inputs[i];
        status = add_pin(m, in->port, in->at, in->type.bits, "in", i, diag);
    }
    for (size_t i = 0; status == 0 && i < e->param_count; i++) {
        const cosim_eq_param *p = &e->params[i];
        if (p->port != NULL && !m->loaded[told]) {
            status = add_pin(m, p->port, p->at, p->type.bits, "told", told, diag);
        }
        told += p->port != NULL;
    }
    for (size_t i = 0; status == 0 && i < e->output_count; i++) {
        const cosim_eq_output *o = &e->outputs[i];
        status = add_pin(m, o->port, o->at, o->type.bits, "out", i, diag);
    }
    for (size_t i = 0; status == 0 && m->outside.state_in != NULL && i < e->state_count; i++) {
        const cosim_eq_at nowhere = {0, 0};
        const unsigned bits = e->states[i].type.bits;
        status = add_pin(m, m->outside.state_in[i], nowhere, bits, "state", i, diag);
        if (status == 0 && m->outside.state_out[i] != NULL) {
            status = add_pin(m, m->outside.state_out[i], nowhere, bits, "next", i, diag);
        }
    }
    cosim_setup_share(m);
    return status;
}

int cosim_manifest_equations(cosim_manifest *m, bool calibrating, cosim_diag *diag)
{
    if (calibrating) {
        return cosim_refuse(cosim_node_child(m->root, "equations"), diag,
                            "say what the circuit computes, and experiments find what is not said; "
                            "leave them out, and what goes with them");
    }
    if (read_text(m, diag) != 0) {
        return -1;
    }
    m->declaration = cosim_eq_declare(m->arena, m->root, m->equations, NULL, diag);
    if (m->declaration == NULL) {
        return -1;
    }
    const cosim_eq_type type = m->equations->states[m->declaration->membrane].type;
    const unsigned bits = type.bits + !type.is_signed;
    m->format = (lif_format){.state_width = bits < 2    ? 2
                                            : bits > 32 ? 32
                                                        : bits,
                             .leak_fraction = 1};
    return check_bits(m, diag) == 0 && cosim_manifest_setup(m, diag) == 0 &&
                   read_outside(m, diag) == 0
               ? add_pins(m, diag)
               : -1;
}
