// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The manifest's constants, formats and arithmetic become lif_format and cosim_keys here. */
#include "foreign/arithmetic.h"

#include "input/fields.h"

#include <math.h>
#include <string.h>

/* ---- constants: a port that is told the word, or the word that is built in ---- */

static int read_constant(cosim_manifest *m, const cosim_node *constants, const char *key,
                         bool required, int64_t otherwise, cosim_pin *pin, cosim_keys_word *fixed,
                         cosim_diag *diag)
{
    static const char *const keys[] = {"port",     "width",   "signed", "word",
                                       "fraction", "largest", "counts"};
    const cosim_node *map = cosim_node_child(constants, key);
    *fixed = (cosim_keys_word){.present = true, .word = otherwise};
    if (map == NULL) {
        return required && cosim_field_need(constants, key, "{port: name}\" or \"{word: 16}",
                                            diag) == NULL
                   ? -1
                   : 0;
    }
    const cosim_node *word = cosim_node_child(map, "word");
    if (cosim_fields_known(map, keys, 7, diag) != 0) {
        return -1;
    }
    if (word != NULL && cosim_node_child(map, "port") != NULL) {
        return cosim_refuse(word, diag, "is built in, and beside it stands a port; keep one");
    }
    if (word != NULL && cosim_node_child(map, "signed") != NULL) {
        return cosim_refuse(cosim_node_child(map, "signed"), diag,
                            "is of a port, and the word is built in; leave it out");
    }
    if (word != NULL) {
        return cosim_manifest_word(word, INT32_MIN, INT32_MAX, &fixed->word, diag);
    }
    fixed->present = false;
    if (cosim_manifest_pin(m->arena, map, "port", true, false, pin, diag) != 0) {
        return -1;
    }
    pin->sign = cosim_node_child(map, "signed");
    return pin->sign == NULL ? 0 : cosim_field_bool(pin->sign, &pin->is_signed, diag);
}

/* Reads a count from a mapping that may not be there. */
static int read_count(const cosim_node *map, const char *key, uint64_t low, uint64_t high,
                      uint64_t *value, cosim_diag *diag)
{
    const cosim_node *node = map == NULL ? NULL : cosim_node_child(map, key);
    return node == NULL ? 0 : cosim_field_count(node, low, high, value, diag);
}

static int read_leak_word(cosim_manifest *m, const cosim_node *constants, cosim_diag *diag)
{
    cosim_keys *d = &m->declared;
    const cosim_node *map = cosim_node_child(constants, "leak");
    uint64_t fraction = 0;
    if (d->leak == COSIM_LEAK_SHIFTS) {
        m->format.leak_fraction = 0;
        for (unsigned i = 0; i < d->term_count; i++) {
            const unsigned t = (unsigned)(d->terms[i] < 0 ? -d->terms[i] : d->terms[i]);
            m->format.leak_fraction = t > m->format.leak_fraction ? t : m->format.leak_fraction;
        }
        return map == NULL ? 0 : cosim_refuse(map, diag, "is the sum of the terms; leave it out");
    }
    if (read_constant(m, constants, "leak", true, 0, &m->leak, &d->leak_word, diag) != 0) {
        return -1;
    }
    if (d->leak == COSIM_LEAK_LINEAR) {
        m->format.leak_fraction = (unsigned)m->membrane_width - 1;
        return 0;
    }
    if (d->leak == COSIM_LEAK_SHIFT) {
        fraction = d->leak_word.present ? (uint64_t)d->leak_word.word : 0;
        if (d->leak_word.present && (fraction < 1 || fraction > COSIM_SHIFT_MOST)) {
            return cosim_refuse(map, diag, "has no shift from 1 to %d", COSIM_SHIFT_MOST);
        }
        if (!d->leak_word.present &&
            read_count(map, "largest", 1, COSIM_SHIFT_MOST, &fraction, diag) != 0) {
            return -1;
        }
        m->format.leak_fraction = (unsigned)fraction; /* 0: as the port allows */
        d->leak_word.word = 1;                        /* 2^-fraction */
        return 0;
    }
    if (cosim_field_need(map, "fraction", "8", diag) == NULL ||
        read_count(map, "fraction", 1, 31, &fraction, diag) != 0) {
        return -1;
    }
    m->format.leak_fraction = (unsigned)fraction;
    if (d->leak_word.present && d->decay) {
        d->leak_word.word = ((int64_t)1 << fraction) - d->leak_word.word;
    }
    return 0;
}

