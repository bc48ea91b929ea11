// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "prove/aiger.h"

#include "base/grow.h"
#include "base/output.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GRAPH_MOST = 50000000, NAME_BYTES = 4096 };

struct cosim_aiger {
    size_t inputs, latches, outputs, ands;
    uint32_t *next, *output, *left,
        *right; /* literals: twice a variable, +1 where it is inverted */
    char **latch_names, **input_names, **output_names; /* blanks between those of one; NULL: none */
    size_t room;                                       /* for gates */
    uint64_t *value; /* of each variable, a bit for each trace: 0 is false, inputs, latches, ands */
    uint64_t *shown; /* of each output in the last clock */
    uint64_t *taken; /* of each latch, at the end of a clock */
};

static void free_names(char **names, size_t count)
{
    for (size_t i = 0; names != NULL && i < count; i++) {
        free(names[i]);
    }
    free(names);
}

void cosim_aiger_free(cosim_aiger *g)
{
    if (g == NULL) {
        return;
    }
    free_names(g->latch_names, g->latches);
    free_names(g->input_names, g->inputs);
    free_names(g->output_names, g->outputs);
    free(g->next);
    free(g->output);
    free(g->left);
    free(g->right);
    free(g->value);
    free(g->shown);
    free(g->taken);
    free(g);
}

/* ---- reading ---- */

static int make(cosim_aiger *g)
{
    g->next = calloc(g->latches + 1, sizeof *g->next);
    g->output = calloc(g->outputs + 1, sizeof *g->output);
    g->left = calloc(g->ands + 1, sizeof *g->left);
    g->right = calloc(g->ands + 1, sizeof *g->right);
    g->room = g->ands + 1;
    g->value = calloc(1 + g->inputs + g->latches + g->room, sizeof *g->value);
    g->shown = calloc(g->outputs + 1, sizeof *g->shown);
    g->taken = calloc(g->latches + 1, sizeof *g->taken);
    g->latch_names = calloc(g->latches + 1, sizeof *g->latch_names);
    g->input_names = calloc(g->inputs + 1, sizeof *g->input_names);
    g->output_names = calloc(g->outputs + 1, sizeof *g->output_names);
    return g->next != NULL && g->output != NULL && g->left != NULL && g->right != NULL &&
                   g->value != NULL && g->shown != NULL && g->taken != NULL &&
                   g->latch_names != NULL && g->input_names != NULL && g->output_names != NULL
               ? 0
               : -1;
}

static bool read_literals(FILE *file, uint32_t *literal, size_t count, size_t most)
{
    for (size_t i = 0; i < count; i++) {
        unsigned long number;
        if (fscanf(file, "%lu", &number) != 1 || number > most) {
            return false;
        }
        literal[i] = (uint32_t)number;
        if (fgetc(file) != '\n') { /* a value at the start would follow, which Yosys never writes */
            return false;
        }
    }
    return true;
}

static bool read_difference(FILE *file, uint32_t *difference)
{
    uint32_t value = 0;
    for (unsigned shift = 0; shift < 32; shift += 7) {
        const int byte = fgetc(file);
        if (byte == EOF) {
            return false;
        }
        value |= (uint32_t)(byte & 0x7f) << shift;
        if (byte < 0x80) {
            *difference = value;
            return true;
        }
    }
    return false;
}

static bool read_ands(FILE *file, cosim_aiger *g)
{
    for (size_t i = 0; i < g->ands; i++) {
        const uint32_t of = 2 * (uint32_t)(1 + g->inputs + g->latches + i);
        uint32_t first, second;
        if (!read_difference(file, &first) || first > of || !read_difference(file, &second) ||
            second > of - first) {
            return false;
        }
        g->left[i] = of - first;
        g->right[i] = of - first - second;
    }
    return true;
}

/* Takes the name of one of `count`. */
static bool take_name(char **names, size_t count, unsigned long at, const char *name)
{
    if (at >= count || names[at] != NULL) {
        return true;
    }
    names[at] = strdup(name);
    return names[at] != NULL;
}

/* Reads "l3 NAME", "i4 NAME" and the like up to the comment. */
static bool read_names(FILE *file, cosim_aiger *g)
{
    char line[NAME_BYTES];
    while (fgets(line, sizeof line, file) != NULL && line[0] != 'c') {
        char *end;
        const unsigned long at = strtoul(line + 1, &end, 10);
        line[strcspn(line, "\n")] = '\0';
        if (*end == ' ' &&
            ((line[0] == 'l' && !take_name(g->latch_names, g->latches, at, end + 1)) ||
             (line[0] == 'o' && !take_name(g->output_names, g->outputs, at, end + 1)) ||
             (line[0] == 'i' && !take_name(g->input_names, g->inputs, at, end + 1)))) {
            return false;
        }
    }
    return true;
}

