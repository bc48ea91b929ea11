// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "prove/ages_miter.h"

#include "equations/wires.h"

#include <stdlib.h>

/* A step ends at its result; what comes in the clocks behind it is told apart from what stays. */
enum { BEFORE = 1, BEHIND = 2, CLOCKS_MOST = 64, NAME_BYTES = 40 };

bool cosim_ages_helps(const cosim_manifest *m)
{
    return m->step == COSIM_STEP_HANDSHAKE && m->result.node != NULL && m->reset.node != NULL &&
           m->result_clocks > 1 && m->result_clocks <= CLOCKS_MOST;
}

unsigned cosim_ages_count(const cosim_manifest *m)
{
    return BEFORE + (unsigned)m->result_clocks + BEHIND;
}

/* ---- the last step ---- */

int cosim_ages_put_last(FILE *file, const cosim_manifest *m, const cosim_branches *branches)
{
    const size_t states = m->equations->state_count;
    char(*names)[NAME_BYTES] = calloc(states + 1, sizeof *names);
    const char **in = calloc(states + 1, sizeof *in), **out = calloc(states + 1, sizeof *out);
    int status = names != NULL && in != NULL && out != NULL ? 0 : -1;
    for (size_t i = 0; status == 0 && i < states; i++) {
        snprintf(names[i], NAME_BYTES, "eq_state_%zu", i);
        in[i] = names[i];
    }
    const cosim_eq_outside o = {.module = "prove_last",
                                .state_in = in,
                                .state_out = out,
                                .shown = branches->conditions,
                                .shown_count = branches->count,
                                .rows = true};
    status = status == 0 ? cosim_eq_emit_verilog(file, m->equations, &o) : -1;
    free(names);
    free(in);
    free(out);
    return status;
}

static void put_copy(FILE *file, const char *kind, size_t at, unsigned bits, const char *of)
{
    fprintf(file,
            "  reg [%u:0] last_%s_%zu = 0;\n"
            "  always @(posedge clk) if (taken) last_%s_%zu <= %s_%zu;\n",
            bits - 1, kind, at, kind, at, of, at);
}

static void put_copies(FILE *file, const cosim_manifest *m)
{
    const cosim_equations *e = m->equations;
    for (size_t i = 0; i < e->input_count; i++) {
        put_copy(file, "in", i, e->inputs[i].type.bits, "in");
    }
    for (size_t i = 0; i < m->declaration->told_count; i++) {
        put_copy(file, "told", i, e->params[m->declaration->told[i]].type.bits, "told");
    }
    for (size_t i = 0; i < e->state_count; i++) {
        put_copy(file, "state", i, e->states[i].type.bits, "now_state");
    }
}

static void put_instance(FILE *file, const cosim_manifest *m, const cosim_branches *branches)
{
    const cosim_equations *e = m->equations;
    size_t told_at = 0;
    for (size_t i = 0; i < branches->count; i++) {
        fprintf(file, "  wire last_shown_%zu;\n", i);
    }
    fputs("  wire last_fires;\n  prove_last last (.eq_fire(last_fires)", file);
    for (size_t i = 0; i < e->input_count; i++) {
        fputs(",\n    .", file);
        cosim_eq_wire_port(file, e->inputs[i].port);
        fprintf(file, "(last_in_%zu)", i);
    }
    for (size_t i = 0; i < e->param_count; i++) {
        if (e->params[i].port != NULL) {
            fputs(",\n    .", file);
            cosim_eq_wire_port(file, e->params[i].port);
            fprintf(file, "(last_told_%zu)", told_at++);
        }
    }
    for (size_t i = 0; i < e->state_count; i++) {
        fprintf(file, ",\n    .eq_state_%zu(last_state_%zu)", i, i);
    }
    for (size_t i = 0; i < branches->count; i++) {
        fprintf(file, ",\n    .eq_shown_%zu(last_shown_%zu)", i, i);
    }
    fputs("\n  );\n", file);
}

/* ---- the miter ---- */

static size_t outside_count(const cosim_manifest *m, const cosim_miter_options *o)
{
    return o->told == NULL ? 2 * m->declaration->told_count : 0;
}

void cosim_ages_ports(FILE *file, const cosim_manifest *m, const cosim_miter_options *o)
{
    fprintf(file,
            ",\n  output wire [%u:0] ages_is,\n  output wire ages_held,\n  output wire "
            "ages_taken",
            cosim_ages_count(m) - 1);
    if (outside_count(m, o) > 0) {
        fprintf(file, ",\n  output wire [%zu:0] ages_outside", outside_count(m, o) - 1);
    }
}

static void put_age(FILE *file, const cosim_manifest *m, const cosim_branches *branches)
{
    const unsigned last = cosim_ages_count(m) - 1;
    fprintf(file,
            "  reg [11:0] age = 12'd0;\n"
            "  always @(posedge clk) age <= reset ? 12'd0 : taken ? 12'd1 : age == 12'd0 ? 12'd0 : "
            "age >= 12'd%u ? 12'd%u : age + 12'd1;\n",
            last, last);
    for (unsigned i = 0; i < last; i++) {
        fprintf(file, "  assign ages_is[%u] = age == 12'd%u;\n", i, i);
    }
    fprintf(file, "  assign ages_is[%u] = age >= 12'd%u;\n  assign ages_held = 1'b0", last, last);
    for (size_t i = 0; i < branches->count; i++) {
        if (branches->holds[i]) {
            fprintf(file, " | last_shown_%zu", i);
        }
    }
    fputs(";\n  assign ages_taken = taken;\n", file);
}

static void put_end(FILE *file, const char *cast, const char *kind, size_t told, const char *beyond,
                    int64_t end)
{
    fprintf(file, " | %s(%s_%zu) %s ", cast, kind, told, beyond);
    cosim_eq_wire_integer(file, end);
}

/* A word that a register of the miter keeps for the circuit is the nearest one that may be told;
 * but the register begins with 0, which may be below them all. */
static void put_outside(FILE *file, const cosim_manifest *m, const char *kind, size_t told,
                        size_t at)
{
    const cosim_eq_param *p = &m->equations->params[m->declaration->told[told]];
    const char *cast = p->type.is_signed ? "$signed" : "";
    const int64_t least = cosim_miter_least(p);
    fprintf(file, "  assign ages_outside[%zu] = 1'b0", at);
    if (p->limited) {
        put_end(file, cast, kind, told, ">", p->most);
    }
    if (least > cosim_eq_type_low(p->type) && least <= 0) {
        put_end(file, cast, kind, told, "<", least);
    }
    fputs(";\n", file);
}

void cosim_ages_put(FILE *file, const cosim_manifest *m, const cosim_miter_options *o,
                    const cosim_branches *branches)
{
    put_copies(file, m);
    put_instance(file, m, branches);
    put_age(file, m, branches);
    for (size_t i = 0; i < outside_count(m, o); i++) {
        put_outside(file, m, i % 2 == 0 ? "kept_told" : "last_told", i / 2, i);
    }
}
