// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/emit_c.h"

#include "equations/print.h"

#include <inttypes.h>
#include <stdlib.h>

/* The amount of a shift can be any number; from 64 on the answers no longer change, but no shift of
 * C goes that far. */
static const char head[] =
    "#include <stdint.h>\n\n"
    "#pragma GCC diagnostic ignored \"-Wtautological-compare\" // a text may compare v with v\n\n"
    "static inline int64_t eq_floor(int64_t x, int64_t n)\n"
    "{\n    return x >> (n > 63 ? 63 : n);\n}\n"
    "static inline int64_t eq_rest(int64_t x, int64_t n)\n"
    "{\n    return x & (int64_t)(((uint64_t)1 << (n > 63 ? 63 : n)) - 1);\n}\n"
    "static inline int64_t eq_round(int64_t x, int64_t n)\n"
    "{\n    return n == 0 ? x : n > 64 ? 0 : eq_floor(x, n) + (eq_floor(x, n - 1) & 1);\n}\n"
    "static inline int64_t eq_ceil(int64_t x, int64_t n)\n"
    "{\n    return n > 63 ? x > 0 : (x >> n) + (eq_rest(x, n) != 0);\n}\n"
    "static inline int64_t eq_trunc(int64_t x, int64_t n)\n"
    "{\n    return n > 63 ? 0 : (x >> n) + (x < 0 && eq_rest(x, n) != 0);\n}\n"
    "static inline int64_t eq_ones(int64_t x)\n"
    "{\n    return __builtin_popcountll((unsigned long long)x);\n}\n";

void cosim_eq_emit_c_head(FILE *file) { fputs(head, file); }

/* ---- nodes ---- */

static void put_integer(FILE *file, int64_t value)
{
    if (value == INT64_MIN) {
        fputs("INT64_MIN", file);
    } else {
        fprintf(file, "INT64_C(%" PRId64 ")", value);
    }
}

/* Writes a leaf that is read from memory, or the node's const. */
static void put_operand(FILE *file, const cosim_equations *e, const cosim_eq_node *node)
{
    const bool built_in = node->op == COSIM_EQ_PARAM && e->params[node->leaf].port == NULL;
    if (node->op == COSIM_EQ_CONST || built_in) {
        put_integer(file, built_in ? e->params[node->leaf].word : node->value);
    } else if (node->op == COSIM_EQ_INPUT) {
        fprintf(file, "input[%u]", node->leaf);
    } else if (node->op == COSIM_EQ_PARAM) {
        fprintf(file, "param[%u]", node->leaf);
    } else if (node->op == COSIM_EQ_STATE) {
        fprintf(file, "state[%u]", node->leaf);
    } else {
        fprintf(file, "n%u", node->id);
    }
}

/* Each operator is written like this: %a %b %c are the operands, %l %h the ends of its type, %m the
 * bits that it has and %s the one of its sign. */
static const char *const forms[COSIM_EQ_OPS] = {[COSIM_EQ_ADD] = "%a + %b",
                                                [COSIM_EQ_SUB] = "%a - %b",
                                                [COSIM_EQ_MUL] = "%a * %b",
                                                [COSIM_EQ_DIV] = "%a / %b",
                                                [COSIM_EQ_SHIFT_LEFT] = "%a * (INT64_C(1) << %b)",
                                                [COSIM_EQ_FLOOR] = "eq_floor(%a, %b)",
                                                [COSIM_EQ_ROUND] = "eq_round(%a, %b)",
                                                [COSIM_EQ_TRUNC] = "eq_trunc(%a, %b)",
                                                [COSIM_EQ_CEIL] = "eq_ceil(%a, %b)",
                                                [COSIM_EQ_REST] = "eq_rest(%a, %b)",
                                                [COSIM_EQ_MIN] = "%a < %b ? %a : %b",
                                                [COSIM_EQ_MAX] = "%a > %b ? %a : %b",
                                                [COSIM_EQ_ABS] = "%a < 0 ? -%a : %a",
                                                [COSIM_EQ_SATURATE] =
                                                    "%a < %l ? %l : %a > %h ? %h : %a",
                                                [COSIM_EQ_BITS_AND] = "%a & %b",
                                                [COSIM_EQ_BITS_OR] = "%a | %b",
                                                [COSIM_EQ_BITS_XOR] = "%a ^ %b",
                                                [COSIM_EQ_ONES] = "eq_ones(%a)",
                                                [COSIM_EQ_LESS] = "%a < %b",
                                                [COSIM_EQ_AT_MOST] = "%a <= %b",
                                                [COSIM_EQ_EQUAL] = "%a == %b",
                                                [COSIM_EQ_DIFFERENT] = "%a != %b",
                                                [COSIM_EQ_AND] = "%a & %b",
                                                [COSIM_EQ_OR] = "%a | %b",
                                                [COSIM_EQ_NOT] = "!%a",
                                                [COSIM_EQ_CHOICE] = "%a ? %b : %c"};

