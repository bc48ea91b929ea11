// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "foreign/wrapper.h"

#include "base/output.h"
#include "foreign/pins.h"
#include "foreign/timing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* sim/sim.mk makes sim/foreign/control.sv into this list of bytes. */
static const unsigned char control[] = {
#include "wrapper_control.inc"
};

/* ---- the pins ---- */

static bool has(const cosim_pin *pin) { return pin->node != NULL; }

/* Writes what an input of the circuit is told. */
static void expression_of(const cosim_manifest *m, const cosim_pin *pin, char *text, size_t bytes)
{
    const unsigned w = pin->width;
    const int extra = m->refractory_extra;
    text[0] = '\0';
    if (pin == &m->clock) {
        snprintf(text, bytes, "%s(%s)", m->clock_falling ? "~" : "",
                 m->step == COSIM_STEP_EVERY_CLOCK ? "clk_i & gate_q" : "clk_i");
    } else if (pin == &m->reset) {
        snprintf(text, bytes, "%sreset_q", m->reset_high ? "" : "~");
    } else if (pin == &m->enable || pin == &m->valid) {
        snprintf(text, bytes, "busy_q & (phase_q == 4'd0)");
    } else if (pin == &m->drive && m->declared.events) {
        snprintf(text, bytes, "drive_q != {StateWidth{1'b0}}");
    } else if (pin == &m->drive) {
        snprintf(text, bytes, "drive_q[%u:0]", w - 1);
    } else if (pin == &m->weight) {
        snprintf(text, bytes, "%u'(weight_q)", w);
    } else if (pin == &m->state_in) {
        snprintf(text, bytes, "state_q");
    } else if (pin == &m->count_in) {
        snprintf(text, bytes, "count_q");
    } else if (pin == &m->leak) {
        snprintf(text, bytes, "%u'(leak_word_w)", w);
    } else if (pin == &m->gain) {
        snprintf(text, bytes, "%u'(gain_i)", w);
    } else if (pin == &m->threshold) {
        snprintf(text, bytes, "%u'(threshold_i)", w);
    } else if (pin == &m->reset_value) {
        snprintf(text, bytes, "%u'(reset_i)", w);
    } else if (pin == &m->initial) {
        snprintf(text, bytes, "%u'(initial_i)", w);
    } else if (pin == &m->refractory) {
        snprintf(text, bytes,
                 extra < 0   ? "%u'(hold_q == {HoldWidth{1'b0}} ? 32'd0 : 32'(hold_q) - 32'd1)"
                 : extra > 0 ? "%u'(32'(hold_q) + 32'd1)"
                             : "%u'(32'(hold_q))",
                 w);
    }
}

/* ---- what the control needs to know ---- */

/* Chooses the parts of control.sv that this circuit needs, which stand there behind `ifdef. */
static void put_choices(FILE *file, const cosim_manifest *m)
{
    char name[COSIM_PIN_BYTES];
    if (m->declared.leak == LIF_LEAK_SHIFT) {
        fputs("`define LIF_CONTROL_SHIFT\n", file);
    } else if (m->declared.decay) {
        fputs("`define LIF_CONTROL_DECAY\n", file);
    }
    if (has(&m->weight)) {
        fputs("`define LIF_CONTROL_WEIGHT\n", file);
    }
    if (m->step == COSIM_STEP_EVERY_CLOCK) {
        fprintf(file, "`define LIF_CONTROL_CLOCKED_IN_RESET %s\n",
                m->reset_asynchronous || !has(&m->reset) ? "1'b0" : "1'b1");
    }
    if (has(&m->state_in)) {
        fprintf(file, "`define LIF_CONTROL_STATE %s\n`define LIF_CONTROL_STATE_WIDTH %u\n",
                cosim_pin_wire(&m->state_out, name), m->state_in.width);
    }
    if (has(&m->count_in)) {
        fprintf(file, "`define LIF_CONTROL_COUNT %s\n`define LIF_CONTROL_COUNT_WIDTH %u\n",
                cosim_pin_wire(&m->count_out, name), m->count_in.width);
    }
}