static int read_refractory(cosim_manifest *m, const cosim_node *constants, cosim_diag *diag)
{
    static const char *const counts[] = {"N+1", "N", "N-1"};
    cosim_keys *d = &m->declared;
    const cosim_node *map = cosim_node_child(constants, "refractory");
    const cosim_node *node = map == NULL ? NULL : cosim_node_child(map, "counts");
    unsigned choice = 1;
    if (read_constant(m, constants, "refractory", false, 0, &m->refractory, &d->hold, diag) != 0) {
        return -1;
    }
    if (node != NULL) {
        m->known |= COSIM_KNOWS_COUNTS;
        if (cosim_field_choice(node, counts, 3, &choice, diag) != 0) {
            return -1;
        }
    } else if (map == NULL) {
        m->known |= COSIM_KNOWS_COUNTS;
    }
    m->refractory_extra = (int)choice - 1;
    d->hold_least = choice == 0 ? 1 : 0;
    if (d->hold.present && map != NULL) {
        d->hold.word -= m->refractory_extra;
        if (d->hold.word < 0) {
            return cosim_refuse(map, diag, "a circuit that holds for N-1 steps has N at least 1");
        }
    }
    return 0;
}

static int read_gain(cosim_manifest *m, const cosim_node *constants, cosim_diag *diag)
{
    cosim_keys *d = &m->declared;
    const cosim_node *drive = cosim_node_child(m->root, "drive");
    const cosim_node *unit = cosim_node_child(drive, "unit");
    const cosim_node *map = cosim_node_child(constants, "gain");
    uint64_t fraction = 0;
    if (map == NULL) {
        return unit == NULL ? 0
                            : cosim_refuse(unit, diag, "goes with constants: gain; leave it out");
    }
    if (read_constant(m, constants, "gain", true, 0, &m->gain, &d->gain, diag) != 0 ||
        cosim_field_need(map, "fraction", "8", diag) == NULL ||
        read_count(map, "fraction", 0, 31, &fraction, diag) != 0 ||
        cosim_field_need(drive, "unit", "1 pA", diag) == NULL ||
        cosim_field_physical(unit, COSIM_CURRENT, &d->drive_unit_a, diag) != 0) {
        return -1;
    }
    d->gains = true;
    d->gain_fraction = (unsigned)fraction;
    return 0;
}

static int read_constants(cosim_manifest *m, cosim_diag *diag)
{
    static const char *const keys[] = {"leak",    "gain", "threshold", "reset",
                                       "initial", "rest", "refractory"};
    cosim_keys *d = &m->declared;
    const cosim_node *map =
        cosim_field_need(m->root, "constants", "{threshold: {port: th}, ...}", diag);
    if (map == NULL || cosim_fields_known(map, keys, 7, diag) != 0 ||
        read_gain(m, map, diag) != 0 || read_leak_word(m, map, diag) != 0 ||
        read_constant(m, map, "threshold", true, 0, &m->threshold, &d->threshold, diag) != 0 ||
        read_constant(m, map, "reset", false, 0, &m->reset_value, &d->reset, diag) != 0 ||
        read_constant(m, map, "initial", false, 0, &m->initial, &d->initial, diag) != 0 ||
        read_constant(m, map, "rest", false, 0, &m->rest, &d->rest, diag) != 0 ||
        read_refractory(m, map, diag) != 0) {
        return -1;
    }
    d->rests = cosim_node_child(map, "rest") != NULL;
    if (d->subtract && cosim_node_child(map, "reset") == NULL) {
        d->subtract_threshold = true;
        d->reset.present = false;
    }
    return 0;
}

/* ---- the arithmetic ---- */