static bool read_graph(FILE *file, cosim_aiger *g)
{
    size_t most;
    if (fscanf(file, "aig %zu %zu %zu %zu %zu", &most, &g->inputs, &g->latches, &g->outputs,
               &g->ands) != 5 ||
        most > GRAPH_MOST || most != g->inputs + g->latches + g->ands || g->outputs > GRAPH_MOST ||
        fgetc(file) != '\n' || make(g) != 0) {
        return false;
    }
    return read_literals(file, g->next, g->latches, 2 * most + 1) &&
           read_literals(file, g->output, g->outputs, 2 * most + 1) && read_ands(file, g) &&
           read_names(file, g);
}

cosim_aiger *cosim_aiger_read(const char *path, cosim_diag *diag)
{
    cosim_aiger *g = calloc(1, sizeof *g);
    FILE *file = fopen(path, "rb");
    if (g == NULL || file == NULL || !read_graph(file, g)) {
        cosim_diag_set(diag, NULL, "%s: no graph can be read from it%s%s", path,
                       file == NULL ? ": " : "", file == NULL ? strerror(errno) : "");
        cosim_aiger_free(g);
        g = NULL;
    }
    if (file != NULL) {
        fclose(file);
    }
    return g;
}

/* ---- names ---- */

/* Tells whether `name` is one of the words of a list. */
static bool is_named(const char *list, const char *name)
{
    const size_t length = strlen(name);
    for (const char *at = list; at != NULL && *at != '\0';) {
        const size_t word = strcspn(at, " ");
        if (word == length && strncmp(at, name, length) == 0) {
            return true;
        }
        at += word + (at[word] == ' ');
    }
    return false;
}

size_t cosim_aiger_inputs(const cosim_aiger *g) { return g->inputs; }

void cosim_aiger_set_lanes(cosim_aiger *g, size_t at, uint64_t lanes) { g->value[1 + at] = lanes; }

void cosim_aiger_set(cosim_aiger *g, size_t at, bool value)
{
    g->value[1 + at] = value ? UINT64_MAX : 0;
}

const char *cosim_aiger_input_name(const cosim_aiger *g, size_t at) { return g->input_names[at]; }

const char *cosim_aiger_output_name(const cosim_aiger *g, size_t at) { return g->output_names[at]; }

const char *cosim_aiger_register_name(const cosim_aiger *g, size_t at)
{
    return g->latch_names[at];
}

size_t cosim_aiger_ands(const cosim_aiger *g) { return g->ands; }

bool cosim_aiger_input(const cosim_aiger *g, size_t at) { return g->value[1 + at] != 0; }

static bool latch(const cosim_aiger *g, const char *name, bool *value)
{
    for (size_t i = 0; i < g->latches; i++) {
        if (is_named(g->latch_names[i], name)) {
            *value = g->value[1 + g->inputs + i] != 0;
            return true;
        }
    }
    return false;
}

uint64_t cosim_aiger_register(const cosim_aiger *g, const char *name)
{
    char bit[NAME_BYTES];
    uint64_t word = 0;
    bool value = false;
    if (latch(g, name, &value)) {
        return value;
    }
    for (unsigned i = 0; i < 64; i++) {
        snprintf(bit, sizeof bit, "%.4000s[%u]", name, i);
        if (latch(g, bit, &value) && value) {
            word |= (uint64_t)1 << i;
        }
    }
    return word;
}

/* ---- simulation ---- */

uint64_t cosim_aiger_lanes(const cosim_aiger *g, uint32_t of)
{
    return g->value[of / 2] ^ (0 - (uint64_t)(of & 1));
}

void cosim_aiger_evaluate(cosim_aiger *g)
{
    const size_t first = 1 + g->inputs + g->latches;
    for (size_t i = 0; i < g->ands; i++) {
        g->value[first + i] = cosim_aiger_lanes(g, g->left[i]) & cosim_aiger_lanes(g, g->right[i]);
    }
    for (size_t i = 0; i < g->outputs; i++) {
        g->shown[i] = cosim_aiger_lanes(g, g->output[i]);
    }
}

void cosim_aiger_step(cosim_aiger *g)
{
    for (size_t i = 0; i < g->latches; i++) {
        g->taken[i] = cosim_aiger_lanes(g, g->next[i]);
    }
    memcpy(g->value + 1 + g->inputs, g->taken, g->latches * sizeof *g->taken);
}

void cosim_aiger_clock(cosim_aiger *g)
{
    cosim_aiger_evaluate(g);
    cosim_aiger_step(g);
}