static void put_answers(FILE *file, const cosim_manifest *m)
{
    char name[COSIM_PIN_BYTES];
    const cosim_pin *membrane = has(&m->membrane)    ? &m->membrane
                                : has(&m->state_out) ? &m->state_out
                                                     : NULL;
    fprintf(file, "  wire ready_w = %s;\n",
            has(&m->ready) ? cosim_pin_wire(&m->ready, name) : "1'b1");
    fprintf(file, "  wire spike_w = %s;\n", cosim_pin_wire(&m->spike, name));
    if (membrane == NULL) {
        fputs("  wire signed [StateWidth-1:0] membrane_w = {StateWidth{1'b0}};\n", file);
    } else if (m->membrane_signed) {
        fprintf(file, "  wire signed [StateWidth-1:0] membrane_w = StateWidth'($signed(%s));\n",
                cosim_pin_wire(membrane, name));
    } else {
        fprintf(file, "  wire signed [StateWidth-1:0] membrane_w = StateWidth'({1'b0, %s});\n",
                cosim_pin_wire(membrane, name));
    }
    const bool shown = m->shows == COSIM_SHOWS_AFTER && m->step != COSIM_STEP_COMBINATIONAL;
    fprintf(file, "  wire signed [StateWidth-1:0] in_reset_w = %s;\n",
            shown ? "membrane_w" : "initial_i");
    if (has(&m->result)) {
        fprintf(file,
                "  wire last_w = (phase_q != 4'd0) & %s;\n"
                "  wire spike_now_w = last_w, membrane_now_w = last_w;\n",
                cosim_pin_wire(&m->result, name));
    } else if (m->step != COSIM_STEP_COMBINATIONAL) {
        fprintf(file,
                "  wire last_w = phase_q == 4'd%u;\n"
                "  wire spike_now_w = phase_q == initial_hold_i[3:0];\n"
                "  wire membrane_now_w = phase_q == initial_hold_i[7:4];\n",
                cosim_wrapper_last_phase(m));
    } else {
        fputs("  wire last_w = phase_q == 4'd0;\n"
              "  wire spike_now_w = last_w, membrane_now_w = last_w;\n",
              file);
    }
}

/* ---- the words that the circuit really has ---- */

static void put_word(FILE *file, const char *output, const cosim_pin *pin,
                     const lif_fixed_word *fixed, const char *otherwise)
{
    char name[COSIM_PIN_BYTES];
    if (!has(pin)) {
        fprintf(file, "    %s = StateWidth'(%s%lld);\n", output, fixed->present ? "" : otherwise,
                fixed->present ? (long long)fixed->word : 0LL);
        return;
    }
    cosim_pin_wire(pin, name);
    fprintf(file,
            pin->is_signed ? "    %s = StateWidth'($signed(%s));\n"
                           : "    %s = StateWidth'({1'b0, %s});\n",
            output, name);
}

static void put_words(FILE *file, const cosim_manifest *m)
{
    const lif_declared *d = &m->declared;
    char name[COSIM_PIN_BYTES];
    if (has(&m->gain)) {
        fprintf(file, "  assign gain_o = 32'(%s);\n", cosim_pin_wire(&m->gain, name));
    }
    fputs("  // the words at the circuit's own ports\n  always @* begin\n", file);
    if (!has(&m->leak)) {
        fprintf(file, "    leak_o = leak_i;  // built in: the program has compared it\n");
    } else if (d->leak == LIF_LEAK_SHIFT) {
        fprintf(file, "    leak_o = {1'b1, {LeakFraction{1'b0}}} >> %s;\n",
                cosim_pin_wire(&m->leak, name));
    } else {
        fprintf(file, "    leak_o = %s(LeakFraction + 1)'(%s);\n",
                d->decay ? "{1'b1, {LeakFraction{1'b0}}} - " : "", cosim_pin_wire(&m->leak, name));
    }
    put_word(file, "threshold_o", &m->threshold, &d->threshold, "threshold_i + ");
    put_word(file, "reset_o", &m->reset_value, &d->reset, "reset_i + ");
    put_word(file, "initial_o", &m->initial, &d->initial, "initial_i + ");
    fprintf(file,
            "    initial_hold_o = initial_hold_i;\n"
            "    compare_above_o = 1'b%d;\n    reset_subtract_o = 1'b%d;\n  end\n",
            d->compare_above, d->subtract);
}

