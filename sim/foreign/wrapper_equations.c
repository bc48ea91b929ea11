// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "foreign/wrapper_equations.h"

#include "base/output.h"
#include "equations/declaration_text.h"
#include "foreign/files.h"
#include "foreign/literal.h"
#include "foreign/pins.h"
#include "foreign/setup.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool has(const cosim_pin *pin) { return pin->node != NULL; }

/* ---- the module ---- */

/* A waveform alone shows these ports; sim/verilator/lif_sim.sv says what they are. */
static const char view_ports[] = "  input  real current_na_i,\n"
                                 "  input  real drive_mv_i,\n"
                                 "  input  real membrane_mv_i,\n"
                                 "  input  real painted_mv_i,\n"
                                 "  input  real threshold_mv_i,\n"
                                 "  input  real reset_mv_i,\n"
                                 "  input  real reference_mv_i,\n"
                                 "  input  real overlay_mv_i,\n"
                                 "  input  real error_uv_i,\n"
                                 "  input  real bound_uv_i,\n"
                                 "  input  real usage_percent_i,\n"
                                 "  input  wire reference_spike_i,\n"
                                 "  input  wire ambiguous_i,\n"
                                 "  input  wire exact_ok_i,\n"
                                 "  input  wire bounded_ok_i,\n"
                                 "  input  wire explained_i,\n"
                                 "  input  wire [31:0] drive_word_i,\n"
                                 "  input  wire [MembraneWidth-1:0] membrane_word_i,\n"
                                 "  input  wire spike_shown_i,\n"
                                 "  output wire [31:0] state_width_o,\n"
                                 "  output wire [31:0] state_fraction_o,\n"
                                 "  output wire [31:0] leak_fraction_o,\n"
                                 "  output wire [31:0] hold_width_o\n";

static const char views[] =
    "  lif_view_clock clock (.clk(clk_i), .rst_n(~reset_i));\n"
    "  lif_view_handshake handshake (.valid(step_i), .ready(ready_o), .result(result_o));\n"
    "  lif_view_drive #(.StateWidth(32)) drive (\n"
    "    .current_na(current_na_i), .drive_mv(drive_mv_i), .word(drive_word_i)\n"
    "  );\n"
    "  lif_view_potential potential (\n"
    "    .membrane_mv(membrane_mv_i), .painted_mv(painted_mv_i), .threshold_mv(threshold_mv_i),\n"
    "    .reset_mv(reset_mv_i)\n"
    "  );\n"
    "  lif_view_reference reference (\n"
    "    .reference_mv(reference_mv_i), .overlay_mv(overlay_mv_i), .error_uv(error_uv_i),\n"
    "    .bound_upper_uv(bound_uv_i), .bound_lower_uv(-bound_uv_i),\n"
    "    .usage_percent(usage_percent_i)\n"
    "  );\n"
    "  lif_view_spikes spikes (\n"
    "    .circuit(spike_shown_i), .reference(reference_spike_i), .ambiguous(ambiguous_i)\n"
    "  );\n"
    "  lif_view_verdict verdict (\n"
    "    .exact_ok(exact_ok_i), .bounded_ok(bounded_ok_i), .explained(explained_i)\n"
    "  );\n"
    "  assign state_width_o    = StateWidth;\n"
    "  assign state_fraction_o = StateFraction;\n"
    "  assign leak_fraction_o  = LeakFraction;\n"
    "  assign hold_width_o     = HoldWidth;\n"
    "endmodule\n"
    "\n"
    "`default_nettype wire\n";

/* Returns what the shown output shows; COSIM_EQ_SHOWS_OTHER where none shows the membrane. */
static cosim_eq_shows shows(const cosim_manifest *m)
{
    const cosim_eq_declaration *d = m->declaration;
    return d->shown < 0 ? COSIM_EQ_SHOWS_OTHER : d->views[d->shown].shows;
}

unsigned cosim_wrapper_membrane_bits(const cosim_manifest *m)
{
    const cosim_eq_declaration *d = m->declaration;
    const cosim_eq_type type = d->equations->states[d->membrane].type;
    return type.bits + !type.is_signed;
}

