// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "calibrate/traits.h"

static const char *const names[COSIM_TRAITS][8] = {
    [COSIM_TRAIT_LEAK] = {"multiply", "shift", "terms", "linear", "decay"},
    [COSIM_TRAIT_INPUT] = {"potential", "after-leak", "before-leak"},
    [COSIM_TRAIT_ROUNDING] = {"half-up", "floor", "toward-zero", "residual"},
    [COSIM_TRAIT_OVERFLOW] = {"wrap", "saturate"},
    [COSIM_TRAIT_COMPARE] = {"at-or-above", "above"},
    [COSIM_TRAIT_WITH] = {"new", "old"},
    [COSIM_TRAIT_RESET] = {"to-value", "by-subtraction"},
    [COSIM_TRAIT_COUNTS] = {"N+1", "N", "N-1"},
    [COSIM_TRAIT_SPIKE_LATE] = {"0", "1", "2", "3"},
    [COSIM_TRAIT_MEMBRANE_LATE] = {"0", "1", "2", "3"}};
static const char *const keys[COSIM_TRAITS] = {
    "leak",          "input",           "rounding", "overflow",
    "compare",       "compare_with",    "reset",    "constants.refractory.counts",
    "spike.latency", "membrane.latency"};

const char *cosim_trait_name(cosim_trait trait, unsigned value) { return names[trait][value]; }
const char *cosim_trait_key(cosim_trait trait) { return keys[trait]; }

/* Gives what the manifest says, or the default. */
static unsigned stated(const cosim_manifest *m, cosim_trait trait)
{
    const lif_declared *d = &m->declared;
    switch (trait) {
    case COSIM_TRAIT_LEAK:
        return d->decay ? 4 : (unsigned)d->leak;
    case COSIM_TRAIT_INPUT:
        return (unsigned)d->input;
    case COSIM_TRAIT_ROUNDING:
        return d->rounding == LIF_ROUND_UNKNOWN ? 0 : (unsigned)d->rounding;
    case COSIM_TRAIT_OVERFLOW:
        return d->overflow == LIF_OVERFLOW_SATURATE ? 1 : 0;
    case COSIM_TRAIT_COMPARE:
        return d->compare_above ? 1 : 0;
    case COSIM_TRAIT_WITH:
        return d->compare_old ? 1 : 0;
    case COSIM_TRAIT_RESET:
        return d->subtract ? 1 : 0;
    case COSIM_TRAIT_COUNTS:
        return (unsigned)(m->refractory_extra + 1);
    case COSIM_TRAIT_SPIKE_LATE:
    case COSIM_TRAIT_MEMBRANE_LATE:
    case COSIM_TRAITS:
    default:
        return 0;
    }
}

/* Lists values from 0 on, the stated one first. */
static unsigned all_values(unsigned first, unsigned count, unsigned values[8])
{
    unsigned n = 0;
    values[n++] = first;
    for (unsigned v = 0; v < count; v++) {
        if (v != first) {
            values[n++] = v;
        }
    }
    return n;
}

unsigned cosim_trait_values(const cosim_calibration *c, cosim_trait trait, unsigned values[8])
{
    const cosim_manifest *m = c->manifest;
    const unsigned first = stated(m, trait);
    const bool clocked = m->step == COSIM_STEP_EVERY_CLOCK;
    switch (trait) {
    case COSIM_TRAIT_LEAK:
        values[0] = first;
        if (m->declared.leak == LIF_LEAK_SHIFTS || (m->known & COSIM_KNOWS_LEAK) != 0) {
            return 1;
        }
        values[1] = m->declared.leak == LIF_LEAK_MULTIPLY ? (m->declared.decay ? 0 : 4)
                                                          : (first == 1 ? 3 : 1);
        return 2;
    case COSIM_TRAIT_INPUT:
        return all_values(first, 3, values);
    case COSIM_TRAIT_ROUNDING:
        return all_values(first, 4, values);
    case COSIM_TRAIT_OVERFLOW:
    case COSIM_TRAIT_COMPARE:
    case COSIM_TRAIT_WITH:
    case COSIM_TRAIT_RESET:
        return all_values(first, 2, values);
    case COSIM_TRAIT_COUNTS:
        return m->refractory.node != NULL || m->declared.hold.word != 0
                   ? all_values(first, 3, values)
                   : all_values(first, 0, values);
    case COSIM_TRAIT_SPIKE_LATE:
    case COSIM_TRAIT_MEMBRANE_LATE:
        values[0] = 0;
        return clocked && (trait == COSIM_TRAIT_SPIKE_LATE || m->membrane.node != NULL)
                   ? all_values(0, 4, values)
                   : 1;
    case COSIM_TRAITS:
    default:
        return 0;
    }
}

