// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "calibrate/theory.h"

#include "equations/reader.h"
#include "foreign/templates.h"

#include <stdlib.h>
#include <string.h>

/* ---- from a guess ---- */

int cosim_guess_text(const cosim_manifest *keys, const cosim_guess *g, char **text, size_t *length)
{
    cosim_manifest m;
    FILE *file = open_memstream(text, length);
    if (file == NULL) {
        return -1;
    }
    cosim_guess_manifest(keys, g, &m);
    cosim_templates_put(file, &m);
    return fclose(file) == 0 ? 0 : -1;
}

/* Gives the text of the equations alone. The update decides on nothing, as what its decision does
 * is left out. */
static char *equations_of(const cosim_manifest *keys, const cosim_guess *guess, bool update)
{
    static const char head[] = "equations: |\n";
    cosim_guess g = *guess;
    cosim_manifest bare = *keys;
    char *text = NULL;
    size_t length = 0;
    if (update) {
        g.reset = COSIM_RESET_NONE;
        g.old = false;
        g.held = COSIM_HELD_KEEPS;
        g.extra = 0;
        g.hold = 0;
        bare.refractory.node = bare.count_in.node = bare.count_out.node = NULL;
        bare.shows = COSIM_SHOWS_HIDDEN;
    }
    if (cosim_guess_text(&bare, &g, &text, &length) != 0) {
        free(text);
        return NULL;
    }
    char *end = strstr(text, "\nmembrane: ");
    memmove(text, text + strlen(head), (size_t)(end + 1 - text) - strlen(head));
    end[1 - (ptrdiff_t)strlen(head)] = '\0';
    if (!update) {
        return text;
    }
    char *more = NULL;
    const int bytes = asprintf(&more,
                               "%s  output cosim_z: s63 @1 = z\n"
                               "  output cosim_sum: s63 @1 = %s\n",
                               text, g.wide && g.input != COSIM_INPUT_BEFORE_LEAK ? "sum" : "z");
    free(text);
    return bytes < 0 ? NULL : more;
}

static unsigned state_of(const cosim_equations *e)
{
    const cosim_eq_symbol *symbol = cosim_eq_find(e, "v");
    return symbol != NULL ? symbol->index : 0;
}

int cosim_theory_of(const cosim_bench *b, const cosim_guess *g, bool update, cosim_theory *t)
{
    const cosim_place place = {.file = "a template", .line = 1, .column = 3};
    cosim_arena *arena = cosim_arena_new();
    char *text = arena == NULL ? NULL : equations_of(b->keys, g, update);
    cosim_diag diag;
    const cosim_equations *e =
        text == NULL ? NULL : cosim_equations_read(arena, text, strlen(text), &place, &diag);
    if (text == NULL || cosim_arena_adopt(arena, text) == NULL || e == NULL) {
        cosim_arena_free(arena);
        return -1;
    }
    return cosim_theory_new(b, arena, e, state_of(e), g->spike_latency, g->membrane_latency, t);
}

/* ---- of equations ---- */

static int told_of(const cosim_bench *b, const char *port)
{
    const cosim_eq_declaration *d = b->declaration;
    for (size_t i = 0; port != NULL && i < d->told_count; i++) {
        if (strcmp(d->equations->params[d->told[i]].port, port) == 0) {
            return (int)i;
        }
    }
    return -1;
}

int cosim_theory_new(const cosim_bench *b, cosim_arena *arena, const cosim_equations *e,
                     unsigned membrane, unsigned spike_latency, unsigned membrane_latency,
                     cosim_theory *t)
{
    *t = (cosim_theory){.arena = arena,
                        .equations = e,
                        .membrane = membrane,
                        .spike_latency = spike_latency,
                        .membrane_latency = membrane_latency};
    t->program = cosim_eq_program_new(arena, e);
    t->state = cosim_arena_alloc(arena, (e->state_count + 1) * sizeof *t->state);
    t->param = cosim_arena_alloc(arena, (e->param_count + 1) * sizeof *t->param);
    t->output = cosim_arena_alloc(arena, (e->output_count + 2) * sizeof *t->output);
    t->told = cosim_arena_alloc(arena, (e->param_count + 1) * sizeof *t->told);
    if (t->program == NULL || t->state == NULL || t->param == NULL || t->output == NULL ||
        t->told == NULL) {
        cosim_theory_free(t);
        return -1;
    }
    for (size_t i = 0; i < e->param_count; i++) {
        t->told[i] = told_of(b, e->params[i].port);
        t->param[i] = e->params[i].word;
    }
    return 0;
}

void cosim_theory_free(cosim_theory *t)
{
    cosim_arena_free(t->arena);
    *t = (cosim_theory){.arena = NULL};
}

/* ---- steps ---- */

void cosim_theory_reset(const cosim_bench *b, cosim_theory *t, const cosim_words_of *words)
{
    cosim_bench_tell(b, words);
    for (size_t i = 0; i < t->equations->param_count; i++) {
        t->param[i] = t->told[i] >= 0 ? b->told[t->told[i]] : t->param[i];
    }
    cosim_eq_start(t->equations, t->param, t->state);
}

void cosim_theory_step(cosim_theory *t, int64_t drive)
{
    cosim_eq_step(t->program, t->state, &drive, t->param, t->output);
}

/* Tells whether the outputs of the last step are those of the circuit. */
static bool answers(const cosim_bench *b, const cosim_theory *t, const cosim_experiment *e,
                    size_t step)
{
    return t->output[b->spike] == cosim_answer(b, e, b->spike, step, t->spike_latency) &&
           (b->membrane < 0 ||
            t->output[b->membrane] == cosim_answer(b, e, b->membrane, step, t->membrane_latency));
}

size_t cosim_theory_departs(const cosim_bench *b, cosim_theory *t, const cosim_experiment *e)
{
    cosim_theory_reset(b, t, &e->words);
    for (size_t i = 0; i < e->n; i++) {
        cosim_theory_step(t, e->drive[i]);
        if (!answers(b, t, e, i)) {
            return i;
        }
    }
    return e->n;
}

bool cosim_theory_fits(const cosim_bench *b, cosim_theory *t, size_t first, size_t *experiment,
                       size_t *step)
{
    for (size_t i = first; i < b->count; i++) {
        *step = cosim_theory_departs(b, t, b->experiments[i]);
        *experiment = i;
        if (*step < b->experiments[i]->n) {
            return false;
        }
    }
    return true;
}

uint64_t cosim_theory_differs(const cosim_bench *b, cosim_theory *t)
{
    const bool shown = b->membrane >= 0 && b->keys->shows == COSIM_SHOWS_AFTER;
    uint64_t differ = 0;
    for (size_t k = 0; k < b->count; k++) {
        const cosim_experiment *e = b->experiments[k];
        cosim_theory_reset(b, t, &e->words);
        for (size_t i = 0; i < e->n; i++) {
            cosim_theory_step(t, e->drive[i]);
            if (!answers(b, t, e, i)) {
                differ++;
                if (shown) {
                    t->state[t->membrane] = cosim_answer(b, e, b->membrane, i, t->membrane_latency);
                }
            }
        }
    }
    return differ;
}
