// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "prove/bench.h"

#include "equations/wires.h"
#include "equations/quantise.h"
#include "foreign/setup.h"

#include <inttypes.h>

/* A reset takes as many clocks as that of a run. */
enum { RESET_CLOCKS = 4, PATIENCE_LEAST = 16 };

static bool has(const cosim_pin *pin) { return pin->node != NULL; }

static bool resets(const cosim_manifest *m)
{
    return has(&m->reset) || m->step == COSIM_STEP_COMBINATIONAL;
}

unsigned cosim_miter_patience(const cosim_manifest *m)
{
    return PATIENCE_LEAST + 4 * (unsigned)m->result_clocks;
}

unsigned cosim_miter_lead(const cosim_manifest *m)
{
    return (resets(m) ? RESET_CLOCKS - 1 : 0) + (unsigned)m->setup_rows;
}

/* Tells whether clocks without a step may come at any time. */
static bool idles(const cosim_manifest *m, const cosim_miter_options *o)
{
    return !o->run && !m->runs && (has(&m->enable) || has(&m->valid));
}

static cosim_eq_type told_type(const cosim_manifest *m, size_t at)
{
    return m->equations->params[m->declaration->told[at]].type;
}

static bool is_driven(const cosim_manifest *m, const cosim_miter_options *o, size_t input)
{
    return !o->run || cosim_eq_takes_part(m->declaration, (unsigned)input);
}

void cosim_bench_ports(FILE *file, const cosim_manifest *m, const cosim_miter_options *o)
{
    fputs("  input wire clk", file);
    if (idles(m, o)) {
        fputs(",\n  input wire free_step", file);
    }
    if (!o->run && resets(m)) {
        fputs(",\n  input wire free_reset", file);
    }
    for (size_t i = 0; i < m->equations->input_count; i++) {
        if (is_driven(m, o, i)) {
            fprintf(file, ",\n  input wire [%u:0] free_in_%zu",
                    m->equations->inputs[i].type.bits - 1, i);
        }
    }
    for (size_t i = 0; o->told == NULL && i < m->declaration->told_count; i++) {
        fprintf(file, ",\n  input wire [%u:0] free_told_%zu", told_type(m, i).bits - 1, i);
    }
}

/* ---- reset and setup ---- */

static void put_reset(FILE *file, const cosim_manifest *m, const cosim_miter_options *o)
{
    if (resets(m)) {
        fprintf(file,
                "  reg [2:0] reset_left = 3'd%d;  // clocks\n"
                "  wire reset_again = %s & reset_left == 3'd0;\n"
                "  wire reset = reset_left != 3'd0 | reset_again;\n"
                "  always @(posedge clk) reset_left <= reset_left != 3'd0 ? reset_left - 3'd1 : "
                "reset_again ? 3'd%d : 3'd0;\n",
                RESET_CLOCKS - 1, o->run ? "1'b0" : "free_reset", RESET_CLOCKS - 1);
    } else {
        fputs("  wire reset = 1'b0;\n", file);
    }
    if (m->setup_rows > 0) {
        fprintf(file,
                "  reg [8:0] setup_row = 9'd0;\n"
                "  wire setting = !reset & setup_row != 9'd%zu;\n"
                "  always @(posedge clk) setup_row <= reset ? 9'd0 : setting ? setup_row + 9'd1 : "
                "setup_row;\n",
                m->setup_rows);
    } else {
        fputs("  wire setting = 1'b0;\n", file);
    }
}

static void put_setup_value(FILE *file, const cosim_manifest *m, size_t row, size_t pin)
{
    const cosim_setup_word *w = &cosim_setup_row(m, row)[pin];
    if (w->told < 0) {
        cosim_eq_wire_integer(file, w->number);
    } else if (w->bits > 0) {
        fprintf(file, "told_%d[%u:%u]", w->told, w->low + w->bits - 1, w->low);
    } else if (told_type(m, (size_t)w->told).is_signed) {
        fprintf(file, "$signed(told_%d)", w->told);
    } else {
        fprintf(file, "told_%d", w->told);
    }
}

/* A port is 0 in reset, has the value of its row then, and keeps the last one. Each value is a wire
 * of its own, or a word without a sign would take the signs of all others away. */
static void put_setup(FILE *file, const cosim_manifest *m)
{
    for (size_t i = 0; i < m->setup_pin_count; i++) {
        const cosim_pin *pin = &m->setup_pins[i];
        const unsigned high = (pin->shares != NULL ? pin->shares->width : pin->width) - 1;
        for (size_t row = 0; row < m->setup_rows; row++) {
            fprintf(file, "  wire [%u:0] setup_%zu_%zu = ", high, i, row);
            put_setup_value(file, m, row, i);
            fputs(";\n", file);
        }
        fprintf(file, "  wire [%u:0] setup_%zu = reset ? 0 : ", high, i);
        for (size_t row = 0; row + 1 < m->setup_rows; row++) {
            fprintf(file, "setup_row == 9'd%zu ? setup_%zu_%zu : ", row, i, row);
        }
        fprintf(file, "setup_%zu_%zu;\n", i, m->setup_rows - 1);
    }
}

