// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "prove/products.h"

#include "base/output.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_PORT = 100000 }; /* Yosys numbers ports anew, in this order */

/* ---- a netlist ---- */

/* A cell as it stands in the file, from its first line on. */
typedef struct cell {
    char *text;
    size_t length, room;
    bool inside, is_product;
} cell;

static bool keep_line(cell *c, const char *line)
{
    const size_t more = strlen(line) + 1;
    if (c->length + more > c->room) {
        char *text = realloc(c->text, c->room = 2 * (c->length + more));
        if (text == NULL) {
            return false;
        }
        c->text = text;
    }
    memcpy(c->text + c->length, line, more);
    c->length += more - 1;
    return true;
}

/* Finds what follows "parameter \NAME " or "connect \NAME " in a cell, up to the line's end. */
static const char *value_of(const char *text, const char *head, size_t *length)
{
    const char *at = strstr(text, head);
    at = at != NULL ? at + strlen(head) : "";
    *length = strcspn(at, "\n");
    return at;
}

static unsigned number_of(const char *text, const char *head)
{
    size_t length;
    return (unsigned)strtoul(value_of(text, head, &length), NULL, 10);
}

/* Tells whether a signal is a number alone: 8'00001111, or with a sign. */
static bool is_number(const char *signal, size_t length)
{
    return strcspn(signal, "\\$") >= length;
}

static bool is_known(const char *text)
{
    size_t a_length, b_length;
    const char *a = value_of(text, "    connect \\A ", &a_length);
    const char *b = value_of(text, "    connect \\B ", &b_length);
    return is_number(a, a_length) || is_number(b, b_length);
}

static void put_ports(FILE *file, const char *text, const cosim_product *p, size_t at)
{
    static const struct {
        char name;
        const char *head;
    } operands[] = {{'a', "    connect \\A "}, {'b', "    connect \\B "}};
    size_t length;
    for (size_t i = 0; i < 2; i++) {
        const char *signal = value_of(text, operands[i].head, &length);
        fprintf(file,
                "  wire width %u output %zu \\product_%zu_%c\n"
                "  connect \\product_%zu_%c %.*s\n",
                i == 0 ? p->a : p->b, FIRST_PORT + 3 * at + i, at, operands[i].name, at,
                operands[i].name, (int)length, signal);
    }
    const char *y = value_of(text, "    connect \\Y ", &length);
    fprintf(file, "  wire width %u input %zu \\product_%zu_y\n  connect %.*s \\product_%zu_y\n",
            p->y, FIRST_PORT + 3 * at + 2, at, (int)length, y, at);
}

/* Takes a multiplier whose operands are not known; leaves every other cell as it is. */
static void put_cell(FILE *file, const cell *c, cosim_products *products)
{
    if (!c->is_product || is_known(c->text)) {
        fputs(c->text, file);
        return;
    }
    if (products->count < COSIM_PRODUCTS_MOST) {
        cosim_product *p = &products->of[products->count];
        *p = (cosim_product){.a = number_of(c->text, "    parameter \\A_WIDTH "),
                             .b = number_of(c->text, "    parameter \\B_WIDTH "),
                             .y = number_of(c->text, "    parameter \\Y_WIDTH "),
                             .is_signed = number_of(c->text, "    parameter \\A_SIGNED ") == 1 &&
                                          number_of(c->text, "    parameter \\B_SIGNED ") == 1};
        put_ports(file, c->text, p, products->count);
    }
    products->count++;
}

static bool copy(FILE *from, FILE *to, cosim_products *products)
{
    cell c = {.text = NULL};
    char *line = NULL;
    size_t room = 0;
    bool good = true;
    while (good && getline(&line, &room, from) > 0) {
        if (!c.inside && strncmp(line, "  cell ", 7) == 0) {
            c.inside = true;
            c.is_product = strncmp(line + 7, "$mul ", 5) == 0;
            c.length = 0;
        }
        if (!c.inside) {
            fputs(line, to);
            continue;
        }
        good = keep_line(&c, line);
        if (good && strcmp(line, "  end\n") == 0) {
            put_cell(to, &c, products);
            c.inside = false;
        }
    }
    free(line);
    free(c.text);
    return good;
}

int cosim_products_free(const char *from, const char *to, cosim_products *products,
                        cosim_diag *diag)
{
    *products = (cosim_products){.count = 0};
    FILE *file = fopen(from, "r");
    if (file == NULL) {
        return cosim_diag_set(diag, NULL, "%s: cannot be read", from);
    }
    cosim_output *output = cosim_output_open(to, diag);
    if (output == NULL) {
        fclose(file);
        return -1;
    }
    const bool good = copy(file, cosim_output_file(output), products);
    fclose(file);
    if (!good) {
        cosim_output_abandon(output);
        return cosim_diag_memory(diag, NULL);
    }
    if (products->count > COSIM_PRODUCTS_MOST) {
        products->count = 0;
    }
    return cosim_output_commit(output, diag);
}

/* ---- the miter ---- */

/* Operands are compared as numbers: with a sign, and as wide as the widest. */
static void widest(const cosim_products *p, unsigned *operand, unsigned *product)
{
    for (size_t i = 0; i < p->count; i++) {
        const unsigned sign = p->of[i].is_signed ? 0 : 1;
        const unsigned a = p->of[i].a + sign, b = p->of[i].b + sign;
        *operand = a > *operand ? a : *operand;
        *operand = b > *operand ? b : *operand;
        *product = p->of[i].y > *product ? p->of[i].y : *product;
    }
}

