// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "prove/miter.h"

#include "base/output.h"
#include "equations/print.h"
#include "equations/wires.h"
#include "foreign/pins.h"
#include "input/fields.h"
#include "prove/ages_miter.h"
#include "prove/bench.h"
#include "prove/branches.h"
#include "prove/products.h"

#include <errno.h>
#include <string.h>

static bool has(const cosim_pin *pin) { return pin->node != NULL; }

/* Tells whether registers follow the reset at once in both, as then a prover finds them equal in a
 * clock of reset, too. A word that a port tells is loaded by a clock. */
static bool follows_reset(const cosim_manifest *m)
{
    bool follows = m->reset_asynchronous;
    for (size_t i = 0; i < m->equations->state_count; i++) {
        const cosim_eq_node *reset = m->equations->states[i].reset;
        follows = follows &&
                  (reset->op == COSIM_EQ_CONST || m->equations->params[reset->leaf].port == NULL);
    }
    return follows;
}

/* Its clock, reset and enable are those of the miter, whatever the circuit's are: a step is where
 * the miter says so. */
static cosim_eq_outside outside(const cosim_manifest *m, const cosim_miter_options *options,
                                const cosim_branches *branches)
{
    const bool clocked = m->step != COSIM_STEP_COMBINATIONAL;
    return (cosim_eq_outside){.module = "prove_spec",
                              .clock = clocked ? "eq_clock" : NULL,
                              .reset = clocked && has(&m->reset) ? "eq_reset" : NULL,
                              .enable = clocked ? "eq_step" : NULL,
                              .reset_high = true,
                              .reset_asynchronous = follows_reset(m),
                              .state_in = m->outside.state_in,
                              .state_out = m->outside.state_out,
                              .shown = branches->conditions,
                              .shown_count = branches->count,
                              .show_states = options->ages,
                              .rows = options->ages};
}

static void connect(FILE *file, const char *port, const char *kind, size_t at)
{
    fputs(",\n    .", file);
    cosim_eq_wire_port(file, port);
    fprintf(file, "(%s_%zu)", kind, at);
}

static void put_spec_instance(FILE *file, const cosim_manifest *m, const cosim_eq_outside *o,
                              const cosim_products *products)
{
    const cosim_equations *e = m->equations;
    size_t told_at = 0;
    fputs("  prove_spec spec (.eq_fire(fires)", file);
    fputs(o->clock != NULL ? ", .eq_clock(clk), .eq_step(taken)" : "", file);
    fputs(o->reset != NULL ? ", .eq_reset(reset)" : "", file);
    for (size_t i = 0; i < e->input_count; i++) {
        connect(file, e->inputs[i].port, "in", i);
    }
    for (size_t i = 0; i < e->param_count; i++) {
        if (e->params[i].port != NULL) {
            connect(file, e->params[i].port, "told", told_at++);
        }
    }
    for (size_t i = 0; o->clock == NULL && i < e->state_count; i++) {
        connect(file, o->state_in[i], "state", i);
        if (o->state_out[i] != NULL) {
            connect(file, o->state_out[i], "s_next", i);
        }
    }
    for (size_t i = 0; i < e->output_count; i++) {
        connect(file, e->outputs[i].port, "s_out", i);
    }
    for (size_t i = 0; i < o->shown_count; i++) {
        fprintf(file, ",\n    .eq_shown_%zu(shown_%zu)", i, i);
    }
    for (size_t i = 0; o->show_states && i < e->state_count; i++) {
        fprintf(file, ",\n    .eq_state_%zu(now_state_%zu)", i, i);
    }
    if (products != NULL) {
        cosim_products_connect(file, products, "s");
    }
    fputs("\n  );\n", file);
}

/* ---- both ---- */

/* Tells which port of setup is this input of the equations; -1: none. */
static int shared_by(const cosim_manifest *m, const cosim_pin *pin)
{
    for (size_t i = 0; i < m->setup_pin_count; i++) {
        if (m->setup_pins[i].shares == pin) {
            return (int)i;
        }
    }
    return -1;
}