/* ---- words ---- */

/* Writes a register that keeps a wire, and the wire, which takes a new value unless `keep`. */
static void put_kept(FILE *file, const char *name, size_t at, unsigned bits, const char *fresh,
                     const char *keep)
{
    fprintf(file,
            "  reg [%u:0] kept_%s_%zu = 0;\n"
            "  wire [%u:0] %s_%zu = %s ? kept_%s_%zu : %s;\n"
            "  always @(posedge clk) kept_%s_%zu <= %s_%zu;\n",
            bits - 1, name, at, bits - 1, name, at, keep, name, at, fresh, name, at, name, at);
}

/* Where every clock is a step, those of setup are steps, too, and the run gives them no drive. */
static bool sets_up_in_steps(const cosim_manifest *m, const cosim_miter_options *o)
{
    return m->setup_rows > 0 && !idles(m, o);
}

/* An input has the word of the evaluation, where that gives it one. */
static void put_inputs(FILE *file, const cosim_manifest *m, const cosim_miter_options *o)
{
    const cosim_eq_declaration *d = m->declaration;
    const cosim_equations *e = m->equations;
    char fresh[60];
    for (size_t i = 0; i < e->input_count; i++) {
        const unsigned bits = e->inputs[i].type.bits;
        if (is_driven(m, o, i)) {
            snprintf(fresh, sizeof fresh,
                     sets_up_in_steps(m, o) ? "(setting ? 0 : free_in_%zu)" : "free_in_%zu", i);
        } else {
            snprintf(fresh, sizeof fresh, "%u'd0", bits);
        }
        put_kept(file, "row", i, bits, fresh, "keep");
        fprintf(file, "  wire [%u:0] in_%zu = ", bits - 1, i);
        for (size_t p = 0; p < d->phase_count; p++) {
            if (d->phases[p].fixed[i]) {
                fprintf(file, "phase == 4'd%zu ? ", p);
                cosim_eq_wire_integer(file, d->phases[p].value[i]);
                fputs(" : ", file);
            }
        }
        fprintf(file, "row_%zu;\n", i);
    }
}

int64_t cosim_miter_least(const cosim_eq_param *p)
{
    double none[COSIM_EQ_QUANTITIES] = {0.0}, one[COSIM_EQ_QUANTITIES] = {0.0};
    const int64_t low = cosim_eq_type_low(p->type);
    one[COSIM_EQ_HOLD] = 1.0;
    if (p->real == NULL || !cosim_eq_is_count(p)) {
        return low;
    }
    const double least = cosim_eq_formula_value(p->real, none);
    return cosim_eq_formula_value(p->real, one) > least && least > (double)low ? (int64_t)least
                                                                               : low;
}

/* Writes the nearest word that is ever told, of a word that is free. */
static void put_within(FILE *file, const cosim_eq_param *p, size_t at)
{
    const char *sign = p->type.is_signed ? "s" : "", *cast = p->type.is_signed ? "$signed" : "";
    const int64_t least = cosim_miter_least(p);
    fprintf(file, "  wire [%u:0] allowed_%zu = ", p->type.bits - 1, at);
    if (p->limited) {
        fprintf(file, "%s(free_told_%zu) > %u'%sd%" PRId64 " ? %u'%sd%" PRId64 " : ", cast, at,
                p->type.bits, sign, p->most, p->type.bits, sign, p->most);
    }
    if (least > cosim_eq_type_low(p->type)) {
        fprintf(file, "%s(free_told_%zu) < %u'%sd%" PRId64 " ? %u'%sd%" PRId64 " : ", cast, at,
                p->type.bits, sign, least, p->type.bits, sign, least);
    }
    fprintf(file, "free_told_%zu;\n", at);
}

static void put_told(FILE *file, const cosim_manifest *m, const cosim_miter_options *o)
{
    const cosim_eq_declaration *d = m->declaration;
    char fresh[40];
    for (size_t i = 0; i < d->told_count; i++) {
        const cosim_eq_param *p = &m->equations->params[d->told[i]];
        if (o->told != NULL) {
            fprintf(file, "  wire [%u:0] told_%zu = ", p->type.bits - 1, i);
            cosim_eq_wire_integer(file, o->told[i]);
            fputs(";\n", file);
            continue;
        }
        put_within(file, p, i);
        snprintf(fresh, sizeof fresh, "allowed_%zu", i);
        put_kept(file, "told", i, p->type.bits, fresh,
                 o->constant    ? "running"
                 : m->loaded[i] ? "!reset"
                                : "keep");
    }
}