/* Writes the ports of the words, each beside what it is in the equations. */
static void put_ports(FILE *file, const cosim_manifest *m)
{
    for (size_t i = 0; i < m->setup_pin_count; i++) {
        const cosim_pin *pin = &m->setup_pins[i];
        if (pin->shares == NULL) {
            fprintf(file, "  input  wire [%u:0] %s,  // %s\n", pin->width - 1, pin->word,
                    pin->port);
        }
    }
    for (size_t i = 0; i < m->equation_pin_count; i++) {
        const cosim_pin *pin = &m->equation_pins[i];
        fprintf(file, "  %s wire [%u:0] %s,  // %s\n", pin->output ? "output" : "input ",
                pin->width - 1, pin->word, pin->port);
        if (pin->echo != NULL) {
            fprintf(file, "  output wire [%u:0] %s,\n", pin->width - 1, pin->echo);
        }
    }
}

/* Writes what leaves the wrapper: the circuit's outputs, and each told word at the circuit's own
 * pin. */
static void put_outputs(FILE *file, const cosim_manifest *m)
{
    char name[COSIM_PIN_BYTES];
    cosim_put_handshake(file, m);
    for (size_t i = 0; i < m->equation_pin_count; i++) {
        const cosim_pin *pin = &m->equation_pins[i];
        if (pin->output) {
            fprintf(file, "  assign %s = %s;\n", pin->word, cosim_pin_wire(pin, name));
        } else if (pin->echo != NULL) {
            fprintf(file, "  assign %s = %s;\n", pin->echo, cosim_pin_inside(pin, name));
        }
    }
}

static void put_module(FILE *file, cosim_manifest *m)
{
    const unsigned bits = cosim_wrapper_membrane_bits(m);
    fputs("`default_nettype none\n\n/*verilator tracing_off*/\nmodule lif_sim #(\n"
          "  parameter integer StateWidth    = 32,\n"
          "  parameter integer StateFraction = 0,\n"
          "  parameter integer LeakFraction  = 1,\n"
          "  parameter integer HoldWidth     = 16,\n",
          file);
    fprintf(file, "  parameter integer MembraneWidth = %u\n) (\n", bits);
    fputs("  input  wire clk_i,\n  input  wire reset_i,  // 1: in reset\n"
          "  input  wire step_i,   // 1: the clock is a step\n"
          "  output wire ready_o,\n  output wire result_o,\n",
          file);
    put_ports(file, m);
    fprintf(file, "%s);\n\n/*verilator tracing_on*/\n  // %s\n", view_ports, m->name);
    cosim_put_pins(file, m, m->clock_falling ? "~clk_i" : "clk_i");
    cosim_put_instances(file, m);
    put_outputs(file, m);
    fputs("\n", file);
    if (shows(m) == COSIM_EQ_SHOWS_BEFORE) {
        fputs("  lif_view_observation #(.StateWidth(MembraneWidth)) observation "
              "(.before_word(membrane_word_i));\n",
              file);
    }
    fputs("  lif_view_membrane #(.StateWidth(MembraneWidth)) membrane "
          "(.word(membrane_word_i));\n",
          file);
    fputs(views, file);
}

int cosim_wrapper_equations(const cosim_manifest *manifest, const char *path, cosim_diag *diag)
{
    cosim_manifest m = *manifest;
    cosim_output *output = cosim_output_open(path, diag);
    if (output == NULL) {
        return -1;
    }
    put_module(cosim_output_file(output), &m);
    return cosim_output_commit(output, diag);
}

/* ---- circuit.h ---- */

/* Each list is a macro X over its members, which sim/verilator/equations.hpp explains. */
static void put_inputs(FILE *file, const cosim_equations *e)
{
    fputs("#define EQ_INPUTS(X)", file);
    for (size_t i = 0; i < e->input_count; i++) {
        const cosim_eq_type type = e->inputs[i].type;
        fprintf(file, " X(%zu, in_%zu_i, %u, %d)", i, i, type.bits, type.is_signed);
    }
    fputs("\n", file);
}

static cosim_eq_type told_type(const cosim_eq_declaration *d, size_t at)
{
    return d->equations->params[d->told[at]].type;
}

