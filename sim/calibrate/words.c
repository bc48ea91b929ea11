// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "calibrate/words.h"

#include "input/fields.h"

/* A few words to be told one after the other. */
typedef struct choices {
    int64_t word[4];
    size_t count;
} choices;

static int64_t smaller(int64_t a, int64_t b) { return a < b ? a : b; }
static int64_t larger(int64_t a, int64_t b) { return a > b ? a : b; }

static int64_t most_of(const cosim_pin *pin)
{
    const unsigned bits = pin->width - (pin->is_signed ? 1 : 0);
    return ((int64_t)1 << smaller(bits, 40)) - 1;
}

static int64_t low_of(const cosim_pin *pin) { return pin->is_signed ? -1 - most_of(pin) : 0; }

/* Adds a word, cut to what is between least and most and to what the port holds, unless it is there
 * already. */
static void add(choices *c, const cosim_pin *pin, int64_t least, int64_t most, int64_t word)
{
    most = smaller(most, most_of(pin));
    word = larger(smaller(word, most), least);
    bool there = word > most || c->count == sizeof c->word / sizeof *c->word;
    for (size_t i = 0; i < c->count; i++) {
        there = there || c->word[i] == word;
    }
    if (!there) {
        c->word[c->count++] = word;
    }
}

static choices built_in(int64_t word) { return (choices){{word}, 1}; }

static int64_t pick(const choices *c, size_t number) { return c->word[number % c->count]; }

int64_t cosim_leak_word(const cosim_manifest *m)
{
    const cosim_keys *d = &m->declared;
    const int64_t one = (int64_t)1 << m->format.leak_fraction;
    return d->leak == COSIM_LEAK_SHIFT ? (int64_t)m->format.leak_fraction
           : d->decay                  ? one - d->leak_word.word
                                       : d->leak_word.word;
}

/* ---- each word ---- */

static choices leaks(const cosim_manifest *m, int64_t way)
{
    const cosim_pin *pin = &m->leak;
    choices c = {.count = 0};
    if (pin->node == NULL) {
        return built_in(cosim_leak_word(m));
    }
    if (m->declared.leak == COSIM_LEAK_MULTIPLY) { /* of the share that leaks, or that stays */
        const int64_t one = (int64_t)1 << m->format.leak_fraction;
        add(&c, pin, 1, one, one * 3 / 10 + 1);
        add(&c, pin, 1, one, one - one / 8 - 1);
        add(&c, pin, 1, one, one / 16 + 1);
        return c;
    }
    const int64_t most =
        m->declared.leak == COSIM_LEAK_SHIFT ? (int64_t)m->format.leak_fraction : INT32_MAX;
    add(&c, pin, 1, most, 3);
    add(&c, pin, 1, most, 2);
    add(&c, pin, 1, most, m->declared.leak == COSIM_LEAK_LINEAR ? way / 16 + 1 : 5);
    return c;
}

static choices gains(const cosim_manifest *m)
{
    const cosim_keys *d = &m->declared;
    const int64_t one = (int64_t)1 << d->gain_fraction;
    choices c = {.count = 0};
    if (m->gain.node == NULL) {
        return built_in(d->gain.word);
    }
    add(&c, &m->gain, 1, d->gain_most, one * 3 / 4 + 1);
    add(&c, &m->gain, 1, d->gain_most, one);
    return c;
}

static choices weights(const cosim_manifest *m, int64_t way)
{
    choices c = {.count = 0};
    if (m->weight.node == NULL) {
        return built_in(m->declared.event.word);
    }
    add(&c, &m->weight, 1, m->declared.high_fx, way / 3 + 1);
    add(&c, &m->weight, 1, m->declared.high_fx, way / 5 + 1);
    add(&c, &m->weight, 1, m->declared.high_fx, way / 2 + 1);
    add(&c, &m->weight, 1, m->declared.high_fx, 2 * way + 1); /* one event fires it */
    return c;
}

/* Gives the membrane that the largest drive adds in a step. */
static int64_t reach(const cosim_manifest *m)
{
    const cosim_keys *d = &m->declared;
    const int64_t word = d->drive_high_fx;
    return d->events  ? (m->weight.node != NULL ? d->high_fx / 4 : d->event.word)
           : d->gains ? (word * gains(m).word[0]) >> d->gain_fraction
                      : word << d->drive_shift;
}

/* A threshold is low enough for one strong drive, or it is what the manifest calls one, or it is
 * high, where an overflow comes before it. */
static choices thetas(const cosim_manifest *m, int64_t rest)
{
    const cosim_keys *d = &m->declared;
    const int64_t far = reach(m);
    const bool told_event = d->events && m->weight.node != NULL;
    int64_t near = told_event  ? smaller(far, most_of(&m->weight)) / 3 + 1
                   : d->events ? 2 * far + 1
                               : smaller(d->high_fx / 3, larger(far / 5, 2));
    choices c = {.count = 0};
    if (m->threshold.node == NULL) {
        return built_in(d->threshold.word);
    }
    if (m->shows == COSIM_SHOWS_HIDDEN && !d->events) {
        /* few steps of the drive away, so that a rounding of the membrane decides on spikes */
        near = smaller(near, (int64_t)60 << d->drive_shift);
    }
    const int64_t least = low_of(&m->threshold) < 0 ? rest + 1 : larger(rest + 1, 1);
    add(&c, &m->threshold, least, d->high_fx, rest + (near > 7 ? near - near / 7 : near));
    add(&c, &m->threshold, least, d->high_fx, rest + (told_event ? 6 * near : (int64_t)d->one));
    add(&c, &m->threshold, least, d->high_fx, smaller(d->high_fx * 3 / 4, rest + far * 6));
    return c;
}

