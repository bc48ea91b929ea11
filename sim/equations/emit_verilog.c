// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/emit_verilog.h"

#include "equations/rows.h"
#include "equations/wires.h"

#include <stdlib.h>

/* ---- the module ---- */

static void put_vector(const cosim_eq_wires *w, const char *head, cosim_eq_type type,
                       const char *port)
{
    fprintf(w->file, ",\n  %s [%u:0] ", head, type.bits - 1);
    cosim_eq_wire_port(w->file, port);
}

static void put_ports(const cosim_eq_wires *w)
{
    const cosim_equations *e = w->equations;
    const char *const bits[] = {w->outside->clock, w->outside->reset, w->outside->enable};
    fprintf(w->file, "module %s (\n  output wire eq_fire", w->outside->module);
    for (size_t i = 0; i < sizeof bits / sizeof *bits; i++) {
        if (bits[i] != NULL) {
            fputs(",\n  input wire ", w->file);
            cosim_eq_wire_port(w->file, bits[i]);
        }
    }
    for (size_t i = 0; i < e->input_count; i++) {
        put_vector(w, "input wire", e->inputs[i].type, e->inputs[i].port);
    }
    for (size_t i = 0; i < e->param_count; i++) {
        if (e->params[i].port != NULL) {
            put_vector(w, "input wire", e->params[i].type, e->params[i].port);
        }
    }
    for (size_t i = 0; w->outside->clock == NULL && i < e->state_count; i++) {
        put_vector(w, "input wire", e->states[i].type, w->outside->state_in[i]);
        if (w->outside->state_out[i] != NULL) {
            put_vector(w, "output wire", e->states[i].type, w->outside->state_out[i]);
        }
    }
    for (size_t i = 0; w->outside->show_states && i < e->state_count; i++) {
        fprintf(w->file, ",\n  output wire [%u:0] eq_state_%zu", e->states[i].type.bits - 1, i);
    }
    for (size_t i = 0; i < e->output_count; i++) {
        put_vector(w, "output wire", e->outputs[i].type, e->outputs[i].port);
    }
    for (size_t i = 0; i < w->outside->shown_count; i++) {
        fprintf(w->file, ",\n  output wire eq_shown_%zu", i);
    }
    fputs("\n);\n", w->file);
}

/* Writes a register: `name` is its first part, `reset` and `next` write what it takes. */
static void put_register(const cosim_eq_wires *w, const char *name, const cosim_eq_node *reset,
                         const cosim_eq_node *next, const char *before)
{
    const cosim_eq_outside *o = w->outside;
    const char *edge = o->clock_falling ? "negedge" : "posedge";
    FILE *file = w->file;
    if (o->reset == NULL) {
        fprintf(file, "  initial %s = ", name);
    } else {
        fprintf(file, "  always @(%s ", edge);
        cosim_eq_wire_port(file, o->clock);
        if (o->reset_asynchronous) {
            fputs(o->reset_high ? " or posedge " : " or negedge ", file);
            cosim_eq_wire_port(file, o->reset);
        }
        fputs(o->reset_high ? ") if (" : ") if (!", file);
        cosim_eq_wire_port(file, o->reset);
        fprintf(file, ") %s <= ", name);
    }
    if (reset == NULL) {
        fputs("0", file);
    } else if (reset->op == COSIM_EQ_CONST) {
        cosim_eq_wire_integer(file, reset->value);
    } else {
        cosim_eq_wire_leaf(w, reset);
    }
    if (o->reset == NULL) {
        fprintf(file, ";\n  always @(%s ", edge);
        cosim_eq_wire_port(file, o->clock);
        fputs(") ", file);
    } else {
        fputs("; else ", file);
    }
    if (o->enable != NULL) {
        fputs("if (", file);
        cosim_eq_wire_port(file, o->enable);
        fputs(") ", file);
    }
    fprintf(file, "%s <= ", name);
    if (next != NULL) {
        cosim_eq_wire_operand(file, next);
    } else {
        fputs(before, file);
    }
    fputs(";\n", file);
}