/* Params that setup loads are in the second list alone, of the lowest and the largest words. */
static void put_told(FILE *file, const cosim_manifest *m)
{
    const cosim_eq_declaration *d = m->declaration;
    fputs("#define EQ_TOLD(X)", file);
    for (size_t i = 0; i < d->told_count; i++) {
        if (!m->loaded[i]) {
            fprintf(file, " X(%zu, told_%zu_i, told_%zu_o, %u, %d)", i, i, i, told_type(d, i).bits,
                    told_type(d, i).is_signed);
        }
    }
    fputs("\n#define EQ_WORDS {", file);
    for (size_t i = 0; i < d->told_count; i++) {
        const cosim_eq_param *p = &d->equations->params[d->told[i]];
        fprintf(file, "{INT64_C(%" PRId64 ") - %d, INT64_C(%" PRId64 "), %d}, ",
                cosim_eq_type_low(p->type) + p->type.is_signed, p->type.is_signed,
                p->limited ? p->most : cosim_eq_type_high(p->type), m->loaded[i]);
    }
    fputs("{0, 0, 0}}\n", file);
}

static void put_output(FILE *file, const cosim_eq_declaration *d, size_t output, size_t column,
                       unsigned clocks)
{
    const cosim_eq_output *o = &d->equations->outputs[output];
    fprintf(file, " X(%zu, out_%zu_o, %u, %d, %u, %d, \"%s\")", column, output, o->type.bits,
            o->type.is_signed, clocks, d->views[output].shows == COSIM_EQ_SHOWS_SPIKE, o->port);
}

static void put_outputs_list(FILE *file, const cosim_eq_declaration *d, bool calibrating)
{
    fputs("#define EQ_OUTPUTS(X)", file);
    for (size_t i = 0; i < d->equations->output_count; i++) {
        if (calibrating) {
            put_output(file, d, i, 2 * i, 0);
            put_output(file, d, i, 2 * i + 1, 1);
        } else {
            put_output(file, d, i, i, d->equations->outputs[i].clocks);
        }
    }
    fputs("\n", file);
}

/* Finds the output that has the port of a state's next value; their types may differ in sign. */
static size_t output_of_state(const cosim_manifest *m, size_t state)
{
    const cosim_equations *e = m->equations;
    const cosim_node *pair =
        cosim_node_child(cosim_node_child(m->root, "state"), e->states[state].name);
    size_t i = 0;
    while (i < e->output_count && strcmp(e->outputs[i].port, pair->items[1]->text) != 0) {
        i++;
    }
    return i;
}

/* Returns the place of a param among those that are told. */
static size_t told_at(const cosim_eq_declaration *d, unsigned param)
{
    size_t i = 0;
    while (i < d->told_count && d->told[i] != param) {
        i++;
    }
    return i;
}

static void put_states(FILE *file, const cosim_manifest *m)
{
    const cosim_eq_declaration *d = m->declaration;
    const cosim_equations *e = m->equations;
    fputs("#define EQ_STATES(X)", file);
    for (size_t i = 0; m->outside.state_in != NULL && i < e->state_count; i++) {
        const cosim_eq_state *s = &e->states[i];
        char out[40], start[60];
        if (m->outside.state_out[i] != NULL) {
            snprintf(out, sizeof out, "next_%zu_o", i);
        } else {
            snprintf(out, sizeof out, "out_%zu_o", output_of_state(m, i));
        }
        if (s->reset->op == COSIM_EQ_CONST) {
            snprintf(start, sizeof start, "INT64_C(%" PRId64 ")", s->reset->value);
        } else if (e->params[s->reset->leaf].port == NULL) {
            snprintf(start, sizeof start, "INT64_C(%" PRId64 ")", e->params[s->reset->leaf].word);
        } else {
            snprintf(start, sizeof start, "told[%zu]", told_at(d, s->reset->leaf));
        }
        fprintf(file, " X(%zu, state_%zu_i, %s, %u, %d, %s)", i, i, out, s->type.bits,
                s->type.is_signed, start);
    }
    fputs("\n", file);
}

static void put_phases(FILE *file, const cosim_eq_declaration *d)
{
    fprintf(file, "#define EQ_PHASES %zu\n#define EQ_FIXED {", d->phase_count);
    for (size_t p = 0; p < d->phase_count; p++) {
        fprintf(file, "%s{", p > 0 ? ", " : "");
        for (size_t i = 0; i < d->equations->input_count; i++) {
            fprintf(file, "{%d, INT64_C(%" PRId64 ")}, ", d->phases[p].fixed[i],
                    d->phases[p].value[i]);
        }
        fputs("{0, 0}}", file);
    }
    fputs("}\n", file);
}