static int read_terms(cosim_manifest *m, const cosim_node *map, cosim_diag *diag)
{
    cosim_keys *d = &m->declared;
    const cosim_node *list = map == NULL ? NULL : cosim_node_child(map, "terms");
    if (d->leak != COSIM_LEAK_SHIFTS) {
        return list == NULL ? 0 : cosim_refuse(list, diag, "go with leak: terms; leave them out");
    }
    list = cosim_field_need(map, "terms", "[3, -5]", diag);
    if (list == NULL) {
        return -1;
    }
    if (list->kind != COSIM_LIST || list->count < 1 || list->count > COSIM_TERMS) {
        return cosim_refuse(list, diag, "is %s; write 1 to %d shifts, such as [3, -5]",
                            cosim_node_kind_name(list), COSIM_TERMS);
    }
    for (size_t i = 0; i < list->count; i++) {
        int64_t term;
        if (cosim_manifest_word(list->items[i], -COSIM_SHIFT_MOST, COSIM_SHIFT_MOST, &term, diag) !=
            0) {
            return -1;
        }
        if (term == 0) {
            return cosim_refuse(list->items[i], diag, "is not a shift; write 1 to %d",
                                COSIM_SHIFT_MOST);
        }
        d->terms[d->term_count++] = (int8_t)term;
    }
    return 0;
}

/* Reads a choice that a manifest for calibration may leave out. */
static int read_choice(cosim_manifest *m, const cosim_node *map, const char *key, unsigned bit,
                       bool required, const char *const *names, size_t count, unsigned *choice,
                       cosim_diag *diag)
{
    const cosim_node *node = map == NULL ? NULL : cosim_node_child(map, key);
    if (node == NULL) {
        return required && cosim_field_need(map, key, names[0], diag) == NULL ? -1 : 0;
    }
    m->known |= bit;
    return cosim_field_choice(node, names, count, choice, diag);
}

static int read_arithmetic(cosim_manifest *m, bool calibrating, cosim_diag *diag)
{
    static const char *const keys[] = {"leak",     "terms",   "input",        "rounding",
                                       "overflow", "compare", "compare_with", "reset"};
    static const char *const leaks[] = {"multiply", "shift", "terms", "linear", "decay"};
    static const char *const inputs[] = {"potential", "after-leak", "before-leak"};
    static const char *const roundings[] = {"half-up", "floor", "toward-zero", "residual",
                                            "unknown"};
    static const char *const overflows[] = {"none", "wrap", "saturate"};
    static const char *const compares[] = {"at-or-above", "above"};
    static const char *const withs[] = {"new", "old"};
    static const char *const resets[] = {"to-value", "by-subtraction"};
    cosim_keys *d = &m->declared;
    const cosim_node *map = cosim_node_child(m->root, "arithmetic");
    unsigned leak = 0, input = 0, rounding = 0, overflow = 0, compare = 0, with = 0, reset = 0;
    const bool all = !calibrating;
    if (all && map == NULL) {
        cosim_field_need(m->root, "arithmetic", "{leak: multiply, input: potential, ...}", diag);
        return -1;
    }
    if ((map != NULL && cosim_fields_known(map, keys, 8, diag) != 0) ||
        read_choice(m, map, "leak", COSIM_KNOWS_LEAK, all, leaks, 5, &leak, diag) != 0 ||
        read_choice(m, map, "input", COSIM_KNOWS_INPUT, all, inputs, 3, &input, diag) != 0 ||
        read_choice(m, map, "rounding", COSIM_KNOWS_ROUNDING, all && leak != COSIM_LEAK_LINEAR,
                    roundings, 5, &rounding, diag) != 0 ||
        read_choice(m, map, "overflow", COSIM_KNOWS_OVERFLOW, false, overflows, 3, &overflow,
                    diag) != 0 ||
        read_choice(m, map, "compare", COSIM_KNOWS_COMPARE, all, compares, 2, &compare, diag) !=
            0 ||
        read_choice(m, map, "compare_with", COSIM_KNOWS_WITH, false, withs, 2, &with, diag) != 0 ||
        read_choice(m, map, "reset", COSIM_KNOWS_RESET, all, resets, 2, &reset, diag) != 0) {
        return -1;
    }
    if (calibrating && (m->known & COSIM_KNOWS_LEAK) == 0) { /* what the word says */
        const cosim_node *constants = cosim_node_child(m->root, "constants");
        const cosim_node *word = constants == NULL ? NULL : cosim_node_child(constants, "leak");
        leak = word != NULL && cosim_node_child(word, "fraction") != NULL ? COSIM_LEAK_MULTIPLY
                                                                          : COSIM_LEAK_SHIFT;
    }
    d->decay = leak == 4;
    d->leak = leak == 4 ? COSIM_LEAK_MULTIPLY : (cosim_keys_leak)leak;
    d->input = (cosim_keys_input)input;
    d->rounding = (cosim_keys_rounding)rounding;
    d->overflow = (cosim_keys_overflow)overflow;
    d->compare_above = compare == 1;
    d->compare_old = with == 1;
    d->subtract = reset == 1;
    return read_terms(m, map, diag);
}