/* A rest word that a port holds is above 0, 0, or below it, and a threshold has room above it. */
static choices rests(const cosim_manifest *m)
{
    const cosim_keys *d = &m->declared;
    choices c = {.count = 0};
    if (m->rest.node == NULL) {
        return built_in(d->rest.word);
    }
    const int64_t top = m->threshold.node != NULL ? most_of(&m->threshold) : d->threshold.word;
    const int64_t some =
        smaller(top / 5, smaller(d->high_fx / 16, larger(reach(m) / 8, 3)) + 1); /* below it */
    const int64_t low = low_of(&m->rest);
    add(&c, &m->rest, larger(low, -some), d->high_fx, some);
    add(&c, &m->rest, larger(low, -some), d->high_fx, low < 0 ? -some : 0);
    add(&c, &m->rest, larger(low, -some), d->high_fx, some / 3);
    return c;
}

static choices resets(const cosim_manifest *m, int64_t rest, int64_t way)
{
    const int64_t low = low_of(&m->reset_value);
    choices c = {.count = 0};
    if (m->reset_value.node == NULL) {
        return built_in(m->declared.reset.word);
    }
    add(&c, &m->reset_value, low, m->declared.high_fx, rest + way / 4 + 1);
    add(&c, &m->reset_value, low, m->declared.high_fx, rest);
    return c;
}

static choices starts(const cosim_manifest *m, int64_t rest, int64_t way)
{
    const int64_t low = low_of(&m->initial);
    choices c = {.count = 0};
    if (m->initial.node == NULL) {
        return built_in(m->declared.initial.word);
    }
    add(&c, &m->initial, low, m->declared.high_fx, rest);
    add(&c, &m->initial, low, m->declared.high_fx, rest + way / 4);
    return c;
}

/* A circuit that holds one step less than its word says cannot take 0. */
static choices holds(const cosim_manifest *m)
{
    const int64_t least = (m->known & COSIM_KNOWS_COUNTS) != 0 && m->refractory_extra >= 0 ? 0 : 1;
    choices c = {.count = 0};
    if (m->refractory.node == NULL) {
        return built_in(m->declared.hold.word + m->refractory_extra);
    }
    add(&c, &m->refractory, least, 100, 3);
    add(&c, &m->refractory, least, 100, 1);
    add(&c, &m->refractory, least, 100, least == 0 ? 0 : 2);
    return c;
}

/* ---- together ---- */

static bool any_told(const cosim_manifest *m)
{
    return m->leak.node != NULL || m->gain.node != NULL || m->weight.node != NULL ||
           m->threshold.node != NULL || m->reset_value.node != NULL || m->initial.node != NULL ||
           m->rest.node != NULL || m->refractory.node != NULL;
}

static int refuse_threshold(const cosim_manifest *m, int64_t word, cosim_diag *diag)
{
    const cosim_node *node = cosim_node_child(cosim_node_child(m->root, "constants"), "threshold");
    return cosim_refuse(node, diag,
                        "is the word %lld, and calibration counts a membrane of %lld to %lld from "
                        "rest, which is %lld: give constants: rest: {word: N} below the threshold, "
                        "or say by equations what such a circuit computes",
                        (long long)word, (long long)m->declared.low_fx,
                        (long long)m->declared.high_fx, (long long)m->declared.rest.word);
}

int cosim_settings_choose(const cosim_manifest *m, cosim_settings *s, cosim_diag *diag)
{
    const cosim_keys *d = &m->declared;
    const choices gain = gains(m), hold = holds(m), rest = rests(m);
    *s = (cosim_settings){.count = any_told(m) ? COSIM_SETTINGS : 1,
                          .low = d->events ? 0 : d->drive_low_fx,
                          .high = d->events ? 1 : d->drive_high_fx};
    if (m->threshold.node == NULL &&
        (d->threshold.word > d->high_fx ||
         (m->rest.node == NULL && d->threshold.word <= d->rest.word))) {
        return refuse_threshold(m, d->threshold.word, diag);
    }
    for (size_t k = 0; k < s->count; k++) {
        cosim_words_of *w = &s->of[k];
        w->rest = pick(&rest, k);
        const choices theta = thetas(m, w->rest);
        w->theta = pick(&theta, k + k / 3);
        const int64_t way = cosim_way(w);
        const choices leak = leaks(m, way), weight = weights(m, way),
                      reset = resets(m, w->rest, way), start = starts(m, w->rest, way);
        *w = (cosim_words_of){.leak = pick(&leak, k),
                              .gain = pick(&gain, k / 2),
                              .weight = pick(&weight, k + k / 2),
                              .theta = w->theta,
                              .rest = w->rest,
                              .reset = pick(&reset, k / 2 + k / 4),
                              .start = pick(&start, k / 3),
                              .hold = pick(&hold, k)};
    }
    return 0;
}

int64_t cosim_drive_word(const cosim_manifest *m, const cosim_settings *s, const cosim_words_of *w,
                         int64_t change)
{
    const cosim_keys *d = &m->declared;
    if (d->events) {
        return change > 0;
    }
    const int64_t word = !d->gains      ? change / ((int64_t)1 << d->drive_shift)
                         : w->gain != 0 ? change * ((int64_t)1 << d->gain_fraction) / w->gain
                                        : change;
    return larger(smaller(word, s->high), s->low);
}
