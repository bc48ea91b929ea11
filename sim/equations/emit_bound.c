// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/emit_bound.h"

#include "equations/emit_plan.h"
#include "equations/emitted.h"
#include "equations/form_sums.h"

#include <inttypes.h>
#include <stdlib.h>

typedef struct writer {
    FILE *file;
    const cosim_eq_plan *plan;
    const cosim_equations *equations;
    bool *reads; /* of each symbol of each node: its coefficient is read */
    bool *shown; /* of each node: its error is written */
} writer;

/* ---- the words of a step ---- */

static void put_word(const writer *w, const cosim_eq_node *n)
{
    static const char *const leaves[] = {
        [COSIM_EQ_INPUT] = "input", [COSIM_EQ_PARAM] = "param", [COSIM_EQ_STATE] = "state"};
    const unsigned operands = cosim_eq_operands(n->op);
    FILE *f = w->file;
    if (operands == 0) {
        fprintf(f, "    word[%u] = %s[%u];\n", n->id, leaves[n->op], n->leaf);
        return;
    }
    fprintf(f, "    word[%u] = cosim_eq_compute(nodes[%u].op, nodes[%u].type", n->id, n->id, n->id);
    for (unsigned k = 0; k < 3; k++) {
        fprintf(f, k < operands ? ", word[%u]" : ", 0", k < operands ? n->of[k]->id : 0);
    }
    fputs(");\n", f);
}

static void put_words(const writer *w)
{
    const cosim_eq_plan *p = w->plan;
    FILE *f = w->file;
    fputs("static bool step_words(int64_t *restrict word, const int64_t *restrict input,\n"
          "    const int64_t *restrict param, const int64_t *restrict state, bool *restrict cut)\n"
          "{\n    bool any = false;\n    (void)input;\n    (void)param;\n    (void)state;\n",
          f);
    for (size_t i = 0; i < p->count; i++) {
        const cosim_eq_node *n = p->order[i];
        if (n->op != COSIM_EQ_CONST && !p->settled[n->id]) {
            put_word(w, n);
        }
        if (cosim_eq_may_clip(p, n)) {
            fprintf(f, "    any |= word[%u] != word[%u];\n", n->id, n->of[0]->id);
        }
    }
    fprintf(f, "    *cut = any;\n    return word[%u] != 0;\n}\n\n", w->equations->fire->id);
}

/* ---- ideal and bound ---- */

/* Writes cosim_eq_form_twos of a node. */
static void put_exponent(const writer *w, const cosim_eq_node *n, unsigned depth)
{
    FILE *f = w->file;
    if (w->plan->classes[n->id] != COSIM_EQ_FORM) {
        fprintf(f, "cosim_eq_form_twos_of(word[%u])", n->id);
    } else if (depth == 0 || !cosim_eq_form_is_sum(n)) {
        fputc('0', f);
    } else {
        fprintf(f, "cosim_eq_form_twos_in(%d, ", n->op == COSIM_EQ_MUL);
        put_exponent(w, n->of[0], depth - 1);
        fputs(", ", f);
        put_exponent(w, n->of[1], depth - 1);
        fputc(')', f);
    }
}

/* Takes over what follows from constants and params alone: the interpreter had it in the first
 * step. */
static void put_settled(const writer *w, const cosim_eq_node *n)
{
    fprintf(w->file, "    cosim_eq_emitted_settled(&l.forms, &host->forms, &nodes[%u]);\n", n->id);
}

/* Writes the coefficients of a node that are read as 0, until the node has them: else the whole
 * table would have to be cleared in each step. */
static void put_zeros(const writer *w, const cosim_eq_node *n)
{
    const cosim_eq_plan *p = w->plan;
    for (size_t k = 0; k < p->symbols; k++) {
        if (w->reads[n->id * p->symbols + k]) {
            fprintf(w->file, "    coefficient[%zu] = 0.0;\n", n->id * p->symbols + k);
        }
    }
}

