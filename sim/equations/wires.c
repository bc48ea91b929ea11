// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/wires.h"

#include "equations/print.h"

#include <inttypes.h>

/* A shift by this amount or more answers alike, and needs no wider wire. */
enum { AMOUNT_MOST = 64 };

/* ---- words ---- */

unsigned cosim_eq_wire_bits(int64_t low, int64_t high)
{
    unsigned bits = 1;
    while (low < -((int64_t)1 << (bits - 1)) || high > (int64_t)(((uint64_t)1 << (bits - 1)) - 1)) {
        if (++bits == 64) {
            break;
        }
    }
    return bits;
}

static unsigned larger(unsigned a, unsigned b) { return a > b ? a : b; }

void cosim_eq_wire_port(FILE *file, const char *port)
{
    for (; *port != '\0'; port++) {
        if (*port != ']') {
            fputc(*port == '.' || *port == '[' || *port == ':' ? '_' : *port, file);
        }
    }
}

/* The magnitude has room for a sign, for "-" is an operator on it. */
void cosim_eq_wire_integer(FILE *file, int64_t value)
{
    const uint64_t magnitude = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    unsigned bits = 1;
    for (uint64_t rest = magnitude; rest > 0; rest >>= 1) {
        bits++;
    }
    fprintf(file, "%s%u'sd%" PRIu64, value < 0 ? "-" : "", bits, magnitude);
}

void cosim_eq_wire_operand(FILE *file, const cosim_eq_node *node)
{
    if (node->op == COSIM_EQ_CONST) {
        fputc('(', file);
        cosim_eq_wire_integer(file, node->value);
        fputc(')', file);
    } else if (cosim_eq_is_condition(node->op)) {
        fprintf(file, "$signed({1'b0, eq_n%u})", node->id);
    } else {
        fprintf(file, "eq_n%u", node->id);
    }
}

/* ---- nodes ---- */

/* Each operator is written like this: %a %b %c are the operands, %A %B %C conditions, %x the first
 * operand in the node's width, %k the amount of a shift, %1 2^%k, %l %h the ends of a type, %t its
 * highest bit. */
static const char *const forms[COSIM_EQ_OPS] = {
    [COSIM_EQ_ADD] = "%a + %b",
    [COSIM_EQ_SUB] = "%a - %b",
    [COSIM_EQ_MUL] = "%a * %b",
    [COSIM_EQ_DIV] = "%a / %b",
    [COSIM_EQ_SHIFT_LEFT] = "%x <<< %k",
    [COSIM_EQ_FLOOR] = "%x >>> %k",
    [COSIM_EQ_ROUND] = "(%x + (%1 >>> 1)) >>> %k",
    [COSIM_EQ_TRUNC] = "(%x + (%x < 0 ? %1 - 1 : 0)) >>> %k",
    [COSIM_EQ_CEIL] = "(%x + (%1 - 1)) >>> %k",
    [COSIM_EQ_REST] = "%x & (%1 - 1)",
    [COSIM_EQ_MIN] = "%a < %b ? %a : %b",
    [COSIM_EQ_MAX] = "%a > %b ? %a : %b",
    [COSIM_EQ_ABS] = "%x < 0 ? -%x : %x",
    [COSIM_EQ_SATURATE] = "%a < %l ? %l : %a > %h ? %h : %a",
    [COSIM_EQ_BITS_AND] = "%a & %b",
    [COSIM_EQ_BITS_OR] = "%a | %b",
    [COSIM_EQ_BITS_XOR] = "%a ^ %b",
    [COSIM_EQ_LESS] = "%a < %b",
    [COSIM_EQ_AT_MOST] = "%a <= %b",
    [COSIM_EQ_EQUAL] = "%a == %b",
    [COSIM_EQ_DIFFERENT] = "%a != %b",
    [COSIM_EQ_AND] = "%A & %B",
    [COSIM_EQ_OR] = "%A | %B",
    [COSIM_EQ_NOT] = "~%A",
    [COSIM_EQ_CHOICE] = "%A ? %b : %c"};

static bool shifts(cosim_eq_op op)
{
    return (op >= COSIM_EQ_SHIFT_LEFT && op <= COSIM_EQ_CEIL) || op == COSIM_EQ_REST;
}

/* Tells whether the operator takes %x. */
static bool extends(cosim_eq_op op)
{
    return shifts(op) || op == COSIM_EQ_ABS || op == COSIM_EQ_CUT;
}

unsigned cosim_eq_wire_width(const cosim_eq_node *node)
{
    unsigned bits = cosim_eq_wire_bits(node->low, node->high);
    for (unsigned k = 0; k < cosim_eq_operands(node->op); k++) {
        bits = larger(bits, cosim_eq_wire_bits(node->of[k]->low, node->of[k]->high));
    }
    if (node->op == COSIM_EQ_MUL) {
        bits = larger(bits, cosim_eq_wire_bits(node->of[0]->low, node->of[0]->high) +
                                cosim_eq_wire_bits(node->of[1]->low, node->of[1]->high));
    }
    if (shifts(node->op) && node->op != COSIM_EQ_FLOOR && node->op != COSIM_EQ_SHIFT_LEFT) {
        const int64_t most = node->of[1]->high;
        bits = larger(bits, (unsigned)(most > AMOUNT_MOST ? AMOUNT_MOST : most) + 1) + 1;
    }
    return node->op == COSIM_EQ_CUT ? larger(bits, node->type.bits + 1) : bits;
}

