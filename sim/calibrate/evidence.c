// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "calibrate/evidence.h"

#include <inttypes.h>
#include <string.h>

const char *cosim_trait_key(cosim_trait trait)
{
    static const char *const keys[COSIM_TRAITS] = {
        "leak", "input", "rounding", "overflow", "compare", "compare_with", "reset", "counts"};
    return keys[trait];
}

const char *cosim_trait_value(const cosim_guess *g, cosim_trait trait)
{
    static const char *const counts[] = {"N-1", "N", "N+1"};
    switch (trait) {
    case COSIM_TRAIT_LEAK:
        return cosim_guess_leak(g->leak);
    case COSIM_TRAIT_INPUT:
        return cosim_guess_input(g->input);
    case COSIM_TRAIT_ROUNDING:
        return cosim_guess_rounding(g->rounding);
    case COSIM_TRAIT_OVERFLOW:
        return g->saturates ? "saturate" : "wrap";
    case COSIM_TRAIT_COMPARE:
        return g->above ? "above" : "at-or-above";
    case COSIM_TRAIT_WITH:
        return g->old ? "old" : "new";
    case COSIM_TRAIT_RESET:
        return g->subtracts ? "by-subtraction" : "to-value";
    case COSIM_TRAIT_COUNTS:
        return counts[1 - g->extra];
    case COSIM_TRAITS:
    default:
        return "";
    }
}

bool cosim_trait_is_said(const cosim_manifest *m, const cosim_guess *g, cosim_trait trait)
{
    return trait == COSIM_TRAIT_ROUNDING ? g->leak != COSIM_READS_LINEAR
           : trait == COSIM_TRAIT_COUNTS ? cosim_guess_says(m, "refractory")
                                         : true;
}

/* ---- words that are built in ---- */

enum { REST, VALUE, START, WORDS };

static int64_t *word_of(cosim_guess *g, int which)
{
    return which == REST ? &g->rest : which == VALUE ? &g->value : &g->start;
}

/* Tells whether a guess has a word that its manifest says otherwise, or not at all. */
static bool has_word(const cosim_manifest *m, const cosim_guess *g, int which)
{
    cosim_guess said;
    cosim_guess_start(m, &said);
    switch (which) {
    case REST:
        return g->moved && g->rests && m->rest.node == NULL &&
               (!said.rests || g->rest != said.rest);
    case VALUE:
        return g->moved && !g->subtracts && g->reset != COSIM_RESET_NONE && !g->resets_to_rest &&
               m->reset_value.node == NULL && g->value != said.value;
    default:
        return g->moved && !g->starts_at_rest && m->initial.node == NULL && g->start != said.start;
    }
}

bool cosim_evidence_words(const cosim_calibration *c, const cosim_guess *g)
{
    const cosim_manifest *m = c->bench.keys;
    return has_word(m, g, REST) || has_word(m, g, VALUE) || has_word(m, g, START);
}

void cosim_evidence_put_words(FILE *file, cosim_calibration *c, const cosim_guess *g, bool evidence)
{
    static const char *const names[] = {"rest", "reset", "initial"};
    for (int which = 0; which < WORDS; which++) {
        cosim_guess other = *g;
        int64_t *word = word_of(&other, which);
        const int64_t found = *word;
        if (!has_word(c->bench.keys, g, which)) {
            continue;
        }
        fprintf(file, "    %s: {word: %" PRId64 "}\n", names[which], found);
        for (int64_t beside = -1; evidence && beside <= 1; beside += 2) {
            size_t experiment, step;
            *word = found + beside;
            if (cosim_guess_departs(c, &other, &experiment, &step)) {
                fprintf(file, "      # %" PRId64 " departs at ", *word);
                cosim_evidence_put_place(file, c, experiment, step);
                fputs("\n", file);
            } else {
                fprintf(file, "      # %" PRId64 " answers all experiments alike: either will do\n",
                        *word);
            }
        }
    }
}

bool cosim_evidence_is_moved(const cosim_guess *a, const cosim_guess *b)
{
    return a->rests != b->rests || a->rest != b->rest || a->start != b->start ||
           a->starts_at_rest != b->starts_at_rest || a->resets_to_rest != b->resets_to_rest ||
           (a->value != b->value && !b->subtracts && b->reset != COSIM_RESET_NONE);
}

/* Writes the words that the second has otherwise. */
static void put_moved(FILE *file, const cosim_guess *a, const cosim_guess *b, const char **joint)
{
    const int64_t words[2][WORDS] = {{a->rest, a->value, a->start}, {b->rest, b->value, b->start}};
    static const char *const names[] = {"rest", "reset", "initial"};
    for (int which = 0; which < WORDS; which++) {
        if (words[0][which] != words[1][which] && (which != VALUE || !b->subtracts)) {
            fprintf(file, "%s%s: %" PRId64, *joint, names[which], words[1][which]);
            *joint = ", ";
        }
    }
}

bool cosim_evidence_is_apart(const cosim_guess *a, const cosim_guess *b)
{
    const bool leak = a->leak != b->leak || a->term_count != b->term_count ||
                      a->nested != b->nested || memcmp(a->terms, b->terms, sizeof a->terms) != 0;
    const bool reset = a->subtracts != b->subtracts || a->reset != b->reset;
    return leak + (a->input != b->input) + (a->rounding != b->rounding) +
               (a->saturates != b->saturates || a->wide != b->wide) + (a->floored != b->floored) +
               (a->narrow != b->narrow) + (a->gain != b->gain) + (a->above != b->above) +
               (a->old != b->old) + reset + (a->held != b->held) +
               (a->extra != b->extra || a->hold != b->hold) ==
           1;
}

