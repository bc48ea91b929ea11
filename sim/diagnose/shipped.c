// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "diagnose/shipped.h"

#include "equations/case.h"
#include "equations/reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char where[] = "the equations of a shipped circuit";

/* ---- the text ---- */

static void put_params(FILE *file, const lif_format *f, const lif_words *w)
{
    const unsigned width = f->state_width;
    const long long one = 1LL << f->leak_fraction;
    /* the limit leaves room for edits: a leak that is one too high, or twice as large */
    const long long most = w->leak_fx < one / 2 ? 2 * w->leak_fx + 2 : one;
    fprintf(file, "input i: s%u = drive\n", width);
    fprintf(file, "param leak: u%u <= %lld = leak real k * %lld\n", f->leak_fraction + 1,
            most < one ? most : one, one);
    fprintf(file, "param theta: s%u = threshold real theta\n", width);
    fprintf(file, "param %s: s%u = reset real %s\n", w->reset_by_subtract ? "amount" : "v0", width,
            w->reset_by_subtract ? "one" : "reset");
    fprintf(file, "param start: s%u = initial real initial\n", width);
    fputs("param hold: u32 = hold real hold\n", file);
    /* told like the others: what the drive adds is found where nothing is held */
    fputs("param held_at_first: u32 = initial_hold real 0\n", file);
}

static void put_step(FILE *file, const lif_format *f, const lif_words *w)
{
    const bool residual = f->rounding == LIF_RESIDUAL;
    const unsigned shift = f->leak_fraction;
    fprintf(file, "state v: s%u = start\nstate left: u32 = held_at_first\n", f->state_width);
    if (residual) {
        fprintf(file, "state r: u%u\np = (i - v) * leak + r\nz = v + (p >> %u)\n", shift, shift);
    } else {
        fprintf(file, "z = v + round((i - v) * leak, %u)\n", shift);
    }
    fprintf(file, "held = left != 0\nfire = not held and z %s theta\n",
            w->compare_above ? ">" : ">=");
    fprintf(file, "before = held ? v : z\nv' = fire ? %s : before\n",
            w->reset_by_subtract ? "z - amount" : "v0");
    fputs("left' = held ? left - 1 : fire ? hold : 0\n", file);
    if (residual) {
        fprintf(file, "r' = held ? r : %srest(p, %u)\n",
                w->reset_by_subtract ? "" : "fire ? 0 : ", shift);
    }
}

static void put_outputs(FILE *file, const struct lif_dut_ops *ops)
{
    fputs("output spike @1 = fire\n", file);
    if ((ops->capabilities & LIF_DUT_SHOWS_MEMBRANE) != 0) {
        fputs("output membrane @1 = v'\n", file);
    }
    if ((ops->capabilities & LIF_DUT_SHOWS_BEFORE) != 0) {
        fprintf(file, "output before_reset: s%u @1 = before\n", ops->format.state_width);
    }
}

static const cosim_equations *read_text(cosim_arena *arena, const cosim_job *job, cosim_diag *diag)
{
    cosim_place place = {.line = 1, .column = 1};
    const struct lif_dut_ops *ops = job->dut->ops;
    const cosim_equations *e = NULL;
    char *text = NULL;
    size_t length = 0;
    FILE *file = open_memstream(&text, &length);
    snprintf(place.file, sizeof place.file, "%s", where);
    if (file != NULL) {
        put_params(file, &ops->format, &job->q.words);
        put_step(file, &ops->format, &job->q.words);
        put_outputs(file, ops);
    }
    if (file == NULL || fclose(file) != 0) {
        cosim_diag_memory(diag, NULL);
    } else {
        e = cosim_equations_read(arena, text, length, &place, diag);
    }
    free(text);
    return e;
}

/* ---- the keys beside it, as the tree of a manifest has them ---- */

/* Adds a node with a key to a mapping; text: of a scalar, else NULL. Returns it, or NULL without
 * memory or mapping. */
static cosim_node *put_key(cosim_arena *arena, cosim_node *map, const char *key,
                           cosim_node_kind kind, const char *text)
{
    cosim_node *node = map != NULL ? cosim_node_new(arena, kind) : NULL;
    if (node != NULL) {
        node->file = where;
        node->key = key;
        node->text = text;
    }
    return node != NULL && cosim_node_add(arena, map, node) == 0 ? node : NULL;
}

static const cosim_node *make_keys(cosim_arena *arena, const lif_format *format)
{
    char one[24];
    const int length = snprintf(one, sizeof one, "%lld", 1LL << format->state_fraction);
    const char *kept = cosim_arena_text(arena, one, (size_t)length);
    cosim_node *root = cosim_node_new(arena, COSIM_MAP);
    if (root == NULL) {
        return NULL;
    }
    root->file = where;
    cosim_node *membrane = put_key(arena, root, "membrane", COSIM_MAP, NULL);
    cosim_node *drives = put_key(arena, root, "drives", COSIM_MAP, NULL);
    return kept != NULL && put_key(arena, membrane, "state", COSIM_SCALAR, "v") != NULL &&
                   put_key(arena, membrane, "one", COSIM_SCALAR, kept) != NULL &&
                   put_key(arena, drives, "i", COSIM_SCALAR, "current") != NULL &&
                   put_key(arena, root, "departs", COSIM_LIST, NULL) != NULL
               ? root
               : NULL;
}

static const cosim_eq_declaration *declare(cosim_arena *arena, const cosim_job *job,
                                           cosim_diag *diag)
{
    const cosim_node *keys = make_keys(arena, &job->dut->ops->format);
    const cosim_equations *e = read_text(arena, job, diag);
    if (keys == NULL) {
        cosim_diag_memory(diag, NULL);
        return NULL;
    }
    return e != NULL ? cosim_eq_declare(arena, keys, e, NULL, diag) : NULL;
}

/* ---- the job ---- */

/* The circuit has the words of its format, which may code a leak in few digits. */
static void put_words(cosim_eq_case *c, const lif_words *w)
{
    const struct {
        const char *name;
        int64_t word;
    } words[] = {{"leak", w->leak_fx},     {"theta", w->threshold_fx},
                 {"v0", w->reset_fx},      {"amount", w->reset_fx},
                 {"start", w->initial_fx}, {"held_at_first", w->initial_hold}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const cosim_eq_symbol *s = cosim_eq_find(c->declaration->equations, words[i].name);
        if (s != NULL) {
            c->words.word[s->index] = words[i].word;
        }
    }
}

int cosim_shipped_equations(cosim_arena *arena, const cosim_job *job, cosim_shipped *shipped,
                            cosim_diag *diag)
{
    lif_params params = job->scenario->params;
    lif_error error = {LIF_OK, "", ""};
    cosim_eq_case *c = NULL;
    const cosim_eq_declaration *d = declare(arena, job, diag);
    if (d == NULL) {
        return -1;
    }
    params.initial_hold = 0; /* it is a param of the equations */
    if (cosim_eq_case_new(arena, d, &params, 0.0, &c, &error) != LIF_OK) {
        return cosim_diag_set(diag, NULL, "%s: %s (circuit %s)", error.key, error.message,
                              job->dut->name);
    }
    put_words(c, &job->q.words);
    *shipped = (cosim_shipped){.dut = *job->dut, .job = *job};
    shipped->dut.equations = d;
    shipped->job.dut = &shipped->dut;
    shipped->job.q.equations = c;
    return 0;
}