static void put_states(const cosim_eq_wires *w)
{
    char name[40];
    for (size_t i = 0; i < w->equations->state_count; i++) {
        const cosim_eq_state *state = &w->equations->states[i];
        if (w->outside->clock != NULL) {
            snprintf(name, sizeof name, "eq_q%zu", i);
            put_register(w, name, state->reset, state->next, "");
        } else if (w->outside->state_out[i] != NULL) {
            fputs("  assign ", w->file);
            cosim_eq_wire_port(w->file, w->outside->state_out[i]);
            fputs(" = ", w->file);
            cosim_eq_wire_operand(w->file, state->next);
            fputs(";\n", w->file);
        }
    }
}

/* Finds the state whose register shows an output after one clock; returns state_count where none
 * does. */
static size_t register_of(const cosim_equations *e, const cosim_eq_output *output)
{
    size_t i = 0;
    while (i < e->state_count &&
           (e->states[i].next != output->node || e->states[i].type.bits != output->type.bits)) {
        i++;
    }
    return i;
}

static void put_registers(const cosim_eq_wires *w)
{
    const cosim_equations *e = w->equations;
    for (size_t i = 0; w->outside->clock != NULL && i < e->state_count; i++) {
        fprintf(w->file, "  reg [%u:0] eq_q%zu;  // %s\n", e->states[i].type.bits - 1, i,
                e->states[i].name);
    }
    for (size_t i = 0; w->outside->clock != NULL && i < e->output_count; i++) {
        const bool state = register_of(e, &e->outputs[i]) < e->state_count;
        for (unsigned k = state ? 2 : 1; k <= e->outputs[i].clocks; k++) {
            fprintf(w->file, "  reg [%u:0] eq_d%zu_%u;\n", e->outputs[i].type.bits - 1, i, k);
        }
    }
}

static void put_outputs(const cosim_eq_wires *w)
{
    char name[40], before[40] = "";
    for (size_t i = 0; i < w->equations->output_count; i++) {
        const cosim_eq_output *output = &w->equations->outputs[i];
        const size_t state = register_of(w->equations, output);
        const unsigned clocks = w->outside->clock == NULL ? 0 : output->clocks;
        for (unsigned k = 1; k <= clocks; k++) {
            if (k == 1 && state < w->equations->state_count) {
                snprintf(name, sizeof name, "eq_q%zu", state);
            } else {
                snprintf(name, sizeof name, "eq_d%zu_%u", i, k);
                put_register(w, name, NULL, k == 1 ? output->node : NULL, before);
            }
            snprintf(before, sizeof before, "%s", name);
        }
        fputs("  assign ", w->file);
        cosim_eq_wire_port(w->file, output->port);
        fputs(" = ", w->file);
        if (clocks > 0) {
            fputs(before, w->file);
        } else {
            cosim_eq_wire_operand(w->file, output->node);
        }
        fputs(";\n", w->file);
    }
    for (size_t i = 0; w->outside->show_states && i < w->equations->state_count; i++) {
        fprintf(w->file, "  assign eq_state_%zu = eq_q%zu;\n", i, i);
    }
    for (size_t i = 0; i < w->outside->shown_count; i++) {
        fprintf(w->file, "  assign eq_shown_%zu = ", i);
        cosim_eq_wire_operand(w->file, w->outside->shown[i]);
        fputs(" != 0;\n", w->file);
    }
    fprintf(w->file, "  assign eq_fire = eq_n%u;\nendmodule\n", w->equations->fire->id);
}

int cosim_eq_emit_verilog(FILE *file, const cosim_equations *equations,
                          const cosim_eq_outside *outside)
{
    const cosim_eq_wires w = {file, equations, outside};
    const size_t nodes = cosim_eq_tree_count(equations->tree);
    bool *needed = cosim_eq_needed(equations);
    if (needed != NULL && outside->rows) {
        cosim_eq_rows_spare(equations, needed);
    }
    if (needed != NULL) {
        put_ports(&w);
        put_registers(&w);
        for (size_t id = 0; id < nodes; id++) {
            const cosim_eq_node *node = cosim_eq_tree_node(equations->tree, id);
            if (needed[id] && node->op != COSIM_EQ_CONST &&
                (!outside->rows || !cosim_eq_rows(&w, node))) {
                cosim_eq_wire(&w, node);
            }
        }
        put_states(&w);
        put_outputs(&w);
    }
    const int status = needed != NULL ? 0 : -1;
    free(needed);
    return status;
}