static void put_form(const writer *w, const cosim_eq_node *n)
{
    FILE *f = w->file;
    if (cosim_eq_operands(n->op) == 0) {
        fprintf(f, "    cosim_eq_bound_put_leaf(&l, &nodes[%u], given);\n", n->id);
    } else if (n != w->equations->fire && cosim_eq_rounds(n->op) &&
               w->plan->classes[n->id] == COSIM_EQ_FORM) {
        fprintf(f, "    cosim_eq_form_divide(&l.forms, &nodes[%u], ", n->id);
        if (n->op == COSIM_EQ_DIV) {
            fputc('0', f);
        } else {
            put_exponent(w, n->of[0], COSIM_EQ_TWOS_DEEP);
        }
        fputs(");\n", f);
    } else if (n != w->equations->fire) {
        fprintf(f, "    cosim_eq_form(&l.forms, &nodes[%u]);\n", n->id);
    }
    if (n == w->equations->fire) {
        fprintf(f, "    cosim_eq_bound_adopt(&l, &nodes[%u], fired);\n", n->id);
    }
}

/* Writes the side that the next value of a state has for certain (cosim_eq_bound_side_of). */
static void put_side(const writer *w, size_t state, const cosim_eq_node *n)
{
    FILE *f = w->file;
    if (n->op == COSIM_EQ_CHOICE && w->plan->classes[n->id] != COSIM_EQ_EXACT) {
        fprintf(f, "cosim_eq_emitted_side(cosim_eq_truth_of(&l.forms, &nodes[%u]), ", n->of[0]->id);
        put_side(w, state, n->of[1]);
        fputs(", ", f);
        put_side(w, state, n->of[2]);
        fputc(')', f);
    } else {
        fputs(n == w->plan->rest[state]               ? "COSIM_EQ_KEEPS_REST"
              : n == w->equations->states[state].node ? "COSIM_EQ_KEEPS_SELF"
                                                      : "COSIM_EQ_KEEPS_OTHER",
              f);
    }
}

static void put_next(const writer *w)
{
    FILE *f = w->file;
    for (size_t i = 0; i < w->equations->state_count; i++) {
        if (w->plan->lends[i] != COSIM_EQ_NO_SYMBOL) {
            fprintf(f, "    sides[%zu] = ", i);
            put_side(w, i, w->equations->states[i].next);
            fputs(";\n", f);
        }
    }
    for (size_t i = 0; i < w->equations->state_count; i++) {
        fprintf(f, "    cosim_eq_bound_next_error(&l, %zu, lent);\n", i);
    }
    for (size_t i = 0; i < w->equations->state_count; i++) {
        fprintf(f, "    cosim_eq_bound_next_value(&l, %zu);\n", i);
    }
}

static void put_seen(const writer *w, const cosim_eq_node *n)
{
    if (!w->shown[n->id]) {
        w->shown[n->id] = true;
        fprintf(w->file, "    cosim_eq_emitted_show(host, &l, &nodes[%u]);\n", n->id);
    }
}

/* Writes what a judge looks at. */
static void put_results(const writer *w)
{
    const cosim_eq_declaration *d = w->plan->declaration;
    put_seen(w, w->plan->update);
    put_seen(w, w->equations->states[d->membrane].next);
    for (size_t i = 0; i < w->equations->output_count; i++) {
        if (d->views[i].shows >= COSIM_EQ_SHOWS_AFTER) {
            put_seen(w, d->views[i].node);
        }
    }
}

