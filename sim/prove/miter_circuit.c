// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "prove/miter_circuit.h"

#include "base/output.h"
#include "foreign/pins.h"

#include <stdio.h>

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
        if (m->setup_pins[i].shares == NULL) {
            put_port(file, &m->setup_pins[i]);
        }
    }
    for (size_t i = 0; i < m->equation_pin_count; i++) {
        put_port(file, &m->equation_pins[i]);
    }
    fputs("\n);\n", file);
    /* also where its edge falls: a netlist is refused whose registers have another clock */
    cosim_put_pins(file, m, "clk_i");
    cosim_put_instances(file, m);
    cosim_put_handshake(file, m);
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
