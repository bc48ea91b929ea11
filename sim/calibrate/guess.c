// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "calibrate/guess.h"

#include "calibrate/words.h"

#include <stdlib.h>
#include <string.h>

static bool has(const cosim_pin *pin) { return pin->node != NULL; }

bool cosim_guess_says(const cosim_manifest *m, const char *constant)
{
    return cosim_node_child(cosim_node_child(m->root, "constants"), constant) != NULL;
}

void cosim_guess_start(const cosim_manifest *m, cosim_guess *g)
{
    const cosim_keys *d = &m->declared;
    *g = (cosim_guess){.leak = d->leak == COSIM_LEAK_MULTIPLY
                                   ? (d->decay ? COSIM_READS_DECAY : COSIM_READS_MULTIPLY)
                               : d->leak == COSIM_LEAK_SHIFT  ? COSIM_READS_SHIFT
                               : d->leak == COSIM_LEAK_LINEAR ? COSIM_READS_LINEAR
                                                              : COSIM_READS_TERMS,
                       .input = (unsigned)d->input,
                       .rounding = d->rounding == COSIM_ROUND_UNKNOWN ? COSIM_ROUND_HALF_UP
                                                                      : (unsigned)d->rounding,
                       .saturates = d->overflow == COSIM_OVERFLOW_SATURATE,
                       .term_count = d->term_count,
                       .above = d->compare_above,
                       .old = d->compare_old,
                       .subtracts = d->subtract,
                       .threshold = !cosim_guess_says(m, "reset"),
                       .extra = m->refractory_extra,
                       .hold = d->hold.word + m->refractory_extra,
                       .rests = d->rests,
                       .rest = d->rest.word,
                       .start = d->initial.word,
                       .value = d->reset.word,
                       .spike_latency = (unsigned)m->spike_latency,
                       .membrane_latency = (unsigned)m->membrane_latency};
    memcpy(g->terms, d->terms, sizeof g->terms);
}

void cosim_guess_take_words(cosim_guess *g, const cosim_guess *from)
{
    g->moved = from->moved;
    g->rests = from->rests;
    g->rest = from->rest;
    g->start = from->start;
    g->value = from->value;
    g->starts_at_rest = from->starts_at_rest;
    g->resets_to_rest = from->resets_to_rest;
}

bool cosim_guess_holds(const cosim_manifest *m, const cosim_guess *g)
{
    return has(&m->refractory) || has(&m->count_in) || g->hold > 0;
}

bool cosim_guess_possible(const cosim_manifest *m, const cosim_guess *g)
{
    const bool next = g->reset == COSIM_RESET_NEXT_SETS || g->reset == COSIM_RESET_NEXT_DECIDES;
    if (g->input == COSIM_INPUT_POTENTIAL &&
        (g->leak == COSIM_READS_LINEAR || g->leak == COSIM_READS_DECAY)) {
        return false;
    }
    if (g->leak == COSIM_READS_TERMS && (g->rounding == COSIM_ROUND_RESIDUAL || has(&m->leak))) {
        return false;
    }
    if (g->leak == COSIM_READS_SHIFT && !has(&m->leak) &&
        (cosim_leak_word(m) < 1 || cosim_leak_word(m) > COSIM_SHIFT_MOST)) {
        return false;
    }
    if (g->wide && g->saturates && g->input != COSIM_INPUT_BEFORE_LEAK) {
        return false;
    }
    if (g->subtracts && !g->threshold && !has(&m->reset_value) && m->declared.reset.word == 0) {
        return false; /* of nothing */
    }
    if (g->narrow && ((g->input != COSIM_INPUT_POTENTIAL && g->rounding != COSIM_ROUNDS_UP) ||
                      g->input == COSIM_INPUT_BEFORE_LEAK || g->leak == COSIM_READS_DECAY ||
                      g->leak == COSIM_READS_LINEAR)) {
        return false;
    }
    if (m->declared.gains && g->nested > 0 && g->input == COSIM_INPUT_POTENTIAL &&
        (m->gain.node != NULL || g->terms[0] != (int)m->declared.gain_fraction)) {
        return false;
    }
    if (g->threshold && g->subtracts && has(&m->reset_value)) {
        return false; /* its port would have no word */
    }
    if (!has(&m->refractory) && !has(&m->count_in) && g->hold < g->extra) {
        return false;
    }
    return !(m->shows == COSIM_SHOWS_BEFORE && (next || g->held != COSIM_HELD_KEEPS)) &&
           !(next && g->subtracts) && !(g->reset == COSIM_RESET_NEXT_SUBTRACTS && !g->threshold) &&
           !(g->reset != COSIM_RESET_AS_SAID && g->old);
}