void cosim_products_ports(FILE *file, const cosim_products *circuit, const cosim_products *spec)
{
    const cosim_products *const sides[] = {spec, circuit};
    unsigned operand = 0, product = 0;
    widest(circuit, &operand, &product);
    widest(spec, &operand, &product);
    for (size_t side = 0; side < 2; side++) {
        for (size_t i = 0; i < sides[side]->count; i++) {
            fprintf(file, ",\n  input wire [%u:0] free_%c_product_%zu", product - 1, "sc"[side], i);
        }
    }
}

static void put_operands(FILE *file, const cosim_products *p, const char *side, unsigned operand)
{
    for (size_t i = 0; i < p->count; i++) {
        for (const char *name = "ab"; *name != '\0'; name++) {
            const unsigned bits = *name == 'a' ? p->of[i].a : p->of[i].b;
            fprintf(file,
                    "  wire [%u:0] %s_product_%zu_%c;\n"
                    "  wire signed [%u:0] %s_number_%zu_%c = $signed(%s%s_product_%zu_%c%s);\n",
                    bits - 1, side, i, *name, operand - 1, side, i, *name,
                    p->of[i].is_signed ? "" : "{1'b0, ", side, i, *name,
                    p->of[i].is_signed ? "" : "}");
        }
    }
}

static void put_equal(FILE *file, size_t at, const char *kind, size_t of)
{
    fprintf(file,
            "  wire %s_%zu_%zu = c_number_%zu_a == %s_number_%zu_a & c_number_%zu_b == "
            "%s_number_%zu_b | c_number_%zu_a == %s_number_%zu_b & c_number_%zu_b == "
            "%s_number_%zu_a;\n",
            kind, at, of, at, kind, of, at, kind, of, at, kind, of, at, kind, of);
}

void cosim_products_put(FILE *file, const cosim_products *circuit, const cosim_products *spec)
{
    unsigned operand = 0, product = 0;
    widest(circuit, &operand, &product);
    widest(spec, &operand, &product);
    put_operands(file, spec, "s", operand);
    put_operands(file, circuit, "c", operand);
    for (size_t i = 0; i < spec->count; i++) {
        fprintf(file,
                "  wire [%u:0] s_product_%zu_y = free_s_product_%zu;\n"
                "  reg last_known_%zu = 0;\n  reg [%u:0] last_%zu_y = 0;\n"
                "  reg signed [%u:0] last_number_%zu_a = 0, last_number_%zu_b = 0;\n"
                "  always @(posedge clk) if (taken) begin last_known_%zu <= 1'b1; last_%zu_y <= "
                "s_product_%zu_y; last_number_%zu_a <= s_number_%zu_a; last_number_%zu_b <= "
                "s_number_%zu_b; end\n",
                product - 1, i, i, i, product - 1, i, operand - 1, i, i, i, i, i, i, i, i, i);
    }
    for (size_t at = 0; at < circuit->count; at++) {
        for (size_t i = 0; i < spec->count; i++) {
            put_equal(file, at, "s", i);
            put_equal(file, at, "last", i);
        }
        fprintf(file, "  wire [%u:0] c_product_%zu_y = ", product - 1, at);
        for (size_t i = 0; i < spec->count; i++) {
            fprintf(file,
                    "s_%zu_%zu ? s_product_%zu_y : last_known_%zu & last_%zu_%zu ? last_%zu_y : ",
                    at, i, i, i, at, i, i);
        }
        fprintf(file, "free_c_product_%zu;\n", at);
    }
}

static void put_usual(FILE *file, const cosim_products *p, const char *side, unsigned product)
{
    for (size_t i = 0; i < p->count; i++) {
        fprintf(
            file,
            "  wire %s_none_%zu = %s_number_%zu_a == 0 | %s_number_%zu_b == 0;\n"
            "  wire %s_usual_%zu = %s_none_%zu | %s_number_%zu_a == 1 | %s_number_%zu_b == 1;\n"
            "  wire signed [%u:0] %s_product_%zu_y = %s_none_%zu ? 1'sd0 : %s_number_%zu_b == 1 ? "
            "%s_number_%zu_a : %s_number_%zu_b;\n",
            side, i, side, i, side, i, side, i, side, i, side, i, side, i, product - 1, side, i,
            side, i, side, i, side, i, side, i);
    }
}

static void put_all_usual(FILE *file, const cosim_products *p, const char *side)
{
    for (size_t i = 0; i < p->count; i++) {
        fprintf(file, " & %s_usual_%zu", side, i);
    }
}

void cosim_products_put_usual(FILE *file, const cosim_products *circuit, const cosim_products *spec)
{
    unsigned operand = 0, product = 0;
    widest(circuit, &operand, &product);
    widest(spec, &operand, &product);
    put_operands(file, spec, "s", operand);
    put_operands(file, circuit, "c", operand);
    put_usual(file, spec, "s", product);
    put_usual(file, circuit, "c", product);
    fputs("  reg was_usual = 1'b1;\n  wire usual = was_usual", file);
    put_all_usual(file, spec, "s");
    put_all_usual(file, circuit, "c");
    fputs(";\n  always @(posedge clk) was_usual <= usual;\n", file);
}

void cosim_products_connect(FILE *file, const cosim_products *products, const char *side)
{
    for (size_t i = 0; i < products->count; i++) {
        fprintf(file,
                ",\n    .product_%zu_a(%s_product_%zu_a), .product_%zu_b(%s_product_%zu_b), "
                ".product_%zu_y(%s_product_%zu_y[%u:0])",
                i, side, i, i, side, i, i, side, i, products->of[i].y - 1);
    }
}
