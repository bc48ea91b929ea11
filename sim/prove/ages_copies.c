// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "prove/ages_copies.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_BYTES = 120 };

#define LAST "last."
#define NOW "spec."
#define STATE "spec.eq_q"

uint32_t cosim_ages_either(cosim_aiger *g, uint32_t a, uint32_t b)
{
    const uint32_t none = cosim_aiger_and(g, a ^ 1, b ^ 1);
    return none == UINT32_MAX ? none : none ^ 1;
}

uint32_t cosim_ages_differ(cosim_aiger *g, uint32_t a, uint32_t b)
{
    const uint32_t first = cosim_aiger_and(g, a, b ^ 1);
    return cosim_ages_either(g, first, cosim_aiger_and(g, a ^ 1, b));
}

uint32_t cosim_ages_output(const cosim_aiger *g, const char *name)
{
    for (size_t i = 0; i < cosim_aiger_outputs(g); i++) {
        const char *of = cosim_aiger_output_name(g, i);
        if (of != NULL && strcmp(of, name) == 0) {
            return cosim_aiger_output_literal(g, i);
        }
    }
    return UINT32_MAX;
}

bool cosim_ages_begins(const char *text, const char *head)
{
    return text != NULL && strncmp(text, head, strlen(head)) == 0;
}

/* Tells whether an output is a signal of the last step that a gate computes. */
static bool is_computed(const cosim_aiger *g, size_t output)
{
    uint32_t operands[2];
    return cosim_ages_begins(cosim_aiger_output_name(g, output), LAST) &&
           cosim_aiger_operands(g, cosim_aiger_output_literal(g, output), operands);
}

static uint32_t now_of(const cosim_aiger *g, size_t output)
{
    char name[NAME_BYTES];
    snprintf(name, sizeof name, NOW "%.100s", cosim_aiger_output_name(g, output) + strlen(LAST));
    return cosim_ages_output(g, name);
}

/* ---- registers ---- */

typedef struct copying {
    cosim_aiger *graph;
    cosim_ages_copies *copies;
    uint32_t *copy_of; /* of each variable that has one: the literal of the copy; else 0 */
    uint32_t *fits;    /* of each variable: the same, of the copies that it is computed from */
    size_t variables;
    uint32_t taken;
} copying;

static size_t count_computed(const cosim_aiger *g)
{
    size_t count = 0;
    for (size_t i = 0; i < cosim_aiger_outputs(g); i++) {
        count += is_computed(g, i);
    }
    return count;
}

/* Gives each signal that is computed, once, a register that takes the one of now with a step. A
 * copy of an inverted signal is that of the variable, inverted. */
static void add_registers(copying *c)
{
    cosim_aiger *g = c->graph;
    size_t at = c->copies->own;
    for (size_t i = 0; i < cosim_aiger_outputs(g); i++) {
        const uint32_t of = cosim_aiger_output_literal(g, i);
        const uint32_t now = is_computed(g, i) ? now_of(g, i) : UINT32_MAX;
        if (now == UINT32_MAX || c->copy_of[of / 2] != 0) {
            continue;
        }
        const uint32_t copy = cosim_aiger_register_literal(g, at);
        const uint32_t fresh = cosim_aiger_and(g, c->taken, now ^ (of & 1));
        const uint32_t kept = cosim_aiger_and(g, c->taken ^ 1, copy);
        c->copy_of[of / 2] = copy;
        cosim_aiger_set_next(g, at++, cosim_ages_either(g, fresh, kept));
    }
}

static uint32_t fit(const copying *c, uint32_t literal)
{
    const uint32_t copy = c->copy_of[literal / 2];
    return (copy != 0 ? copy : c->fits[literal / 2]) ^ (literal & 1);
}

/* Computes each gate of the last step once more, from copies. */
static void add_lemmas(copying *c, uint32_t any)
{
    cosim_aiger *g = c->graph;
    for (size_t i = 0; i < c->variables; i++) {
        uint32_t operands[2];
        c->fits[i] = 2 * (uint32_t)i;
        if (cosim_aiger_operands(g, 2 * (uint32_t)i, operands)) {
            c->fits[i] = cosim_aiger_and(g, fit(c, operands[0]), fit(c, operands[1]));
        }
        if (c->copy_of[i] != 0) {
            c->copies->wrong[c->copies->wrong_count++] =
                cosim_aiger_and(g, any, cosim_ages_differ(g, c->copy_of[i], c->fits[i]));
        }
    }
}

/* ---- what lemmas compare with ---- */

static int compare_literals(const void *a, const void *b)
{
    const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static void collect(const copying *c)
{
    const cosim_aiger *g = c->graph;
    cosim_ages_copies *to = c->copies;
    size_t kept = 0;
    to->literal[to->count++] = 0;
    to->literal[to->count++] = 1;
    for (size_t i = 0; i < cosim_aiger_outputs(g); i++) {
        const char *name = cosim_aiger_output_name(g, i);
        const uint32_t of = cosim_aiger_output_literal(g, i);
        if (cosim_ages_begins(name, STATE) ||
            (cosim_ages_begins(name, LAST) && !is_computed(g, i))) {
            to->literal[to->count++] = of;
        } else if (cosim_ages_begins(name, LAST) && c->copy_of[of / 2] != 0) {
            to->literal[to->count++] = c->copy_of[of / 2] ^ (of & 1);
        }
    }
    qsort(to->literal, to->count, sizeof *to->literal, compare_literals);
    for (size_t i = 0; i < to->count; i++) {
        if (kept == 0 || to->literal[kept - 1] != to->literal[i]) {
            to->literal[kept++] = to->literal[i];
        }
    }
    to->count = kept;
}

int cosim_ages_copies_make(cosim_aiger *g, cosim_ages_copies *copies, cosim_diag *diag)
{
    *copies = (cosim_ages_copies){.own = cosim_aiger_registers(g)};
    const size_t computed = count_computed(g);
    if (cosim_aiger_more_registers(g, computed) != 0) {
        return cosim_diag_memory(diag, NULL);
    }
    copying c = {.graph = g,
                 .copies = copies,
                 .variables =
                     1 + cosim_aiger_inputs(g) + cosim_aiger_registers(g) + cosim_aiger_ands(g),
                 .taken = cosim_ages_output(g, "ages_taken")};
    const uint32_t none = cosim_ages_output(g, "ages_is[0]");
    if (c.taken == UINT32_MAX || none == UINT32_MAX) {
        return cosim_diag_set(diag, NULL, "the graph of a comparison by age has no ages");
    }
    c.copy_of = calloc(c.variables, sizeof *c.copy_of);
    c.fits = calloc(c.variables, sizeof *c.fits);
    copies->literal = calloc(2 + cosim_aiger_outputs(g), sizeof *copies->literal);
    copies->wrong = calloc(computed + 1, sizeof *copies->wrong);
    const bool good =
        c.copy_of != NULL && c.fits != NULL && copies->literal != NULL && copies->wrong != NULL;
    if (good) {
        add_registers(&c);
        add_lemmas(&c, none ^ 1);
        collect(&c);
    }
    free(c.copy_of);
    free(c.fits);
    return good ? 0 : cosim_diag_memory(diag, NULL);
}

void cosim_ages_copies_free(cosim_ages_copies *copies)
{
    free(copies->literal);
    free(copies->wrong);
    *copies = (cosim_ages_copies){.count = 0};
}
