// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "prove/miter_circuit.h"

#include "base/output.h"
#include "foreign/pins.h"

#include <stdio.h>

static bool has(const cosim_pin *pin) { return pin->node != NULL; }

static void told(const cosim_manifest *m, const cosim_pin *pin, char *text, size_t bytes)
{
    if (pin == &m->clock) {
        snprintf(text, bytes, "clk_i");
    } else if (pin == &m->reset) {
        snprintf(text, bytes, "%sreset_i", m->reset_high ? "" : "~");
    } else if (pin == &m->enable || pin == &m->valid) {
        snprintf(text, bytes, "step_i");
    } else {
        snprintf(text, bytes, "%s", pin->word != NULL ? pin->word : "");
    }
}

static void put_port(FILE *file, const cosim_pin *pin)
{
    fprintf(file, ",\n  %s wire [%u:0] %s", pin->output ? "output" : "input", pin->width - 1,
            pin->word);
}

static void put_circuit(FILE *file, cosim_manifest *m)
{
    char name[COSIM_PIN_BYTES];
    fputs("module prove_circuit (\n  input wire clk_i,\n  input wire reset_i,\n"
          "  input wire step_i,\n  output wire ready_o,\n  output wire result_o",
          file);
    for (size_t i = 0; i < m->setup_pin_count; i++) {
        put_port(file, &m->setup_pins[i]);
    }
    for (size_t i = 0; i < m->equation_pin_count; i++) {
        put_port(file, &m->equation_pins[i]);
    }
    fputs("\n);\n", file);
    cosim_put_pins(file, m, told);
    cosim_put_instances(file, m);
    fprintf(file, "  assign ready_o = %s;\n",
            has(&m->ready) ? cosim_pin_wire(&m->ready, name) : "1'b1");
    fprintf(file, "  assign result_o = %s;\n",
            has(&m->result) ? cosim_pin_wire(&m->result, name) : "1'b1");
    for (size_t i = 0; i < m->equation_pin_count; i++) {
        const cosim_pin *pin = &m->equation_pins[i];
        if (pin->output) {
            fprintf(file, "  assign %s = %s;\n", pin->word, cosim_pin_wire(pin, name));
        }
    }
    fputs("endmodule\n", file);
}

int cosim_miter_circuit(const cosim_manifest *manifest, const char *path, cosim_diag *diag)
{
    cosim_manifest m = *manifest;
    cosim_output *output = cosim_output_open(path, diag);
    if (output == NULL) {
        return -1;
    }
    put_circuit(cosim_output_file(output), &m);
    return cosim_output_commit(output, diag);
}
