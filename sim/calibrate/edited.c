// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "calibrate/edited.h"

#include "calibrate/separate.h"
#include "diagnose/pairing.h"
#include "equations/declaration_text.h"
#include "equations/plan.h"

#include <stdlib.h>
#include <string.h>

/* Tells whether a step of the equations computes a node. */
static bool is_needed(const cosim_equations *e, const bool *needed, const cosim_eq_node *node)
{
    return needed != NULL && node->id < cosim_eq_tree_count(e->tree) && needed[node->id];
}

/* Makes the names of a text those of its edited nodes (other: NULL for one edit), and leaves out
 * the values that nothing needs any more. An extra state is named kept. */
static int name(cosim_graft *g, cosim_arena *arena, const cosim_edit *one, const cosim_edit *other,
                cosim_equations *e)
{
    const cosim_equations *base = g->declaration->equations;
    size_t count = 0;
    e->values = cosim_arena_alloc(arena, (base->value_count + 1) * sizeof *e->values);
    e->symbols = cosim_arena_alloc(arena, (base->symbol_count + 3) * sizeof *e->symbols);
    if (e->values == NULL || e->symbols == NULL) {
        return -1;
    }
    for (size_t i = 0; i < base->value_count; i++) {
        const cosim_eq_node *node = cosim_graft_edited(g, base->values[i].node, one, other);
        e->values[i] = base->values[i];
        e->values[i].node = base->values[i].node == base->fire ? e->fire : node;
        if (node == NULL) {
            return -1;
        }
    }
    bool *needed = cosim_eq_needed(e);
    const bool extra = e->state_count > base->state_count;
    for (size_t i = 0; needed != NULL && i < base->symbol_count; i++) {
        const cosim_eq_symbol *s = &base->symbols[i];
        const bool value = s->kind == COSIM_EQ_IS_VALUE;
        if (extra && count == i && (value || s->kind == COSIM_EQ_IS_MACRO)) {
            e->states[base->state_count].name = "kept";
            e->symbols[count++] = (cosim_eq_symbol){
                .kind = COSIM_EQ_IS_STATE, .name = "kept", .index = (unsigned)base->state_count};
        }
        if (!value || strcmp(s->name, "fire") == 0 ||
            is_needed(e, needed, e->values[s->index].node)) {
            e->symbols[count++] = *s;
        }
    }
    if (extra) {
        e->symbols[count++] = (cosim_eq_symbol){
            .kind = COSIM_EQ_IS_NEXT, .name = "kept", .index = (unsigned)base->state_count};
    }
    e->symbol_count = count;
    free(needed);
    return needed != NULL ? 0 : -1;
}

/* Writes the declaration of an edit; what it departs in is its own. */
static char *text_of(const cosim_eq_declaration *d, const cosim_equations *e)
{
    cosim_eq_declaration edited = *d;
    char *text = NULL;
    size_t length = 0;
    FILE *file = open_memstream(&text, &length);
    edited.equations = e;
    edited.own = true;
    edited.depart_count = 1;
    edited.departs[0] = (cosim_eq_departure){.kind = COSIM_EQ_OWN};
    int status = file == NULL ? -1 : cosim_eq_declaration_put(file, &edited);
    if (file != NULL && fclose(file) != 0) {
        status = -1;
    }
    if (status != 0) {
        free(text);
        return NULL;
    }
    return text;
}

/* Reads a text again: what it says is what is claimed, and it has to fit. */
static int check_text(const cosim_bench *b, const cosim_guess *g, const char *text, cosim_theory *t)
{
    cosim_arena *arena = cosim_arena_new();
    cosim_diag diag;
    size_t experiment, step;
    const cosim_eq_declaration *d =
        arena == NULL ? NULL : cosim_eq_declaration_read(arena, text, &diag);
    if (d == NULL) {
        cosim_arena_free(arena);
        return -1;
    }
    if (cosim_theory_new(b, arena, d->equations, d->membrane, g->spike_latency, g->membrane_latency,
                         t) != 0) {
        return -1;
    }
    if (!cosim_theory_fits(b, t, 0, &experiment, &step)) {
        cosim_theory_free(t);
        return -1;
    }
    return 0;
}

/* ---- all edits of a text ---- */

typedef struct edited {
    cosim_arena *arena;
    const cosim_eq_declaration *declaration;
    cosim_graft graft;
    cosim_edits edits;
    size_t nodes;
} edited;

/* Makes the edits of a declaration's text; NULL where the guess says it. Returns 0, or -1. */
static int open_edits(const cosim_bench *b, const cosim_guess *guess, const char *said, edited *all)
{
    char *text = NULL;
    size_t length = 0;
    cosim_diag diag;
    *all = (edited){.arena = cosim_arena_new()};
    if (all->arena == NULL ||
        (said == NULL && cosim_guess_text(b->keys, guess, &text, &length) != 0)) {
        free(text);
        return -1;
    }
    const cosim_eq_declaration *d =
        cosim_eq_declaration_read(all->arena, said != NULL ? said : text, &diag);
    free(text);
    cosim_still *still =
        d == NULL ? NULL
                  : cosim_arena_alloc(all->arena, (d->equations->output_count + 1) * sizeof *still);
    const cosim_eq_case c = {.declaration = d,
                             .plan = d == NULL ? NULL : cosim_eq_plan_new(all->arena, d, NULL)};
    if (still == NULL || c.plan == NULL || cosim_graft_start(&all->graft, all->arena, d) != 0 ||
        cosim_edits_make(&all->graft, &c, still, &all->edits) != 0) {
        return -1;
    }
    all->declaration = d;
    all->nodes = cosim_eq_tree_count(all->graft.tree);
    return 0;
}