static const char *form_of(const cosim_eq_node *node)
{
    if (node->op != COSIM_EQ_CUT) {
        return forms[node->op];
    }
    return node->type.is_signed ? "(int64_t)(((uint64_t)%a & %m) ^ %s) - %s" /* the sign bit is - */
                                : "(int64_t)((uint64_t)%a & %m)";
}

static void put_node(FILE *file, const cosim_equations *e, const cosim_eq_node *node)
{
    char text[80];
    fprintf(file, "    const int64_t n%u = ", node->id);
    for (const char *c = form_of(node); *c != '\0'; c++) {
        if (*c != '%') {
            fputc(*c, file);
            continue;
        }
        c++;
        if (*c >= 'a' && *c <= 'c') {
            put_operand(file, e, node->of[*c - 'a']);
        } else if (*c == 'm') {
            fprintf(file, "UINT64_C(0x%" PRIx64 ")", ((uint64_t)1 << node->type.bits) - 1);
        } else if (*c == 's') {
            put_integer(file, (int64_t)1 << (node->type.bits - 1));
        } else {
            put_integer(file,
                        *c == 'l' ? cosim_eq_type_low(node->type) : cosim_eq_type_high(node->type));
        }
    }
    cosim_eq_text(e, e->symbol_count, node, text, sizeof text);
    fprintf(file, "; // %s\n", text);
}

/* ---- the function ---- */

static void put_results(FILE *file, const cosim_equations *e)
{
    for (size_t i = 0; i < e->output_count; i++) {
        fprintf(file, "    output[%zu] = ", i);
        put_operand(file, e, e->outputs[i].node);
        fprintf(file, "; // %s\n", e->outputs[i].port);
    }
    fprintf(file, "    output[%zu] = ", e->output_count);
    put_operand(file, e, e->fire);
    fputs("; // fire\n", file);
    for (size_t i = 0; i < e->state_count; i++) { /* all are read before one is written */
        fprintf(file, "    const int64_t next%zu = ", i);
        put_operand(file, e, e->states[i].next);
        fputs(";\n", file);
    }
    for (size_t i = 0; i < e->state_count; i++) {
        fprintf(file, "    state[%zu] = next%zu; // %s\n", i, i, e->states[i].name);
    }
}

int cosim_eq_emit_c(FILE *file, const cosim_equations *equations, const char *name)
{
    const size_t nodes = cosim_eq_tree_count(equations->tree);
    bool *needed = cosim_eq_needed(equations);
    if (needed != NULL) {
        fprintf(file,
                "\nvoid %s_step(int64_t *restrict state, const int64_t *restrict input,\n"
                "    const int64_t *restrict param, int64_t *restrict output);\n"
                "void %s_step(int64_t *restrict state, const int64_t *restrict input,\n"
                "    const int64_t *restrict param, int64_t *restrict output)\n"
                "{\n    (void)state;\n    (void)input;\n    (void)param;\n",
                name, name);
        for (size_t id = 0; id < nodes; id++) {
            const cosim_eq_node *node = cosim_eq_tree_node(equations->tree, id);
            if (needed[id] && cosim_eq_operands(node->op) > 0) {
                put_node(file, equations, node);
            }
        }
        put_results(file, equations);
        fputs("}\n", file);
    }
    const int status = needed != NULL ? 0 : -1;
    free(needed);
    return status;
}
