// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "prove/ages.h"

#include "prove/ages_draw.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CLOCKS = 6000, SAMPLES_LEAST = 64, LEMMAS_MOST = 50000, NAME_BYTES = 60, CLASS_WORD = 64 };

/* ---- signals ---- */

typedef struct side {
    uint32_t *literal;
    size_t count;
} side;

typedef struct search {
    cosim_aiger *graph;
    unsigned classes;
    uint32_t *is; /* the literal of each age */
    uint32_t held;
    side circuit, spec;
    uint64_t *circuit_hash, *spec_hash; /* of each class, and each signal in it */
    uint64_t *samples;                  /* of each class */
} search;

/* The circuit's signals are all registers that are no copies of the last step: those of the words
 * that the miter keeps for it, and of the states of now, too. */
static int collect(search *s, const cosim_ages_copies *copies)
{
    const cosim_aiger *g = s->graph;
    s->spec = (side){copies->literal, copies->count};
    s->circuit.literal = calloc(copies->own + 1, sizeof *s->circuit.literal);
    for (size_t i = 0; s->circuit.literal != NULL && i < copies->own; i++) {
        const char *name = cosim_aiger_register_name(g, i);
        if (!cosim_ages_begins(name, "last_") && !cosim_ages_begins(name, "seen_") &&
            !cosim_ages_begins(name, "age")) {
            s->circuit.literal[s->circuit.count++] = cosim_aiger_register_literal(g, i);
        }
    }
    return s->circuit.literal != NULL ? 0 : -1;
}

