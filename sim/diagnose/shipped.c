// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "diagnose/shipped.h"

#include "equations/case.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the text ---- */

static void put_params(FILE *file, const lif_format *f, const lif_words *w)
{
    const unsigned width = f->state_width;
    const long long one = 1LL << f->leak_fraction;
    /* the limit leaves room for edits: a leak that is one too high, or twice as large */
    const long long most = w->leak_fx < one / 2 ? 2 * w->leak_fx + 2 : one;
    fprintf(file, "  input i: s%u = drive\n", width);
    fprintf(file, "  param leak: u%u <= %lld = leak real k * %lld\n", f->leak_fraction + 1,
            most < one ? most : one, one);
    fprintf(file, "  param theta: s%u = threshold real theta\n", width);
    fprintf(file, "  param %s: s%u = reset real %s\n", w->reset_by_subtract ? "amount" : "v0",
            width, w->reset_by_subtract ? "one" : "reset");
    fprintf(file, "  param start: s%u = initial real initial\n", width);
    fputs("  param hold: u32 = hold real hold\n", file);
    /* told like the others: what the drive adds is found where nothing is held */
    fputs("  param held_at_first: u32 = initial_hold real 0\n", file);
}

static void put_step(FILE *file, const lif_format *f, const lif_words *w)
{
    const bool residual = f->rounding == LIF_RESIDUAL;
    const unsigned shift = f->leak_fraction;
    fprintf(file, "  state v: s%u = start\n  state left: u32 = held_at_first\n", f->state_width);
    if (residual) {
        fprintf(file, "  state r: u%u\n  p = (i - v) * leak + r\n  z = v + (p >> %u)\n", shift,
                shift);
    } else {
        fprintf(file, "  z = v + round((i - v) * leak, %u)\n", shift);
    }
    fprintf(file, "  held = left != 0\n  fire = not held and z %s theta\n",
            w->compare_above ? ">" : ">=");
    fprintf(file, "  before = held ? v : z\n  v' = fire ? %s : before\n",
            w->reset_by_subtract ? "z - amount" : "v0");
    fputs("  left' = held ? left - 1 : fire ? hold : 0\n", file);
    if (residual) {
        fprintf(file, "  r' = held ? r : %srest(p, %u)\n",
                w->reset_by_subtract ? "" : "fire ? 0 : ", shift);
    }
}

static void put_text(FILE *file, const struct lif_dut_ops *ops, const lif_words *w)
{
    const lif_format *f = &ops->format;
    fputs("equations: |\n", file);
    put_params(file, f, w);
    put_step(file, f, w);
    fputs("  output spike @1 = fire\n", file);
    if ((ops->capabilities & LIF_DUT_SHOWS_MEMBRANE) != 0) {
        fputs("  output membrane @1 = v'\n", file);
    }
    if ((ops->capabilities & LIF_DUT_SHOWS_BEFORE) != 0) {
        fprintf(file, "  output before_reset: s%u @1 = before\n", f->state_width);
    }
    fprintf(file, "membrane: {state: v, one: %lld}\ndrives: {i: current}\ndeparts: []\n",
            1LL << f->state_fraction);
}

static const cosim_eq_declaration *declare(cosim_arena *arena, const cosim_job *job,
                                           cosim_diag *diag)
{
    const cosim_eq_declaration *d = NULL;
    char *text = NULL;
    size_t length = 0;
    FILE *file = open_memstream(&text, &length);
    if (file != NULL) {
        put_text(file, job->dut->ops, &job->q.words);
    }
    if (file == NULL || fclose(file) != 0) {
        cosim_diag_memory(diag, NULL);
    } else {
        d = cosim_eq_declaration_read(arena, text, diag);
    }
    free(text);
    return d;
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