/* Writes a leaf as it is at its port or in its register. */
void cosim_eq_wire_leaf(const cosim_eq_wires *w, const cosim_eq_node *node)
{
    const cosim_equations *e = w->equations;
    const unsigned i = node->leaf;
    const cosim_eq_type type = node->op == COSIM_EQ_INPUT   ? e->inputs[i].type
                               : node->op == COSIM_EQ_PARAM ? e->params[i].type
                                                            : e->states[i].type;
    if (node->op == COSIM_EQ_PARAM && e->params[i].port == NULL) {
        cosim_eq_wire_integer(w->file, e->params[i].word);
        return;
    }
    fputs(type.is_signed ? "$signed(" : "$signed({1'b0, ", w->file);
    if (node->op == COSIM_EQ_STATE && w->outside->clock != NULL) {
        fprintf(w->file, "eq_q%u", i);
    } else {
        cosim_eq_wire_port(w->file, node->op == COSIM_EQ_INPUT   ? e->inputs[i].port
                                    : node->op == COSIM_EQ_PARAM ? e->params[i].port
                                                                 : w->outside->state_in[i]);
    }
    fputs(type.is_signed ? ")" : "})", w->file);
}

static void put_amount(const cosim_eq_wires *w, const cosim_eq_node *node)
{
    const cosim_eq_node *by = node->of[1];
    if (by->op == COSIM_EQ_CONST) {
        fprintf(w->file, "%" PRId64, by->value > AMOUNT_MOST ? AMOUNT_MOST : by->value);
    } else {
        fprintf(w->file, "eq_k%u", node->id);
    }
}

static void put_form(const cosim_eq_wires *w, const cosim_eq_node *node, const char *form)
{
    FILE *file = w->file;
    for (const char *c = form; *c != '\0'; c++) {
        if (*c != '%') {
            fputc(*c, file);
            continue;
        }
        c++;
        if (*c >= 'a' && *c <= 'c') {
            cosim_eq_wire_operand(file, node->of[*c - 'a']);
        } else if (*c >= 'A' && *c <= 'C') {
            fprintf(file, "eq_n%u", node->of[*c - 'A']->id);
        } else if (*c == 'x') {
            fprintf(file, "eq_x%u", node->id);
        } else if (*c == 'k') {
            put_amount(w, node);
        } else if (*c == '1') {
            fprintf(file, "(%u'sd1 <<< ", cosim_eq_wire_width(node));
            put_amount(w, node);
            fputc(')', file);
        } else {
            fputc('(', file);
            cosim_eq_wire_integer(file, *c == 'l' ? cosim_eq_type_low(node->type)
                                                  : cosim_eq_type_high(node->type));
            fputc(')', file);
        }
    }
}

static void put_ones(const cosim_eq_wires *w, const cosim_eq_node *node)
{
    const cosim_eq_node *of = node->of[0];
    const unsigned bits = cosim_eq_wire_bits(of->low, of->high) - 1,
                   width = cosim_eq_wire_width(node);
    fputs("$signed({1'b0", w->file);
    for (unsigned i = 0; i < bits; i++) {
        fprintf(w->file, "%s{%u'd0, eq_x%u[%u]}", i == 0 ? ", " : " + ", width - 1, node->id, i);
    }
    fputs(bits == 0 ? ", 1'b0})" : "})", w->file);
}

void cosim_eq_wire(const cosim_eq_wires *w, const cosim_eq_node *node)
{
    char text[80];
    const unsigned width = cosim_eq_wire_width(node);
    fprintf(w->file, "  // %s\n",
            cosim_eq_text(w->equations, w->equations->symbol_count, node, text, sizeof text));
    if (shifts(node->op) && node->of[1]->op != COSIM_EQ_CONST) {
        fprintf(w->file, "  wire [6:0] eq_k%u = ", node->id);
        cosim_eq_wire_operand(w->file, node->of[1]);
        fprintf(w->file, " > %d ? 7'd%d : ", AMOUNT_MOST, AMOUNT_MOST);
        cosim_eq_wire_operand(w->file, node->of[1]);
        fputs(";\n", w->file);
    }
    if (extends(node->op) || node->op == COSIM_EQ_ONES) {
        fprintf(w->file, "  wire signed [%u:0] eq_x%u = ", width - 1, node->id);
        cosim_eq_wire_operand(w->file, node->of[0]);
        fputs(";\n", w->file);
    }
    if (cosim_eq_is_condition(node->op)) {
        fprintf(w->file, "  wire eq_n%u = ", node->id);
    } else {
        fprintf(w->file, "  wire signed [%u:0] eq_n%u = ", width - 1, node->id);
    }
    if (cosim_eq_operands(node->op) == 0) {
        cosim_eq_wire_leaf(w, node);
    } else if (node->op == COSIM_EQ_ONES) {
        put_ones(w, node);
    } else if (node->op == COSIM_EQ_CUT) {
        fprintf(w->file,
                node->type.is_signed ? "$signed(eq_x%u[%u:0])" : "$signed({1'b0, eq_x%u[%u:0]})",
                node->id, node->type.bits - 1);
    } else {
        put_form(w, node, forms[node->op]);
    }
    fputs(";\n", w->file);
}