static void put_circuit_instance(FILE *file, const cosim_manifest *m,
                                 const cosim_products *products)
{
    fputs("  prove_circuit circuit (.clk_i(clk), .reset_i(reset), .step_i(offered), "
          ".ready_o(ready), .result_o(result)",
          file);
    for (size_t i = 0; i < m->setup_pin_count; i++) {
        if (m->setup_pins[i].shares == NULL) {
            fprintf(file, ",\n    .%s(setup_%zu)", m->setup_pins[i].word, i);
        }
    }
    for (size_t i = 0; i < m->equation_pin_count; i++) {
        const cosim_pin *pin = &m->equation_pins[i];
        const int shared = shared_by(m, pin);
        if (shared >= 0) {
            fprintf(file, ",\n    .%s(setting ? setup_%d : %.*s)", pin->word, shared,
                    (int)strlen(pin->word) - 2, pin->word);
            continue;
        }
        /* "in_3_i" is the wire in_3, and the circuit's "out_3_o" is c_out_3 */
        fprintf(file, ",\n    .%s(%s%.*s)", pin->word, pin->output ? "c_" : "",
                (int)strlen(pin->word) - 2, pin->word);
    }
    if (products != NULL) {
        cosim_products_connect(file, products, "c");
    }
    fputs("\n  );\n", file);
}

/* Declares the outputs of both sides before what needs them. */
static void put_wires(FILE *file, const cosim_manifest *m, const cosim_branches *branches)
{
    const cosim_equations *e = m->equations;
    fputs("  wire ready, result, fires;\n", file);
    for (size_t i = 0; i < e->output_count; i++) {
        fprintf(file, "  wire [%u:0] c_out_%zu, s_out_%zu;\n", e->outputs[i].type.bits - 1, i, i);
    }
    for (size_t i = 0; m->outside.state_in != NULL && i < e->state_count; i++) {
        if (m->outside.state_out[i] != NULL) {
            fprintf(file, "  wire [%u:0] c_next_%zu, s_next_%zu;\n", e->states[i].type.bits - 1, i,
                    i);
        }
    }
    for (size_t i = 0; i < branches->count; i++) {
        fprintf(file, "  wire shown_%zu;\n", i);
    }
}

/* Finds the output that has the port of a state's next value. */
static size_t output_of_state(const cosim_manifest *m, size_t state)
{
    const cosim_node *pair =
        cosim_node_child(cosim_node_child(m->root, "state"), m->equations->states[state].name);
    size_t i = 0;
    while (i < m->equations->output_count &&
           strcmp(m->equations->outputs[i].port, pair->items[1]->text) != 0) {
        i++;
    }
    return i;
}

/* A combinational circuit has its states in registers of the miter. */
static void put_states(FILE *file, const cosim_manifest *m)
{
    const cosim_equations *e = m->equations;
    for (size_t i = 0; m->outside.state_in != NULL && i < e->state_count; i++) {
        const cosim_eq_state *s = &e->states[i];
        fprintf(file, "  reg [%u:0] state_%zu = 0;\n", s->type.bits - 1, i);
        fprintf(file, "  always @(posedge clk) state_%zu <= reset ? ", i);
        if (s->reset->op == COSIM_EQ_CONST) {
            cosim_eq_wire_integer(file, s->reset->value);
        } else if (e->params[s->reset->leaf].port == NULL) {
            cosim_eq_wire_integer(file, e->params[s->reset->leaf].word);
        } else {
            size_t told_at = 0;
            while (m->declaration->told[told_at] != s->reset->leaf) {
                told_at++;
            }
            fprintf(file, "told_%zu", told_at);
        }
        if (m->outside.state_out[i] != NULL) {
            fprintf(file, " : taken ? s_next_%zu : state_%zu;\n", i, i);
        } else {
            fprintf(file, " : taken ? s_out_%zu : state_%zu;\n", output_of_state(m, i), i);
        }
    }
}