/* Writes what the manifest says of clock, reset and step. */
static void put_clocking(FILE *file, const cosim_manifest *m)
{
    static const char *const steps[] = {"EVERY_CLOCK", "ENABLE", "HANDSHAKE", "COMBINATIONAL"};
    fprintf(file, "#define EQ_%s\n", steps[m->step]);
    if (m->step == COSIM_STEP_HANDSHAKE) {
        fprintf(file, "#define EQ_READY %d\n#define EQ_RESULT %d\n", has(&m->ready),
                has(&m->result));
    }
    if (m->step != COSIM_STEP_COMBINATIONAL && !has(&m->reset)) {
        fputs("#define LIF_NO_RESET\n", file);
    }
    fprintf(file, "#define EQ_RESET_CLOCKS %d\n",
            m->step == COSIM_STEP_COMBINATIONAL ||
                    (m->step == COSIM_STEP_EVERY_CLOCK && m->reset_asynchronous)
                ? 0
                : 4);
    if ((!has(&m->enable) && !has(&m->valid)) || m->runs) {
        fputs("#define LIF_NO_IDLES\n", file);
    }
    fprintf(file, "#define LIF_CLOCKS_PER_STEP %zu\n",
            m->declaration->phase_count * (has(&m->result) ? (size_t)m->result_clocks : 1));
}

static int put_header(FILE *file, const cosim_manifest *m, bool calibrating)
{
    const cosim_eq_declaration *d = m->declaration;
    const size_t columns = calibrating ? 2 : 1;
    char *text = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&text, &length);
    int status = memory == NULL ? -1 : cosim_eq_declaration_put(memory, d);
    if (memory != NULL && fclose(memory) != 0) {
        status = -1;
    }
    fputs("// Written by lifcosim build from a manifest.\n", file);
    cosim_put_data_folders(file, m);
    fputs("#define LIF_TOP_ABOUT ", file);
    cosim_put_literal(file, m->about);
    fputs("\n#define LIF_EQUATIONS ", file);
    cosim_put_literal(file, status == 0 ? text : "");
    fputs("\n", file);
    free(text);
    put_clocking(file, m);
    put_inputs(file, m->equations);
    put_told(file, m);
    put_outputs_list(file, d, calibrating);
    put_states(file, m);
    put_phases(file, d);
    cosim_put_setup(file, m);
    fprintf(file,
            "#define EQ_INPUT_COUNT %zu\n#define EQ_TOLD_COUNT %zu\n#define EQ_OUTPUT_COUNT %zu\n"
            "#define EQ_STATE_COUNT %zu\n#define EQ_SPIKE %u\n#define EQ_MEMBRANE %d\n"
            "#define EQ_MEMBRANE_LOW %u\n#define EQ_MEMBRANE_BITS %u\n",
            m->equations->input_count, d->told_count, columns * m->equations->output_count,
            m->outside.state_in != NULL ? m->equations->state_count : 0,
            calibrating ? 2 * d->spike + (m->step != COSIM_STEP_COMBINATIONAL) : d->spike,
            d->shown < 0 ? d->shown : (int)columns * d->shown,
            d->shown < 0 ? 0 : d->views[d->shown].low, cosim_wrapper_membrane_bits(m));
    fprintf(file, "#define LIF_SHOWS (%s%s)\n", d->unknown_rounding ? "0" : "LIF_DUT_INTEGER_MODEL",
            shows(m) == COSIM_EQ_SHOWS_AFTER    ? " | LIF_DUT_SHOWS_MEMBRANE"
            : shows(m) == COSIM_EQ_SHOWS_BEFORE ? " | LIF_DUT_SHOWS_BEFORE"
                                                : "");
    fprintf(file,
            "#define LIF_WAVE_GROUPS \"clock,handshake,drive,membrane,potential,%s"
            "reference,spikes,verdict,neuron\"\n",
            shows(m) == COSIM_EQ_SHOWS_BEFORE ? "observation," : "");
    return status;
}

int cosim_wrapper_equations_header(const cosim_manifest *m, bool calibrating, const char *path,
                                   cosim_diag *diag)
{
    cosim_output *output = cosim_output_open(path, diag);
    if (output == NULL) {
        return -1;
    }
    if (put_header(cosim_output_file(output), m, calibrating) != 0) {
        cosim_output_abandon(output);
        return cosim_diag_memory(diag, NULL);
    }
    return cosim_output_commit(output, diag);
}
