// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/reader.h"

#include "equations/lower.h"
#include "equations/statement.h"

#include <string.h>

/* ---- the names at the heads of the statements, before any is read ---- */

/* Reads the name that a statement gives, if it has one; the lexer goes to its end. */
static int read_head(cosim_eq_scope *s, cosim_eq_head *head)
{
    cosim_eq_lexer *lexer = s->lexer;
    static const char *const words[] = {"input", "param", "state"};
    bool output = cosim_eq_lexer_is(lexer, "output");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (cosim_eq_lexer_is(lexer, words[i]) && cosim_eq_lexer_next(lexer) != 0) {
            return -1;
        }
    }
    *head = (cosim_eq_head){.name = "", .at = lexer->token.at};
    if (lexer->token.kind == COSIM_EQ_NAME && !output) {
        if ((head->name = cosim_eq_lexer_text(lexer)) == NULL || cosim_eq_lexer_next(lexer) != 0) {
            return -1;
        }
        head->next = cosim_eq_lexer_is(lexer, "'");
    }
    while (lexer->token.kind != COSIM_EQ_END && lexer->token.kind != COSIM_EQ_FINISH) {
        if (cosim_eq_lexer_next(lexer) != 0) {
            return -1;
        }
    }
    return cosim_eq_lexer_next(lexer);
}

static int read_heads(cosim_eq_scope *s, cosim_eq_head **heads, size_t *count)
{
    const cosim_eq_lexer start = *s->lexer;
    cosim_eq_head unused;
    *count = 0;
    while (s->lexer->token.kind != COSIM_EQ_FINISH) {
        if (read_head(s, &unused) != 0) {
            return -1;
        }
        ++*count;
    }
    *heads = cosim_arena_alloc(start.arena, (*count + 1) * sizeof **heads);
    if (*heads == NULL) {
        return cosim_diag_memory(start.diag, &start.place);
    }
    *s->lexer = start;
    for (size_t i = 0; i < *count; i++) {
        if (read_head(s, &(*heads)[i]) != 0) {
            return -1;
        }
    }
    *s->lexer = start;
    return 0;
}

/* ---- the whole ---- */

/* Makes room for as many of each kind as there are statements. */
static cosim_equations *new_equations(cosim_arena *arena, size_t statements)
{
    cosim_equations *e = cosim_arena_alloc(arena, sizeof *e);
    const size_t n = statements + 1;
    if (e == NULL) {
        return NULL;
    }
    e->tree = cosim_eq_tree_new(arena);
    e->inputs = cosim_arena_alloc(arena, n * sizeof *e->inputs);
    e->params = cosim_arena_alloc(arena, n * sizeof *e->params);
    e->states = cosim_arena_alloc(arena, n * sizeof *e->states);
    e->values = cosim_arena_alloc(arena, n * sizeof *e->values);
    e->outputs = cosim_arena_alloc(arena, n * sizeof *e->outputs);
    e->symbols = cosim_arena_alloc(arena, n * sizeof *e->symbols);
    return e->tree == NULL || e->inputs == NULL || e->params == NULL || e->states == NULL ||
                   e->values == NULL || e->outputs == NULL || e->symbols == NULL
               ? NULL
               : e;
}

/* Makes the last checks: a state without a next value is known only at the end, and so is a missing
 * decision. */
static int finish(cosim_eq_scope *s)
{
    cosim_equations *e = s->equations;
    for (size_t i = 0; i < e->state_count; i++) {
        if (e->states[i].next == NULL) {
            e->states[i].next = e->states[i].node;
        }
    }
    return e->fire != NULL
               ? 0
               : cosim_diag_set(s->lexer->diag, &s->lexer->place,
                                "the equations do not say when the neuron fires; write a line "
                                "\"fire = \" with its condition, as v >= theta");
}

const cosim_equations *cosim_equations_read(cosim_arena *arena, const char *text, size_t length,
                                            const cosim_place *place, cosim_diag *diag)
{
    cosim_eq_lexer lexer;
    cosim_eq_scope s = {.lexer = &lexer};
    cosim_eq_head *heads = NULL;
    if (cosim_eq_lexer_start(&lexer, arena, text, length, place, diag) != 0 ||
        read_heads(&s, &heads, &s.head_count) != 0) {
        return NULL;
    }
    cosim_eq_macro *macros = cosim_arena_alloc(arena, (s.head_count + 1) * sizeof *macros);
    s.equations = new_equations(arena, s.head_count);
    s.heads = heads;
    s.macros = macros;
    if (s.equations == NULL || macros == NULL) {
        cosim_diag_memory(diag, place);
        return NULL;
    }
    while (lexer.token.kind != COSIM_EQ_FINISH) {
        cosim_place begin;
        cosim_eq_lexer_place(&lexer, lexer.token.at, &begin);
        s.at = (cosim_eq_at){begin.line, begin.column};
        if (cosim_eq_statement(&s, macros) != 0) {
            return NULL;
        }
    }
    return finish(&s) == 0 ? s.equations : NULL;
}
