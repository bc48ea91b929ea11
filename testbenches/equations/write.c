// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* write FOLDER TEXT ...   writes the C and the Verilog of texts (texts.h) as steps.c and batch.v.
 * All of them are in one model, whose ports are flat lists of words, so that one program runs any.
 */
#include "equations/emit_c.h"
#include "equations/wires.h"
#include "texts.h"

#include <stdio.h>
#include <stdlib.h>

static FILE *open_file(const char *folder, const char *name)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    if (file == NULL) {
        perror(path);
        exit(2);
    }
    return file;
}

static void write_c(FILE *file, const texts *all)
{
    fputs("/* written by testbenches/equations/write.c */\n", file);
    cosim_eq_emit_c_head(file);
    for (size_t i = 0; i < all->count; i++) {
        if (cosim_eq_emit_c(file, all->all[i].equations, all->all[i].name) != 0) {
            exit(2);
        }
    }
    fputs("\ntypedef void step(int64_t *restrict state, const int64_t *restrict input,\n"
          "    const int64_t *restrict param, int64_t *restrict output);\n"
          "extern step *const steps[];\nstep *const steps[] = {\n",
          file);
    for (size_t i = 0; i < all->count; i++) {
        fprintf(file, "    %s_step,\n", all->all[i].name);
    }
    fputs("};\n", file);
}

/* ---- the model ---- */

static void put_in(FILE *file, const char *port, cosim_eq_type type, size_t word)
{
    fputs(",\n    .", file);
    cosim_eq_wire_port(file, port);
    fprintf(file, "(words[%zu][%u:0])", word, type.bits - 1);
}

static void put_out(FILE *file, const char *bus, const char *port, unsigned bits, size_t word)
{
    fputs(",\n    .", file);
    cosim_eq_wire_port(file, port);
    fprintf(file, "(%s_%zu[%u:0])", bus, word, bits - 1);
}

/* A result has the bits of its port, and zeros above them. */
static void put_result(FILE *file, const char *bus, size_t word, unsigned bits)
{
    fprintf(file, "  wire [63:0] %s_%zu;\n  assign %s[%zu] = %s_%zu;\n", bus, word, bus, word, bus,
            word);
    if (bits < 64) {
        fprintf(file, "  assign %s_%zu[63:%u] = 0;\n", bus, word, bits);
    }
}

static void put_pins(FILE *file, const text_entry *t, const char *bus)
{
    const cosim_equations *e = t->equations;
    for (size_t i = 0; i < e->input_count; i++) {
        put_in(file, e->inputs[i].port, e->inputs[i].type, t->input_at + i);
    }
    for (size_t i = 0; i < e->param_count; i++) {
        if (e->params[i].port != NULL) {
            put_in(file, e->params[i].port, e->params[i].type, t->param_at + i);
        }
    }
    for (size_t i = 0; t->outside.clock == NULL && i < e->state_count; i++) {
        put_in(file, t->outside.state_in[i], e->states[i].type, t->state_at + i);
        if (t->outside.state_out[i] != NULL) {
            put_out(file, bus, t->outside.state_out[i], e->states[i].type.bits,
                    t->result_at + e->output_count + 1 + i);
        }
    }
    for (size_t i = 0; i < e->output_count; i++) {
        put_out(file, bus, e->outputs[i].port, e->outputs[i].type.bits, t->result_at + i);
    }
    fputs("\n  );\n", file);
}

static void put_text(FILE *file, const text_entry *t)
{
    const cosim_equations *e = t->equations;
    const size_t fire = t->result_at + e->output_count;
    for (size_t i = 0; i < t->result_count; i++) {
        const unsigned bits = i < e->output_count    ? e->outputs[i].type.bits
                              : i == e->output_count ? 1
                              : t->outside.state_out[i - e->output_count - 1] == NULL
                                  ? 0
                                  : e->states[i - e->output_count - 1].type.bits;
        put_result(file, "specs", t->result_at + i, bits);
        put_result(file, "circuits", t->result_at + i,
                   t->circuit && i != e->output_count ? bits : 0);
    }
    fprintf(file, "  %s u_%s (.eq_fire(specs_%zu[0])", t->outside.module, t->name, fire);
    if (t->outside.clock != NULL) {
        fprintf(file, ",\n    .clk(%s)", t->outside.enable != NULL ? "clk" : "clk_every");
    }
    if (t->outside.reset != NULL) {
        fprintf(file, ",\n    .rst(%srst)", t->outside.reset_high ? "" : "!");
    }
    fputs(t->outside.enable != NULL ? ",\n    .en(en)" : "", file);
    put_pins(file, t, "specs");
    if (t->circuit) {
        fprintf(file,
                "  rtl_%s c_%s (.clk(clk), .clk_every(clk_every), .clk_two(clk_two), .rst(rst), "
                ".en(en)",
                t->name, t->name);
        put_pins(file, t, "circuits");
    }
}

static void write_specifications(FILE *file, const texts *all)
{
    for (size_t i = 0; i < all->count; i++) {
        if (cosim_eq_emit_verilog(file, all->all[i].equations, &all->all[i].outside) != 0) {
            exit(2);
        }
    }
}

/* Lists of words at the ports are of SystemVerilog; as one long vector each they are slow. */
static void write_batch(FILE *file, const texts *all)
{
    fprintf(file,
            "module batch (input wire clk, input wire clk_every, input wire clk_two,\n"
            "  input wire rst, input wire en, input wire [63:0] words [0:%zu],\n"
            "  output wire [63:0] specs [0:%zu], output wire [63:0] circuits [0:%zu]);\n",
            all->word_count, all->result_count, all->result_count); /* one more, which is 0 */
    for (size_t i = 0; i < all->count; i++) {
        put_text(file, &all->all[i]);
    }
    put_result(file, "specs", all->result_count, 0);
    put_result(file, "circuits", all->result_count, 0);
    fputs("endmodule\n", file);
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fprintf(stderr, "usage: write FOLDER TEXT ...\n");
        return 2;
    }
    const texts all = texts_read(argv + 2, (size_t)argc - 2);
    FILE *c = open_file(argv[1], "steps.c"), *v = open_file(argv[1], "specs.v");
    FILE *batch = open_file(argv[1], "batch.sv");
    write_c(c, &all);
    write_specifications(v, &all);
    write_batch(batch, &all);
    return fclose(c) != 0 || fclose(v) != 0 || fclose(batch) != 0 ? 2 : 0;
}