static void put_comparison(FILE *file, const cosim_manifest *m, bool usual)
{
    const cosim_equations *e = m->equations;
    size_t count = e->output_count;
    for (size_t i = 0; i < e->output_count; i++) {
        const unsigned clocks = e->outputs[i].clocks;
        if (clocks == 0) {
            fprintf(file, "  wire differs_%zu = taken & c_out_%zu != s_out_%zu;\n", i, i, i);
        } else {
            fprintf(file,
                    "  wire differs_%zu = answered & steps >= 4'd%u & c_out_%zu != s_out_%zu;\n", i,
                    clocks, i, i);
        }
    }
    for (size_t i = 0; m->outside.state_in != NULL && i < e->state_count; i++) {
        if (m->outside.state_out[i] != NULL) {
            fprintf(file, "  wire differs_%zu = taken & c_next_%zu != s_next_%zu;\n", count++, i,
                    i);
        }
    }
    fputs("  wire [", file);
    fprintf(file, "%zu:0] differ = {", count - 1);
    for (size_t i = count; i-- > 0;) {
        fprintf(file, "differs_%zu%s", i, i > 0 ? ", " : "};\n");
    }
    fprintf(file,
            "  assign differs = |differ%s;\n  assign hangs = hang;\n"
            "  (* keep *) reg [%zu:0] seen_differs = 0;\n"
            "  always @(posedge clk) seen_differs <= differ;\n",
            usual ? " & usual" : "", count - 1);
}

static void put_seen(FILE *file, const cosim_manifest *m)
{
    const cosim_equations *e = m->equations;
    fputs("  (* keep *) reg seen_taken = 0;\n  always @(posedge clk) seen_taken <= taken;\n"
          "  (* keep *) reg seen_reset = 0;\n  always @(posedge clk) seen_reset <= reset;\n",
          file);
    for (size_t i = 0; i < e->input_count; i++) {
        fprintf(file,
                "  (* keep *) reg [%u:0] seen_in_%zu = 0;\n"
                "  always @(posedge clk) seen_in_%zu <= in_%zu;\n",
                e->inputs[i].type.bits - 1, i, i, i);
    }
    for (size_t i = 0; i < m->declaration->told_count; i++) {
        fprintf(file,
                "  (* keep *) reg [%u:0] seen_told_%zu = 0;\n"
                "  always @(posedge clk) seen_told_%zu <= told_%zu;\n",
                e->params[m->declaration->told[i]].type.bits - 1, i, i, i);
    }
}

/* A spike counts where the answer of its step is compared. */
static void put_covers(FILE *file, const cosim_branches *branches)
{
    fputs("  reg [1:0] spikes = 2'd0;\n"
          "  always @(posedge clk) spikes <= reset ? 2'd0 : taken & fires & spikes != 2'd2 ? "
          "spikes + 2'd1 : spikes;\n"
          "  assign cover_0 = answered & spikes >= 2'd1;\n"
          "  assign cover_1 = answered & spikes >= 2'd2;\n",
          file);
    for (size_t i = 0; i < branches->count; i++) {
        fprintf(file,
                "  assign cover_%zu = taken & shown_%zu;\n"
                "  assign cover_%zu = taken & !shown_%zu;\n",
                COSIM_MITER_BRANCHES + 2 * i, i, COSIM_MITER_BRANCHES + 2 * i + 1, i);
    }
}