/* ---- guesses ---- */

bool cosim_guess_idle(const cosim_guess *g, cosim_trait trait)
{
    const bool linear = g->value[COSIM_TRAIT_LEAK] == 3;
    return trait == COSIM_TRAIT_ROUNDING && linear;
}

bool cosim_guess_possible(const cosim_guess *g)
{
    const unsigned leak = g->value[COSIM_TRAIT_LEAK];
    return !((leak == 3 || leak == 4) && g->value[COSIM_TRAIT_INPUT] == LIF_INPUT_POTENTIAL) &&
           !(leak == 2 && g->value[COSIM_TRAIT_ROUNDING] == LIF_ROUND_RESIDUAL);
}

void cosim_guess_hypothesis(const cosim_calibration *c, const cosim_guess *g, cosim_hypothesis *h)
{
    const cosim_manifest *m = c->manifest;
    const unsigned leak = g->value[COSIM_TRAIT_LEAK], fraction = m->format.leak_fraction;
    cosim_hypothesis_start(h, &m->format, &m->declared, &c->words);
    lif_declared *d = &h->declared;
    d->leak = leak == 4 ? LIF_LEAK_MULTIPLY : (lif_leak_kind)leak;
    d->decay = leak == 4;
    d->input = (lif_input)g->value[COSIM_TRAIT_INPUT];
    d->rounding = (lif_declared_rounding)g->value[COSIM_TRAIT_ROUNDING];
    d->overflow = g->value[COSIM_TRAIT_OVERFLOW] == 1 ? LIF_OVERFLOW_SATURATE : LIF_OVERFLOW_WRAP;
    d->compare_above = h->words.compare_above = g->value[COSIM_TRAIT_COMPARE] == 1;
    d->compare_old = g->value[COSIM_TRAIT_WITH] == 1;
    d->subtract = h->words.reset_by_subtract = g->value[COSIM_TRAIT_RESET] == 1;
    if (d->subtract && (h->words.reset_fx == 0 || m->declared.subtract_threshold)) {
        h->words.reset_fx = h->words.threshold_fx;
    }
    /* The number at the port is the same, whatever it means. */
    if ((leak == 4) != m->declared.decay && m->declared.leak == LIF_LEAK_MULTIPLY) {
        h->words.leak_fx = ((int64_t)1 << fraction) - c->words.leak_fx;
    } else if (leak == 3) {
        h->words.leak_fx = c->raw_leak;
    }
    h->hold_extra = m->refractory_extra - ((int)g->value[COSIM_TRAIT_COUNTS] - 1);
    if (m->declared.hold.present) { /* its own number, and not what H was taken for */
        h->hold_extra = -((int)g->value[COSIM_TRAIT_COUNTS] - 1);
    }
    if (m->refractory.node == NULL && m->declared.hold.word == 0) {
        h->hold_extra = -(int)c->hold;
    }
    h->spike_late = g->value[COSIM_TRAIT_SPIKE_LATE];
    h->membrane_late = g->value[COSIM_TRAIT_MEMBRANE_LATE];
}

bool cosim_guess_departs(const cosim_calibration *c, const cosim_guess *guess, size_t *experiment,
                         size_t *step)
{
    cosim_hypothesis h;
    cosim_guess_hypothesis(c, guess, &h);
    for (size_t e = 0; e < c->count; e++) {
        const size_t agreed = cosim_hypothesis_agrees(&h, &c->experiments[e].trace);
        if (agreed < c->experiments[e].trace.n) {
            *experiment = e;
            *step = agreed;
            return true;
        }
    }
    return false;
}