/* ---- formats ---- */

static int read_one(cosim_manifest *m, cosim_diag *diag)
{
    const cosim_node *map = cosim_node_child(m->root, "membrane");
    const cosim_node *one = cosim_node_child(map, "one");
    const cosim_node *fraction = cosim_node_child(map, "fraction");
    uint64_t bits = 0;
    if (one != NULL && fraction != NULL) {
        return cosim_refuse(one, diag, "stands beside \"fraction\"; keep one of them");
    }
    if (one == NULL) {
        if (cosim_field_need(map, "fraction", "8\" or, for an integer, \"one: 100", diag) == NULL ||
            cosim_field_count(fraction, 0, m->membrane_width - 1, &bits, diag) != 0) {
            return -1;
        }
        m->format.state_fraction = (unsigned)bits;
        m->declared.one = ldexp(1.0, (int)bits);
        return 0;
    }
    if (cosim_field_number(one, &m->declared.one, diag) != 0) {
        return -1;
    }
    if (!(m->declared.one >= 1.0 && m->declared.one < ldexp(1.0, (int)m->membrane_width))) {
        return cosim_refuse(one, diag,
                            "%s steps of the membrane for |threshold - reset| do not "
                            "fit its %llu bits",
                            one->text, (unsigned long long)m->membrane_width);
    }
    m->format.state_fraction = 0;
    return 0;
}

static int read_weight(cosim_manifest *m, const cosim_node *map, cosim_diag *diag)
{
    static const char *const keys[] = {"port", "width", "signed", "word"};
    cosim_keys *d = &m->declared;
    const cosim_node *weight = cosim_node_child(map, "weight");
    const cosim_node *current = cosim_node_child(map, "current");
    if (weight == NULL) {
        return current == NULL ? 0
                               : cosim_refuse(current, diag, "goes with a weight; leave it out");
    }
    if (cosim_fields_known(weight, keys, 4, diag) != 0 ||
        read_constant(m, map, "weight", true, 0, &m->weight, &d->event, diag) != 0 ||
        (current != NULL && cosim_field_physical(current, COSIM_CURRENT, &d->event_a, diag) != 0)) {
        return -1;
    }
    d->events = true;
    if (current != NULL && !(d->event_a > 0.0)) {
        return cosim_refuse(current, diag, "%s is not a current above 0", current->text);
    }
    if (d->event.present && d->event.word < 1) {
        return cosim_refuse(weight, diag, "has no word above 0");
    }
    return d->event.present || current != NULL ||
                   cosim_field_need(map, "current", "1 nA", diag) != NULL
               ? 0
               : -1;
}

static int read_drive_format(cosim_manifest *m, cosim_diag *diag)
{
    const cosim_node *map = cosim_node_child(m->root, "drive");
    const cosim_node *fraction = cosim_node_child(map, "fraction");
    uint64_t shift = 0, bits = 0;
    if (read_count(map, "shift", 0, 31, &shift, diag) != 0) {
        return -1;
    }
    if (fraction != NULL) {
        if (cosim_node_child(map, "shift") != NULL ||
            cosim_node_child(cosim_node_child(m->root, "membrane"), "fraction") == NULL) {
            return cosim_refuse(fraction, diag,
                                "goes with a fraction of the membrane, and not "
                                "with \"shift\"; write shift: 0 alone");
        }
        if (cosim_field_count(fraction, 0, m->format.state_fraction, &bits, diag) != 0) {
            return -1;
        }
        shift = m->format.state_fraction - bits;
    }
    m->declared.drive_shift = (unsigned)shift;
    return read_weight(m, map, diag);
}

int cosim_manifest_arithmetic(cosim_manifest *m, bool calibrating, cosim_diag *diag)
{
    return read_arithmetic(m, calibrating, diag) == 0 && read_one(m, diag) == 0 &&
                   read_drive_format(m, diag) == 0 && read_constants(m, diag) == 0
               ? 0
               : -1;
}