/* A leak word may be read in two ways. */
static cosim_reading other_reading(cosim_reading reading)
{
    static const cosim_reading other[] = {COSIM_READS_DECAY, COSIM_READS_MULTIPLY,
                                          COSIM_READS_LINEAR, COSIM_READS_SHIFT, COSIM_READS_TERMS};
    return other[reading];
}

/* Turns a trait to its next value, round and round. */
static void turn(const cosim_manifest *m, cosim_guess *g, cosim_trait trait)
{
    switch (trait) {
    case COSIM_TRAIT_LEAK:
        g->leak = other_reading(g->leak);
        break;
    case COSIM_TRAIT_INPUT:
        g->input = (g->input + 1) % 3;
        break;
    case COSIM_TRAIT_ROUNDING:
        g->rounding = (g->rounding + 1) % COSIM_ROUNDINGS;
        break;
    case COSIM_TRAIT_OVERFLOW:
        g->saturates = !g->saturates;
        g->wide = false;
        break;
    case COSIM_TRAIT_COMPARE:
        g->above = !g->above;
        break;
    case COSIM_TRAIT_WITH:
        g->old = !g->old;
        break;
    case COSIM_TRAIT_RESET:
        g->subtracts = !g->subtracts;
        g->threshold = m->reset_value.node == NULL;
        break;
    case COSIM_TRAIT_COUNTS:
        g->extra = (g->extra + 2) % 3 - 1;
        break;
    case COSIM_TRAITS:
    default:
        break;
    }
}

bool cosim_trait_other(const cosim_manifest *m, const cosim_guess *g, cosim_trait trait,
                       unsigned number, cosim_guess *other)
{
    static const unsigned values[COSIM_TRAITS] = {2, 3, COSIM_ROUNDINGS, 2, 2, 2, 2, 3};
    *other = *g;
    for (unsigned i = 0; i <= number; i++) {
        turn(m, other, trait);
    }
    return number + 1 < values[trait] && (trait != COSIM_TRAIT_LEAK || other->leak != g->leak);
}

bool cosim_guess_departs(cosim_calibration *c, const cosim_guess *g, size_t *experiment,
                         size_t *step)
{
    cosim_theory t;
    if (cosim_theory_of(&c->bench, g, false, &t) != 0) {
        return false;
    }
    const bool fits = cosim_theory_fits(&c->bench, &t, 0, experiment, step);
    cosim_theory_free(&t);
    return !fits;
}

void cosim_evidence_put_place(FILE *file, const cosim_calibration *c, size_t experiment,
                              size_t step)
{
    const cosim_bench *b = &c->bench;
    const cosim_experiment *e = b->experiments[experiment];
    const cosim_theory *t = &c->fits[0].theory;
    const bool spikes = cosim_answer(b, e, b->spike, step, t->spike_latency) != 0;
    fprintf(file, "step %zu of \"%s\" (there: %s", step, e->name, spikes ? "a spike" : "no spike");
    if (b->membrane >= 0) {
        fprintf(file, ", membrane %" PRId64,
                cosim_answer(b, e, b->membrane, step, t->membrane_latency));
    }
    fputs(")", file);
}

void cosim_evidence_put(FILE *file, cosim_calibration *c, const cosim_found *found,
                        cosim_trait trait)
{
    cosim_guess other;
    for (unsigned i = 0; cosim_trait_other(c->bench.keys, &found->guess, trait, i, &other); i++) {
        size_t experiment, step;
        if (!cosim_guess_possible(c->bench.keys, &other)) {
            continue;
        }
        fprintf(file, "      # %s ", cosim_trait_value(&other, trait));
        if (cosim_guess_departs(c, &other, &experiment, &step)) {
            fputs("departs at ", file);
            cosim_evidence_put_place(file, c, experiment, step);
            fputs("\n", file);
        } else {
            fputs("answers all experiments alike, and no drive was found that tells them apart: "
                  "either will do\n",
                  file);
        }
    }
}

void cosim_evidence_put_difference(FILE *file, const cosim_calibration *c, const cosim_found *a,
                                   const cosim_found *b)
{
    const cosim_manifest *m = c->bench.keys;
    const char *joint = "";
    put_moved(file, &a->guess, &b->guess, &joint);
    for (cosim_trait t = COSIM_TRAIT_LEAK; t < COSIM_TRAITS; t++) {
        const bool beyond = t == COSIM_TRAIT_ROUNDING && b->guess.rounding == COSIM_ROUNDS_UP;
        if (!beyond &&
            strcmp(cosim_trait_value(&a->guess, t), cosim_trait_value(&b->guess, t)) != 0) {
            fprintf(file, "%s%s: %s", joint, cosim_trait_key(t), cosim_trait_value(&b->guess, t));
            joint = ", ";
        }
    }
    if (b->edited == NULL && !cosim_guess_by_keys(m, &b->guess)) {
        fputs(joint, file);
        cosim_guess_put_beyond(file, m, &b->guess);
    } else if (b->edited == NULL && !cosim_guess_by_keys(m, &a->guess)) {
        fprintf(file, "%sas keys say", joint);
    } else if (b->edited != NULL) {
        fprintf(file, "%s%s", joint, b->words);
    }
}