bool cosim_aiger_output(const cosim_aiger *g, size_t at) { return (g->shown[at] & 1) != 0; }

size_t cosim_aiger_outputs(const cosim_aiger *g) { return g->outputs; }

/* ---- more gates ---- */

size_t cosim_aiger_registers(const cosim_aiger *g) { return g->latches; }

uint32_t cosim_aiger_register_literal(const cosim_aiger *g, size_t at)
{
    return 2 * (uint32_t)(1 + g->inputs + at);
}

uint32_t cosim_aiger_output_literal(const cosim_aiger *g, size_t at) { return g->output[at]; }

static bool grow(cosim_aiger *g)
{
    const size_t room = 2 * g->room + 64, first = 1 + g->inputs + g->latches;
    bool good = room <= GRAPH_MOST;
    if (good) {
        g->left = cosim_grow(g->left, room, sizeof *g->left, &good);
        g->right = cosim_grow(g->right, room, sizeof *g->right, &good);
        g->value = cosim_grow(g->value, first + room, sizeof *g->value, &good);
    }
    g->room = good ? room : g->room;
    return good;
}

uint32_t cosim_aiger_and(cosim_aiger *g, uint32_t a, uint32_t b)
{
    if (a == UINT32_MAX || b == UINT32_MAX || (g->ands == g->room && !grow(g))) {
        return UINT32_MAX;
    }
    g->left[g->ands] = a > b ? a : b;
    g->right[g->ands] = a > b ? b : a;
    g->value[1 + g->inputs + g->latches + g->ands] = 0;
    return 2 * (uint32_t)(1 + g->inputs + g->latches + g->ands++);
}

static void shift(uint32_t *literals, size_t count, uint32_t first, uint32_t by)
{
    for (size_t i = 0; i < count; i++) {
        literals[i] += literals[i] >= first ? by : 0;
    }
}

int cosim_aiger_more_registers(cosim_aiger *g, size_t count)
{
    const size_t latches = g->latches + count, ands = 1 + g->inputs + g->latches;
    bool good = true;
    g->next = cosim_grow(g->next, latches + 1, sizeof *g->next, &good);
    g->latch_names = cosim_grow(g->latch_names, latches + 1, sizeof *g->latch_names, &good);
    g->taken = cosim_grow(g->taken, latches + 1, sizeof *g->taken, &good);
    g->value = cosim_grow(g->value, ands + count + g->room, sizeof *g->value, &good);
    if (!good) {
        return -1;
    }
    const uint32_t first = 2 * (uint32_t)ands, by = 2 * (uint32_t)count;
    shift(g->next, g->latches, first, by);
    shift(g->output, g->outputs, first, by);
    shift(g->left, g->ands, first, by);
    shift(g->right, g->ands, first, by);
    memset(g->value + ands, 0, (count + g->room) * sizeof *g->value);
    memset(g->next + g->latches, 0, count * sizeof *g->next);
    memset(g->latch_names + g->latches, 0, count * sizeof *g->latch_names);
    g->latches = latches;
    return 0;
}

void cosim_aiger_set_next(cosim_aiger *g, size_t at, uint32_t literal) { g->next[at] = literal; }

bool cosim_aiger_operands(const cosim_aiger *g, uint32_t literal, uint32_t operands[2])
{
    const size_t first = 1 + g->inputs + g->latches;
    if (literal / 2 < first) {
        return false;
    }
    operands[0] = g->left[literal / 2 - first];
    operands[1] = g->right[literal / 2 - first];
    return true;
}

static void put_difference(FILE *file, uint32_t difference)
{
    for (; difference >= 0x80; difference >>= 7) {
        fputc((int)(difference & 0x7f) | 0x80, file);
    }
    fputc((int)difference, file);
}

int cosim_aiger_write(const cosim_aiger *g, const char *path, const uint32_t *outputs, size_t count,
                      cosim_diag *diag)
{
    cosim_output *output = cosim_output_open(path, diag);
    if (output == NULL) {
        return -1;
    }
    FILE *file = cosim_output_file(output);
    fprintf(file, "aig %zu %zu %zu %zu %zu\n", g->inputs + g->latches + g->ands, g->inputs,
            g->latches, count, g->ands);
    for (size_t i = 0; i < g->latches; i++) {
        fprintf(file, "%u\n", (unsigned)g->next[i]);
    }
    for (size_t i = 0; i < count; i++) {
        fprintf(file, "%u\n", (unsigned)outputs[i]);
    }
    for (size_t i = 0; i < g->ands; i++) {
        put_difference(file, 2 * (uint32_t)(1 + g->inputs + g->latches + i) - g->left[i]);
        put_difference(file, g->left[i] - g->right[i]);
    }
    return cosim_output_commit(output, diag);
}
