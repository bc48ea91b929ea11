// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "prove/witness.h"

#include "prove/aiger.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void cosim_witness_free(cosim_witness *w)
{
    free(w->inputs);
    free(w->told);
    *w = (cosim_witness){.inputs = NULL};
}

/* Reads a word of a type from a register, which has its bits alone. */
static int64_t word_of(const cosim_aiger *g, const char *kind, size_t at, cosim_eq_type type)
{
    char name[40];
    snprintf(name, sizeof name, "seen_%s_%zu", kind, at);
    const uint64_t word = cosim_aiger_register(g, name), sign = (uint64_t)1 << (type.bits - 1);
    return type.is_signed && (word & sign) != 0 ? (int64_t)(word | ~(2 * sign - 1)) : (int64_t)word;
}

static void take_evaluation(const cosim_manifest *m, const cosim_aiger *g, cosim_witness *w)
{
    const cosim_equations *e = m->equations;
    const cosim_eq_declaration *d = m->declaration;
    for (size_t i = 0; i < e->input_count; i++) {
        w->inputs[w->count * e->input_count + i] = word_of(g, "in", i, e->inputs[i].type);
    }
    for (size_t i = 0; i < d->told_count; i++) {
        const int64_t word = word_of(g, "told", i, e->params[d->told[i]].type);
        w->told[w->count * d->told_count + i] = word;
        w->words_change = w->words_change || (w->count > 0 && w->told[i] != word);
    }
    w->count++;
}

/* Looks at the clock that was simulated last. */
static void look(const cosim_manifest *m, const cosim_aiger *g, bool *was_reset, size_t *idle,
                 cosim_witness *w)
{
    const bool reset = cosim_aiger_register(g, "seen_reset") != 0;
    if (reset) {
        w->resets += !*was_reset;
        w->count = w->idles = *idle = 0;
        w->words_change = false;
    } else if (cosim_aiger_register(g, "seen_taken") != 0) {
        w->idles += w->count > 0 ? *idle : 0;
        *idle = 0;
        take_evaluation(m, g, w);
    } else {
        ++*idle;
    }
    *was_reset = reset;
}

/* Finds the evaluation that differed. One that is taken in the very clock in which an earlier one
 * is compared has no part in it. */
static void find_difference(const cosim_manifest *m, const cosim_aiger *g, cosim_witness *w)
{
    const cosim_equations *e = m->equations;
    const bool taken = cosim_aiger_register(g, "seen_taken") != 0;
    bool now = false;
    unsigned latest = 0;
    w->differs = cosim_aiger_register(g, "seen_differs");
    w->hangs = w->differs == 0;
    for (size_t i = 0; i < 64; i++) {
        const unsigned clocks = i < e->output_count ? e->outputs[i].clocks : 0;
        if (((w->differs >> i) & 1) != 0) {
            now = now || clocks == 0;
            latest = clocks > latest ? clocks : latest;
        }
    }
    w->count -= taken && !now && w->count > 0;
    const size_t behind = now ? 1 : latest > 0 ? latest : 1;
    w->differs_at = w->count >= behind ? w->count - behind : 0;
}

static int simulate(const cosim_manifest *m, cosim_aiger *g, const char *name,
                    const cosim_engine_result *r, cosim_witness *w, cosim_diag *diag)
{
    const size_t inputs = cosim_aiger_inputs(g);
    bool was_reset = false;
    size_t idle = 0;
    w->clocks = (size_t)r->frames + 1;
    /* the values that registers begin with stand before those of the inputs */
    const size_t values = strlen(r->inputs), wanted = inputs * w->clocks;
    if (values < wanted) {
        return cosim_diag_set(diag, NULL,
                              "ABC's counterexample of %s has %zu values for %zu inputs and %zu "
                              "clocks",
                              name, values, inputs, w->clocks);
    }
    for (size_t clock = 0; clock < w->clocks; clock++) {
        for (size_t i = 0; i < inputs; i++) {
            cosim_aiger_set(g, i, r->inputs[values - wanted + clock * inputs + i] == '1');
        }
        cosim_aiger_clock(g);
        look(m, g, &was_reset, &idle, w);
    }
    w->resets -= w->resets > 0;
    find_difference(m, g, w);
    return cosim_aiger_output(g, 0)
               ? 0
               : cosim_diag_set(diag, NULL,
                                "ABC's counterexample of %s does not show a difference in clock %u",
                                name, r->frames);
}

int cosim_witness_read(const cosim_manifest *m, const char *folder, const char *name,
                       const cosim_engine_result *r, cosim_witness *w, cosim_diag *diag)
{
    char path[4096];
    snprintf(path, sizeof path, "%.3700s/%.200s.aig", folder, name);
    *w = (cosim_witness){.inputs = calloc(((size_t)r->frames + 2) * (m->equations->input_count + 1),
                                          sizeof *w->inputs),
                         .told = calloc(((size_t)r->frames + 2) * (m->declaration->told_count + 1),
                                        sizeof *w->told)};
    if (w->inputs == NULL || w->told == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    cosim_aiger *g = cosim_aiger_read(path, diag);
    const int status = g != NULL ? simulate(m, g, name, r, w, diag) : -1;
    cosim_aiger_free(g);
    return status;
}

const char *cosim_witness_outputs(const cosim_manifest *m, const cosim_witness *w, char *text,
                                  size_t bytes)
{
    const cosim_equations *e = m->equations;
    size_t used = 0, at = 0;
    text[0] = '\0';
    for (size_t i = 0; i < e->output_count; i++, at++) {
        if (((w->differs >> at) & 1) != 0 && used < bytes) {
            used += (size_t)snprintf(text + used, bytes - used, "%s%s", used > 0 ? ", " : "",
                                     e->outputs[i].port);
        }
    }
    for (size_t i = 0; m->outside.state_in != NULL && i < e->state_count; i++) {
        if (m->outside.state_out[i] != NULL) {
            if (((w->differs >> at) & 1) != 0 && used < bytes) {
                used += (size_t)snprintf(text + used, bytes - used, "%s%s", used > 0 ? ", " : "",
                                         m->outside.state_out[i]);
            }
            at++;
        }
    }
    return text;
}