void cosim_miter_assumptions(FILE *file, const cosim_manifest *m, const cosim_miter_options *o)
{
    const cosim_eq_declaration *d = m->declaration;
    if (resets(m)) {
        fprintf(file, "resets come at any time, and take %d clocks\n", RESET_CLOCKS);
    } else {
        fputs("there is no reset: a trace begins with power-up\n", file);
    }
    if (m->step == COSIM_STEP_COMBINATIONAL) {
        fputs("the states are kept beside the circuit, from their values after reset\n", file);
    } else {
        fputs(idles(m, o) ? "clocks without a step come at any time, with any inputs\n"
              : m->runs   ? "no clock comes without a step (idle: runs)\n"
                          : "every clock outside of a reset is a step\n",
              file);
        fputs(has(&m->reset) ? "registers without an initial value begin with 0\n"
                             : "registers without an initial value begin with any\n",
              file);
    }
    if (sets_up_in_steps(m, o)) {
        fputs("in the clocks of setup the drives are 0\n", file);
    }
    if (m->step == COSIM_STEP_HANDSHAKE) {
        fprintf(file,
                "a step is offered until it is taken, and its inputs and words stay up to its "
                "answer, which comes within %u clocks\n",
                cosim_miter_patience(m));
    }
    if (d->phase_count > 1) {
        fprintf(file, "the %zu phases of a step follow each other\n", d->phase_count);
    }
    for (size_t i = 0; i < d->told_count; i++) {
        const cosim_eq_param *p = &m->equations->params[d->told[i]];
        const int64_t least = cosim_miter_least(p);
        if (o->told != NULL) {
            fprintf(file, "%s is told %" PRId64 "\n", p->name, o->told[i]);
        } else if (p->limited) {
            fprintf(file, "%s is told %" PRId64 " to %" PRId64 "\n", p->name, least, p->most);
        } else if (least > cosim_eq_type_low(p->type)) {
            fprintf(file, "%s is told %" PRId64 " or more\n", p->name, least);
        }
    }
    for (size_t i = 0; i < m->tie_count; i++) {
        fprintf(file, "%s is tied to %s\n", m->ties[i].name, m->ties[i].value);
    }
}

/* ---- steps ---- */

static void put_handshake(FILE *file, const cosim_manifest *m, const cosim_miter_options *o)
{
    fprintf(file,
            "  reg pending = 1'b0;  // offered, and not taken yet\n"
            "  reg waiting = 1'b0;  // taken, and without its result yet\n"
            "  wire waits = waiting & !result;\n"
            "  wire offered = may & !waits & (pending | %s);\n"
            "  wire taken = offered & ready;\n"
            "  wire keep = pending | waits | phase != 4'd0;\n"
            "  always @(posedge clk) pending <= !reset & offered & !ready;\n"
            "  always @(posedge clk) waiting <= !reset & %s;\n",
            idles(m, o) ? "free_step" : "1'b1", has(&m->result) ? "(taken | waits)" : "1'b0");
    fprintf(file,
            "  reg [15:0] late = 16'd0;  // clocks without an answer\n"
            "  wire hang = !reset & late >= 16'd%u;\n"
            "  always @(posedge clk) late <= !reset & (waits | offered & !ready) ? "
            "(hang ? late : late + 16'd1) : 16'd0;\n",
            cosim_miter_patience(m));
}

static void put_steps(FILE *file, const cosim_manifest *m, const cosim_miter_options *o)
{
    fputs("  reg [3:0] phase = 4'd0;\n  wire may = !reset & !setting;\n", file);
    if (m->step == COSIM_STEP_HANDSHAKE) {
        put_handshake(file, m, o);
    } else {
        fprintf(file,
                "  wire offered = may%s;\n  wire taken = offered;\n"
                "  wire keep = phase != 4'd0;\n  wire hang = 1'b0;\n",
                idles(m, o) ? " & free_step" : "");
    }
    fprintf(file,
            "  always @(posedge clk) phase <= reset ? 4'd0 : taken ? "
            "(phase == 4'd%zu ? 4'd0 : phase + 4'd1) : phase;\n"
            "  reg was_taken = 1'b0;\n"
            "  always @(posedge clk) was_taken <= taken;\n"
            "  reg [3:0] steps = 4'd0;\n"
            "  always @(posedge clk) steps <= reset ? 4'd0 : taken & steps != 4'd8 ? "
            "steps + 4'd1 : steps;\n"
            "  wire answered = !reset & %s;\n",
            m->declaration->phase_count - 1,
            m->step == COSIM_STEP_HANDSHAKE && has(&m->result) ? "waiting & result" : "was_taken");
}

void cosim_bench_put(FILE *file, const cosim_manifest *m, const cosim_miter_options *o)
{
    put_reset(file, m, o);
    put_steps(file, m, o);
    if (o->told == NULL && o->constant) {
        fputs("  reg running = 1'b0;\n  always @(posedge clk) running <= 1'b1;\n", file);
    }
    put_inputs(file, m, o);
    put_told(file, m, o);
    put_setup(file, m);
}