static void put_miter(FILE *file, const cosim_manifest *m, const cosim_miter_options *options,
                      const cosim_eq_outside *o, const cosim_branches *branches)
{
    fputs("module prove_miter (\n", file);
    cosim_bench_ports(file, m, options);
    if (options->circuit != NULL && !options->usual) {
        cosim_products_ports(file, options->circuit, options->spec);
    }
    if (options->ages) {
        cosim_ages_ports(file, m, options);
    }
    fputs(",\n  output wire differs,\n  output wire hangs", file);
    for (size_t i = 0; i < COSIM_MITER_BRANCHES + 2 * branches->count; i++) {
        fprintf(file, ",\n  output wire cover_%zu", i);
    }
    fputs("\n);\n", file);
    put_wires(file, m, branches);
    for (size_t i = 0; o->show_states && i < m->equations->state_count; i++) {
        fprintf(file, "  wire [%u:0] now_state_%zu;\n", m->equations->states[i].type.bits - 1, i);
    }
    cosim_bench_put(file, m, options);
    put_states(file, m);
    if (options->circuit != NULL && options->usual) {
        cosim_products_put_usual(file, options->circuit, options->spec);
    } else if (options->circuit != NULL) {
        cosim_products_put(file, options->circuit, options->spec);
    }
    put_circuit_instance(file, m, options->circuit);
    put_spec_instance(file, m, o, options->spec);
    put_comparison(file, m, options->usual);
    if (options->ages) {
        cosim_ages_put(file, m, options, branches);
    }
    put_seen(file, m);
    put_covers(file, branches);
    fputs("endmodule\n", file);
}

/* ---- the whole ---- */

static int check(const cosim_manifest *m, cosim_diag *diag)
{
    if (m->declaration == NULL) {
        return cosim_refuse(m->root, diag,
                            "says by no equations what the circuit computes, and so there is "
                            "nothing to prove; write them (docs/EQUATIONS.md)");
    }
    if (m->declaration->unknown_rounding) {
        return cosim_refuse(
            m->root, diag,
            "does not say how the circuit rounds, and so there is no word to prove; "
            "find it with `lifcosim calibrate`, and write it");
    }
    for (size_t i = 0; i < m->equations->state_count; i++) {
        const cosim_eq_node *reset = m->equations->states[i].reset;
        if (m->step != COSIM_STEP_COMBINATIONAL && !has(&m->reset) && reset->op != COSIM_EQ_CONST &&
            m->equations->params[reset->leaf].port != NULL) {
            return cosim_refuse(m->root, diag,
                                "has no reset, and the state %s begins with a word that a port "
                                "tells; name the reset, or begin with a number",
                                m->equations->states[i].name);
        }
    }
    return 0;
}

static void tell_covers(const cosim_manifest *m, const cosim_branches *branches,
                        cosim_miter_cover *covers, size_t *count)
{
    char text[80];
    covers[COSIM_MITER_SPIKE] = (cosim_miter_cover){"a spike", true};
    covers[COSIM_MITER_SECOND_SPIKE] = (cosim_miter_cover){"a second spike", true};
    *count = COSIM_MITER_BRANCHES;
    for (size_t i = 0; i < branches->count; i++) {
        cosim_eq_text(m->equations, m->equations->symbol_count, branches->conditions[i], text,
                      sizeof text);
        for (unsigned no = 0; no < 2; no++) {
            cosim_miter_cover *c = &covers[(*count)++];
            snprintf(c->text, sizeof c->text, "%s%s", text, no != 0 ? " is false" : "");
            c->needed = branches->holds[i];
        }
    }
}

int cosim_miter_write(const cosim_manifest *m, const cosim_miter_options *options, const char *path,
                      cosim_miter_cover *covers, size_t *count, cosim_diag *diag)
{
    cosim_branches branches;
    if (check(m, diag) != 0) {
        return -1;
    }
    cosim_output *output = cosim_output_open(path, diag);
    if (output == NULL) {
        return -1;
    }
    if (cosim_branches_find(m, (COSIM_MITER_COVERS - COSIM_MITER_BRANCHES) / 2, &branches) != 0) {
        cosim_output_abandon(output);
        return cosim_diag_memory(diag, NULL);
    }
    const cosim_eq_outside o = outside(m, options, &branches);
    if ((options->spec == NULL &&
         cosim_eq_emit_verilog(cosim_output_file(output), m->equations, &o) != 0) ||
        (options->ages && cosim_ages_put_last(cosim_output_file(output), m, &branches) != 0)) {
        cosim_output_fail(output, ENOMEM);
    }
    put_miter(cosim_output_file(output), m, options, &o, &branches);
    if (covers != NULL && count != NULL) {
        tell_covers(m, &branches, covers, count);
    }
    cosim_branches_free(&branches);
    return cosim_output_commit(output, diag);
}