static void put_bound(const writer *w)
{
    const cosim_eq_plan *p = w->plan;
    const size_t n = p->nodes, states = w->equations->state_count;
    FILE *f = w->file;
    fprintf(f,
            "static void step_bound(cosim_eq_bound *restrict host, const cosim_eq_given *restrict "
            "given, int fired)\n{\n"
            "    double x[%zu] = {0}, low[%zu] = {0}, high[%zu] = {0}, coefficient[%zu], "
            "lent[%zu];\n"
            "    int64_t word[%zu] = {0};\n    cosim_eq_truth truth[%zu] = {{0, 0}};\n"
            "    cosim_eq_interval symbols[%zu] = {{0, 0}};\n    cosim_eq_kept sides[%zu] = {0};\n",
            n, n, n, n * p->symbols + 1, states + 1, n, n, p->symbols + 1, states + 1);
    fputs("    cosim_eq_bound l = {.plan = &plan, .x = host->x, .word = host->word, .error = "
          "host->error,\n"
          "        .lent = host->lent, .side = sides, .rho = host->rho, .rho_symbol = "
          "host->rho_symbol,\n"
          "        .forms = {.plan = &plan, .x = x, .word = word, .low = low, .high = high, "
          ".coefficient = coefficient,\n"
          "            .truth = truth, .symbol = symbols}};\n"
          "    (void)lent;\n    cosim_eq_bound_begin(&l, given);\n",
          f);
    for (size_t i = 0; i < p->count; i++) {
        put_zeros(w, p->order[i]);
        if (p->settled[p->order[i]->id]) {
            put_settled(w, p->order[i]);
        }
    }
    for (size_t i = 0; i < p->word_count; i++) {
        fprintf(f, "    cosim_eq_bound_put_word(&l, &nodes[%u], given);\n", p->words_alone[i]->id);
    }
    for (size_t i = 0; i < p->form_count; i++) {
        put_form(w, p->forms[i]);
    }
    fputs("    cosim_eq_bound_spend(&l);\n", f);
    put_results(w);
    put_next(w);
    fputs("    cosim_eq_emitted_finish(host, &l);\n}\n\n", f);
}

static const char head[] = "#define COSIM_EQ_INLINE static inline __attribute__((always_inline))\n"
                           "#include \"equations/emitted_step.h\"\n\n";

static void read_places(const writer *w, const cosim_eq_node *of, const cosim_eq_node *by)
{
    for (size_t i = 0; i < w->plan->places[by->id].count; i++) {
        w->reads[of->id * w->plan->symbols + w->plan->places[by->id].at[i]] = true;
    }
}

/* Finds the coefficients that are read: of operands, at the places of the node that they are of;
 * and of the membrane those of all roundings. */
static void find_reads(const writer *w)
{
    const cosim_eq_plan *p = w->plan;
    const cosim_eq_node *next = w->equations->states[p->declaration->membrane].next;
    for (size_t i = 0; i < p->count; i++) {
        for (unsigned k = 0; k < cosim_eq_operands(p->order[i]->op); k++) {
            read_places(w, p->order[i]->of[k], p->order[i]);
        }
        read_places(w, p->order[i], p->order[i]);
    }
    for (size_t k = p->first_rounding; k < p->first_hull; k++) {
        w->reads[next->id * p->symbols + k] = true;
    }
}

bool cosim_eq_emits(const cosim_eq_plan *plan)
{
    return plan->nodes <= COSIM_EQ_EMITTED_NODES &&
           plan->nodes * plan->symbols <= COSIM_EQ_EMITTED_COEFFICIENTS;
}

int cosim_eq_emit_bound(FILE *file, const cosim_eq_plan *plan, const char *name)
{
    const writer w = {.file = file,
                      .plan = plan,
                      .equations = plan->declaration->equations,
                      .reads = calloc(plan->nodes * plan->symbols + 1, sizeof *w.reads),
                      .shown = calloc(plan->nodes, sizeof *w.shown)};
    if (w.reads == NULL || w.shown == NULL) {
        free(w.reads);
        free(w.shown);
        return -1;
    }
    find_reads(&w);
    fputs(head, file);
    cosim_eq_emit_plan(file, plan);
    put_words(&w);
    put_bound(&w);
    fprintf(file,
            "__attribute__((visibility(\"default\"))) const struct cosim_eq_emitted %s = "
            "{UINT64_C(0x%" PRIx64 "), COSIM_EQ_KERNELS, step_words, step_bound};\n",
            name, cosim_eq_fingerprint(plan));
    free(w.reads);
    free(w.shown);
    return 0;
}