bool cosim_guess_by_keys(const cosim_manifest *m, const cosim_guess *g)
{
    cosim_guess said;
    cosim_guess_start(m, &said);
    const bool terms =
        g->term_count == said.term_count && memcmp(g->terms, said.terms, sizeof g->terms) == 0;
    const bool amount = !g->subtracts || g->threshold == said.threshold;
    return g->rounding != COSIM_ROUNDS_UP && !g->wide && !g->floored && !g->narrow &&
           g->gain == 0 && g->nested == 0 && terms && amount && g->reset == COSIM_RESET_AS_SAID &&
           g->held == COSIM_HELD_KEEPS && !g->starts_at_rest && !g->resets_to_rest &&
           (has(&m->refractory) || g->hold == said.hold);
}

void cosim_guess_manifest(const cosim_manifest *keys, const cosim_guess *g, cosim_manifest *m)
{
    *m = *keys;
    cosim_keys *d = &m->declared;
    const int64_t raw = cosim_leak_word(keys);
    const unsigned fraction = keys->format.leak_fraction;
    d->decay = g->leak == COSIM_READS_DECAY;
    d->term_count = 0;
    switch (g->leak) {
    case COSIM_READS_MULTIPLY:
    case COSIM_READS_DECAY:
        d->leak = COSIM_LEAK_MULTIPLY;
        d->leak_word.word = d->decay ? ((int64_t)1 << fraction) - raw : raw;
        break;
    case COSIM_READS_SHIFT:
        d->leak = COSIM_LEAK_SHIFT;
        if (keys->declared.leak != COSIM_LEAK_SHIFT) {
            m->format.leak_fraction = !has(&m->leak)      ? (unsigned)raw
                                      : m->leak.width < 5 ? (1u << m->leak.width) - 1
                                                          : COSIM_SHIFT_MOST;
        }
        break;
    case COSIM_READS_LINEAR:
        d->leak = COSIM_LEAK_LINEAR;
        d->leak_word.word = raw;
        m->format.leak_fraction = (unsigned)m->membrane_width - 1;
        break;
    case COSIM_READS_TERMS:
    case COSIM_READINGS:
    default:
        d->leak = COSIM_LEAK_SHIFTS;
        d->term_count = g->term_count;
        memcpy(d->terms, g->terms, sizeof d->terms);
        m->format.leak_fraction = g->nested > 0 ? (unsigned)(g->nested + g->terms[0]) : 0;
        for (unsigned i = 0; g->nested == 0 && i < g->term_count; i++) {
            const unsigned t = (unsigned)abs(g->terms[i]);
            m->format.leak_fraction = t > m->format.leak_fraction ? t : m->format.leak_fraction;
        }
        break;
    }
    d->input = (cosim_keys_input)g->input;
    d->rounding =
        g->rounding == COSIM_ROUNDS_UP ? COSIM_ROUND_FLOOR : (cosim_keys_rounding)g->rounding;
    d->overflow = g->saturates ? COSIM_OVERFLOW_SATURATE : COSIM_OVERFLOW_WRAP;
    d->compare_above = g->above;
    d->compare_old = g->old;
    d->subtract = g->subtracts;
    d->subtract_threshold = g->subtracts && g->threshold;
    d->hold.word = g->hold - g->extra;
    m->refractory_extra = g->extra;
    if (g->moved) {
        d->rests = g->rests;
        d->rest.word = g->rest;
        d->initial.word = g->start;
        d->reset.word = g->subtracts ? d->reset.word : g->value;
    }
    m->spike_latency = g->spike_latency;
    m->membrane_latency = g->membrane_latency;
    /* the opposite of v, rounded down, is v rounded up */
    const bool opposite = g->narrow && g->input != COSIM_INPUT_POTENTIAL;
    m->more = (cosim_template_more){.ceil = g->rounding == COSIM_ROUNDS_UP && !opposite,
                                    .narrow = g->narrow,
                                    .wide = g->wide,
                                    .floored = g->floored,
                                    .gain = g->gain,
                                    .nested = g->nested,
                                    .starts_at_rest = g->moved && g->starts_at_rest,
                                    .resets_to_rest = g->moved && g->resets_to_rest,
                                    .reset = g->reset,
                                    .held = g->held};
}