/* ---- those that fit ---- */

typedef struct search {
    const cosim_bench *bench;
    const cosim_guess *guess;
    edited *all;
    cosim_found *fits;
    size_t *count, most;
    uint64_t *tried;
} search;

/* Tells whether a theory answers all experiments. *agreed: for how many steps; `pair`: no more is
 * counted than up to where it departs. */
static bool fits(const cosim_bench *b, cosim_theory *t, bool pair, size_t *agreed)
{
    bool all = true;
    for (size_t i = 0; i < b->count && (all || !pair); i++) {
        const size_t n = cosim_theory_departs(b, t, b->experiments[i]);
        *agreed += n;
        all = all && n == b->experiments[i]->n;
    }
    return all;
}

/* Tries one edit or a pair, and adds it to the fits where it is one. */
static bool consider(void *context, const cosim_edit *one, const cosim_edit *other, size_t *agreed)
{
    search *s = context;
    cosim_graft *g = &s->all->graft;
    cosim_arena *arena = cosim_arena_new();
    cosim_equations *e = arena == NULL ? NULL : cosim_arena_alloc(arena, sizeof *e);
    cosim_found found = {.guess = *s->guess};
    cosim_theory t;
    ++*s->tried;
    if (*s->count == s->most || e == NULL || cosim_graft_equations(g, arena, one, other, e) != 0) {
        cosim_arena_free(arena);
    } else if (cosim_theory_new(s->bench, arena, e, g->declaration->membrane,
                                s->guess->spike_latency, s->guess->membrane_latency, &t) == 0) {
        if (fits(s->bench, &t, other != NULL, agreed) && name(g, arena, one, other, e) == 0) {
            found.edited = text_of(g->declaration, e);
        }
        cosim_theory_free(&t);
    }
    cosim_eq_tree_cut(g->tree, s->all->nodes);
    if (found.edited == NULL || check_text(s->bench, s->guess, found.edited, &found.theory) != 0) {
        free(found.edited);
        return false;
    }
    snprintf(found.words, sizeof found.words, "%s%s%s", one->words, other != NULL ? ", and " : "",
             other != NULL ? other->words : "");
    s->fits[(*s->count)++] = found;
    return true;
}

void cosim_edited_find(const cosim_bench *b, const cosim_guess *guess, bool pairs,
                       cosim_found *found, size_t *count, size_t most, uint64_t *tried)
{
    edited all;
    if (open_edits(b, guess, NULL, &all) == 0) {
        search s = {b, guess, &all, found, count, most, tried};
        cosim_pairing pairing = {.edits = &all.edits, .consider = consider, .context = &s};
        pairing.rank = cosim_arena_alloc(all.arena, (all.edits.count + 1) * sizeof *pairing.rank);
        if (pairing.rank != NULL && cosim_pairing_single(&pairing) == 0 && pairs) {
            cosim_pairing_pairs(&pairing);
        }
    }
    cosim_arena_free(all.arena);
}

/* Asks the circuit what tells a text from one of its edits. */
static int challenge(cosim_bench *b, edited *all, const cosim_edit *edit, cosim_found *found,
                     uint64_t seed, bool *refuted, cosim_diag *diag)
{
    cosim_arena *arena = cosim_arena_new();
    cosim_equations *e = arena == NULL ? NULL : cosim_arena_alloc(arena, sizeof *e);
    const cosim_guess *g = &found->guess;
    cosim_theory t;
    size_t experiment, step;
    int status = 0;
    if (e == NULL || cosim_graft_equations(&all->graft, arena, edit, NULL, e) != 0) {
        cosim_arena_free(arena);
        return 0;
    }
    if (cosim_theory_new(b, arena, e, all->declaration->membrane, g->spike_latency,
                         g->membrane_latency, &t) != 0) {
        return cosim_diag_memory(diag, NULL);
    }
    if (cosim_theory_fits(b, &t, 0, &experiment, &step)) {
        cosim_experiment *asked = cosim_separate(b, &found->theory, &t, seed);
        if (asked != NULL) {
            status = cosim_bench_run(b, asked, 0, diag);
            *refuted = status == 0 && cosim_theory_departs(b, &found->theory, asked) < asked->n;
        }
    }
    cosim_theory_free(&t);
    return status;
}

int cosim_edited_challenge(cosim_bench *b, cosim_found *found, uint64_t seed, bool *refuted,
                           cosim_diag *diag)
{
    edited all;
    int status = open_edits(b, &found->guess, found->edited, &all);
    *refuted = false;
    if (status != 0) {
        cosim_arena_free(all.arena);
        return cosim_diag_memory(diag, NULL);
    }
    for (size_t i = 0; i < all.edits.count && !*refuted && status == 0; i++) {
        status = challenge(b, &all, &all.edits.items[i], found, seed + 1000 * i, refuted, diag);
        cosim_eq_tree_cut(all.graft.tree, all.nodes);
    }
    cosim_arena_free(all.arena);
    return status;
}