/* ---- the file ---- */

static void put_body(FILE *file, cosim_manifest *m)
{
    char about[128];
    snprintf(about, sizeof about, "%s", m->name);
    fprintf(file, "  // %s, in the place of the shipped neuron\n", about);
    put_choices(file, m);
    cosim_put_pins(file, m, expression_of);
    put_answers(file, m);
    fwrite(control, 1, sizeof control, file);
    cosim_put_instances(file, m);
}

/* Reads the whole text of a file, NUL-terminated, to be freed; returns NULL with *diag. */
static char *read_whole(const char *path, cosim_diag *diag)
{
    enum { MOST = 1 << 20 };
    FILE *file = fopen(path, "r");
    char *text = file == NULL ? NULL : calloc(MOST, 1);
    const size_t length = text == NULL ? 0 : fread(text, 1, MOST - 1, file);
    if (length == 0) {
        cosim_diag_set(diag, NULL, "%s: cannot be read; it is needed to build a wrapper", path);
        free(text);
        text = NULL;
    }
    if (file != NULL) {
        fclose(file);
    }
    return text;
}

/* Writes the model's text with its neuron, the counter inside of that, and its read-back replaced.
 */
static int put_wrapper(FILE *file, cosim_manifest *m, char *text)
{
    static const char begin[] = "/*verilator tracing_on*/\n";
    char *neuron = strstr(text, begin);
    char *ports = neuron == NULL ? NULL : strstr(neuron, "\n  );\n");
    char *left = ports == NULL ? NULL : strstr(ports, "u_neuron.hold_q");
    char *words = left == NULL ? NULL : strstr(left, "  always @(posedge clk_i) begin");
    char *end = words == NULL ? NULL : strstr(words, "endmodule");
    if (end == NULL) {
        return -1;
    }
    neuron += strlen(begin);
    static const char after[] = "  input  wire signed [StateWidth-1:0] initial_i,\n";
    char *port = strstr(text, after);
    if (port == NULL || port > neuron) {
        return -1;
    }
    port += strlen(after);
    fprintf(file, "%.*s", (int)(port - text), text);
    if (has(&m->gain)) {
        fputs("  input  wire [31:0] gain_i,\n  output wire [31:0] gain_o,\n", file);
    }
    fprintf(file, "%.*s", (int)(neuron - port), port);
    put_body(file, m);
    ports += strlen("\n  );\n");
    fprintf(file, "%.*sleft_q", (int)(left - ports), ports);
    left += strlen("u_neuron.hold_q");
    fprintf(file, "%.*s", (int)(words - left), left);
    put_words(file, m);
    fprintf(file, "\n%s", end);
    return 0;
}

int cosim_wrapper_write(const cosim_manifest *manifest, const char *model, const char *path,
                        cosim_diag *diag)
{
    cosim_manifest m = *manifest;
    char *text = read_whole(model, diag);
    cosim_output *output = text == NULL ? NULL : cosim_output_open(path, diag);
    int status = -1;
    if (output != NULL) {
        status = put_wrapper(cosim_output_file(output), &m, text);
        if (status != 0) {
            cosim_output_abandon(output);
            cosim_diag_set(diag, NULL, "%s: has no lif_neuron that could be replaced", model);
        } else {
            status = cosim_output_commit(output, diag);
        }
    }
    free(text);
    return status;
}