/* ---- words ---- */

const char *cosim_guess_leak(cosim_reading reading)
{
    static const char *const names[] = {"multiply", "decay", "shift", "linear", "terms"};
    return names[reading];
}

const char *cosim_guess_input(unsigned input)
{
    static const char *const names[] = {"potential", "after-leak", "before-leak"};
    return names[input];
}

const char *cosim_guess_rounding(unsigned rounding)
{
    static const char *const names[] = {"half-up", "floor", "toward-zero", "residual", "up"};
    return names[rounding];
}

static void put_terms(FILE *file, const cosim_guess *g)
{
    fputs("leaks a sum of shifts by", file);
    for (unsigned i = 0; i < g->term_count; i++) {
        fprintf(file, "%s %d", i > 0 ? "," : "", g->terms[i]);
    }
}

void cosim_guess_put_beyond(FILE *file, const cosim_manifest *m, const cosim_guess *g)
{
    static const char *const resets[] = {
        "", "does not reset", "subtracts its threshold in the step after a spike",
        "resets in the step after a spike, in which it does not fire",
        "resets in the step after a spike, in which it may fire again"};
    static const char *const helds[] = {"", "integrates while it is held", "rests while it is held",
                                        "leaks while it is held"};
    const char *joint = "";
    cosim_guess said;
    cosim_guess_start(m, &said);
    if (g->nested > 0) {
        fprintf(file, "leaks by a shift by %d of one by %d", g->terms[0], g->nested);
        joint = ", ";
    } else if (g->leak == COSIM_READS_TERMS && said.leak != COSIM_READS_TERMS) {
        put_terms(file, g);
        joint = ", ";
    }
    if (g->rounding == COSIM_ROUNDS_UP) {
        fprintf(file, "%srounds up", joint);
        joint = ", ";
    }
    if (g->gain != 0) {
        fprintf(file, "%scounts its drive %s%d%s", joint, g->gain < 0 ? "1/" : "",
                1 << abs(g->gain), g->gain < 0 ? "" : " times");
        joint = ", ";
    }
    if (g->narrow) {
        fprintf(file, "%scuts %s to the membrane before it is shared", joint,
                g->input == COSIM_INPUT_POTENTIAL ? "the drive without v" : "-v");
        joint = ", ";
    }
    if (g->floored) {
        fprintf(file, "%snever goes below %s", joint, g->rests ? "its rest" : "0");
        joint = ", ";
    }
    if (g->wide) {
        fprintf(file,
                g->input == COSIM_INPUT_BEFORE_LEAK
                    ? "%scuts to the membrane what stays of v and its drive, and not their sum"
                    : "%sdecides on the sum before it is cut to the membrane",
                joint);
        joint = ", ";
    }
    if (g->reset != COSIM_RESET_AS_SAID) {
        fprintf(file, "%s%s", joint, resets[g->reset]);
        joint = ", ";
    } else if (g->subtracts && g->threshold != said.threshold) {
        fprintf(file, "%ssubtracts its threshold at a spike", joint);
        joint = ", ";
    }
    if (g->resets_to_rest || g->starts_at_rest) {
        fprintf(file, "%s%s its rest", joint,
                !g->resets_to_rest   ? "starts at"
                : !g->starts_at_rest ? "resets to"
                                     : "starts at, and resets to,");
        joint = ", ";
    }
    if (g->held != COSIM_HELD_KEEPS) {
        fprintf(file, "%s%s", joint, helds[g->held]);
        joint = ", ";
    }
    if (!has(&m->refractory) && g->hold != said.hold) {
        fprintf(file, "%sis held for %lld steps", joint, (long long)(g->hold));
    }
}