static int read_classes(search *s, unsigned ages, cosim_diag *diag)
{
    char name[NAME_BYTES];
    s->classes = 2 * ages;
    s->is = calloc(ages + 1, sizeof *s->is);
    s->held = cosim_ages_output(s->graph, "ages_held");
    if (s->is == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    bool found = s->held != UINT32_MAX;
    for (unsigned i = 0; i < ages; i++) {
        snprintf(name, sizeof name, "ages_is[%u]", i);
        s->is[i] = cosim_ages_output(s->graph, name);
        found = found && s->is[i] != UINT32_MAX;
    }
    return found ? 0 : cosim_diag_set(diag, NULL, "the graph of a comparison by age has no ages");
}

static void end(search *s)
{
    free(s->is);
    free(s->circuit.literal);
    free(s->circuit_hash);
    free(s->spec_hash);
    free(s->samples);
}

/* ---- simulation ---- */

static uint64_t mixed(uint64_t hash, uint64_t lanes)
{
    hash = (hash ^ lanes) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ (hash >> 29);
}

static void take_side(const search *s, const side *of, uint64_t *hash, uint64_t lanes)
{
    for (size_t i = 0; i < of->count; i++) {
        hash[i] = mixed(hash[i], cosim_aiger_lanes(s->graph, of->literal[i]) & lanes);
    }
}

/* Takes the traces of a class in a clock into the hashes: two signals with one hash were equal in
 * all of them. */
static void take_clock(search *s)
{
    const uint64_t held = cosim_aiger_lanes(s->graph, s->held);
    for (unsigned c = 0; c < s->classes; c++) {
        const uint64_t lanes =
            cosim_aiger_lanes(s->graph, s->is[c / 2]) & (c % 2 != 0 ? held : ~held);
        if (lanes != 0) {
            take_side(s, &s->circuit, s->circuit_hash + c * s->circuit.count, lanes);
            take_side(s, &s->spec, s->spec_hash + c * s->spec.count, lanes);
            s->samples[c] += (uint64_t)__builtin_popcountll(lanes);
        }
    }
}

static int simulate(search *s, uint64_t seed)
{
    cosim_ages_draw *draw = cosim_ages_draw_new(s->graph, seed);
    s->circuit_hash = calloc(s->classes * s->circuit.count + 1, sizeof *s->circuit_hash);
    s->spec_hash = calloc(s->classes * s->spec.count + 1, sizeof *s->spec_hash);
    s->samples = calloc(s->classes, sizeof *s->samples);
    const bool good =
        draw != NULL && s->circuit_hash != NULL && s->spec_hash != NULL && s->samples != NULL;
    for (unsigned clock = 0; good && clock < CLOCKS; clock++) {
        cosim_ages_draw_clock(draw, s->graph);
        cosim_aiger_evaluate(s->graph);
        take_clock(s);
        cosim_aiger_step(s->graph);
    }
    cosim_ages_draw_free(draw);
    return good ? 0 : -1;
}

/* ---- lemmas ---- */

/* A register that is the same number in all traces of a class has that number for a lemma; where it
 * is a number in every class that it shares with another signal, that one tells nothing more. The
 * first two signals of the specification are 0 and 1. */
static uint64_t *classes_of(const search *s, size_t a, size_t b)
{
    uint64_t *classes = NULL;
    bool tells = s->spec.literal[b] < 2;
    for (unsigned c = 0; c < s->classes; c++) {
        const uint64_t of = s->circuit_hash[c * s->circuit.count + a];
        const uint64_t *spec = s->spec_hash + c * s->spec.count;
        if (s->samples[c] >= SAMPLES_LEAST && of == spec[b]) {
            tells = tells || (of != spec[0] && of != spec[1]);
            classes = classes != NULL ? classes : calloc(s->classes / CLASS_WORD + 1, 8);
            if (classes != NULL) {
                classes[c / CLASS_WORD] |= (uint64_t)1 << c % CLASS_WORD;
            }
        }
    }
    if (!tells) {
        free(classes);
        classes = NULL;
    }
    return classes;
}

static int pair(const search *s, cosim_ages_lemmas *l)
{
    l->of = calloc(LEMMAS_MOST, sizeof *l->of);
    for (size_t a = 0; l->of != NULL && a < s->circuit.count; a++) {
        for (size_t b = 0; b < s->spec.count && l->count < LEMMAS_MOST; b++) {
            uint64_t *classes =
                s->circuit.literal[a] != s->spec.literal[b] ? classes_of(s, a, b) : NULL;
            if (classes != NULL) {
                l->of[l->count++] =
                    (cosim_ages_lemma){s->circuit.literal[a], s->spec.literal[b], classes};
            }
        }
    }
    return l->of != NULL ? 0 : -1;
}

void cosim_ages_free(cosim_ages_lemmas *l)
{
    for (size_t i = 0; i < l->count; i++) {
        free(l->of[i].classes);
    }
    free(l->of);
    *l = (cosim_ages_lemmas){.count = 0};
}

int cosim_ages_find(cosim_aiger *graph, const cosim_ages_copies *copies, unsigned ages,
                    uint64_t seed, cosim_ages_lemmas *lemmas, cosim_diag *diag)
{
    search s = {.graph = graph};
    *lemmas = (cosim_ages_lemmas){.count = 0};
    int status = read_classes(&s, ages, diag);
    if (status == 0 &&
        (collect(&s, copies) != 0 || simulate(&s, seed) != 0 || pair(&s, lemmas) != 0)) {
        status = cosim_diag_memory(diag, NULL);
    }
    end(&s);
    return status;
}

/* ---- the graph ---- */

/* Makes the literal that is 1 in the classes of a lemma. */
static uint32_t in_classes(const search *s, const uint64_t *classes)
{
    cosim_aiger *g = s->graph;
    uint32_t in = 0;
    for (unsigned age = 0; age < s->classes / 2; age++) {
        const unsigned c = 2 * age;
        const uint64_t both = classes[c / CLASS_WORD] >> c % CLASS_WORD & 3;
        if (both != 0) {
            const uint32_t of =
                both == 3 ? s->is[age] : cosim_aiger_and(g, s->is[age], s->held ^ (both & 1));
            in = cosim_ages_either(g, in, of);
        }
    }
    return in;
}

static uint32_t violated(const search *s, const cosim_ages_lemma *l)
{
    cosim_aiger *g = s->graph;
    return cosim_aiger_and(g, in_classes(s, l->classes), cosim_ages_differ(g, l->a, l->b));
}

int cosim_ages_write(cosim_aiger *graph, const cosim_ages_copies *copies, unsigned ages,
                     const char *output, const cosim_ages_lemmas *lemmas, bool numbers,
                     const char *path, cosim_diag *diag)
{
    search s = {.graph = graph};
    const size_t most = 1 + cosim_aiger_outputs(graph) + copies->wrong_count + lemmas->count;
    uint32_t *outputs = calloc(most, sizeof *outputs);
    size_t count = 0;
    int status = outputs != NULL ? read_classes(&s, ages, diag) : cosim_diag_memory(diag, NULL);
    if (status == 0) {
        outputs[count++] = cosim_ages_output(graph, output);
        for (size_t i = 0; i < cosim_aiger_outputs(graph); i++) {
            if (cosim_ages_begins(cosim_aiger_output_name(graph, i), "ages_outside")) {
                outputs[count++] = cosim_aiger_output_literal(graph, i);
            }
        }
        for (size_t i = 0; !numbers && i < copies->wrong_count; i++) {
            outputs[count++] = copies->wrong[i];
        }
        for (size_t i = 0; i < lemmas->count; i++) {
            if (!numbers || lemmas->of[i].b < 2) {
                outputs[count++] = violated(&s, &lemmas->of[i]);
            }
        }
        bool good = true;
        for (size_t i = 0; i < count; i++) {
            good = good && outputs[i] != UINT32_MAX;
        }
        status = good ? cosim_aiger_write(graph, path, outputs, count, diag)
                      : cosim_diag_memory(diag, NULL);
    }
    end(&s);
    free(outputs);
    return status;
}
