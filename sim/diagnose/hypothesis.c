// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "diagnose/hypothesis.h"

#include "circuit/lif_dut.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void cosim_hypothesis_start(cosim_hypothesis *h, const lif_format *format,
                            const lif_declared *declared, const lif_words *words)
{
    *h = (cosim_hypothesis){.format = *format,
                            .declared = *declared,
                            .words = *words,
                            .drive_width = format->state_width};
    snprintf(h->kind, sizeof h->kind, "declared");
}

static int32_t drive_of(const cosim_hypothesis *h, const cosim_trace *t, size_t i)
{
    const int32_t word = i < h->input_late ? 0 : t->drive_fx[i - h->input_late];
    if (h->drive_as == COSIM_DRIVE_MAGNITUDE) {
        return abs(word);
    }
    return h->drive_as == COSIM_DRIVE_UNSIGNED && word < 0
               ? (int32_t)((uint32_t)word & (uint32_t)((1ull << h->drive_width) - 1))
               : word;
}

size_t cosim_hypothesis_agrees(const cosim_hypothesis *h, const cosim_trace *t)
{
    lif_integer m;
    uint8_t late[8] = {0}; /* the last spikes, and the membranes */
    int32_t words[8];
    const bool old = h->declared.compare_old;
    for (int k = 0; k < 8; k++) {
        words[k] = (int32_t)h->words.initial_fx;
    }
    lif_integer_start(&m, &h->format, &h->words);
    for (size_t i = 0; i < t->n; i++) {
        const int32_t drive = drive_of(h, t, i);
        const int64_t wanted = (int64_t)t->hold[i] + h->hold_extra;
        const uint32_t hold = wanted < 0 ? 0 : (uint32_t)wanted;
        const bool held = m.hold > 0;
        int32_t before, after;
        uint8_t spike;
        lif_declared_run(&h->declared, &m, 1, &drive, NULL, hold, &before, &after, &spike, NULL);
        late[i % 8] = spike;
        words[i % 8] = after;
        const uint8_t seen = i < h->spike_late ? 0 : late[(i - h->spike_late) % 8];
        if (seen != t->spike[i] ||
            ((t->shows & LIF_DUT_SHOWS_MEMBRANE) != 0 &&
             words[(i + 8 - h->membrane_late) % 8] != t->after_fx[i]) ||
            ((t->shows & LIF_DUT_SHOWS_BEFORE) != 0 && !held && !(old && spike) &&
             before != t->before_fx[i])) {
            return i;
        }
    }
    return t->n;
}

void cosim_hypothesis_run(const cosim_hypothesis *h, cosim_trace *t)
{
    lif_integer m;
    lif_integer_start(&m, &h->format, &h->words);
    for (size_t i = 0; i < t->n; i++) {
        const int32_t drive = drive_of(h, t, i);
        const int64_t wanted = (int64_t)t->hold[i] + h->hold_extra;
        lif_declared_run(&h->declared, &m, 1, &drive, NULL, wanted < 0 ? 0 : (uint32_t)wanted,
                         &t->before_fx[i], &t->after_fx[i], &t->spike[i], NULL);
    }
    for (size_t i = t->n; i-- > 0;) {
        t->spike[i] = i < h->spike_late ? 0 : t->spike[i - h->spike_late];
        t->after_fx[i] =
            i < h->membrane_late ? (int32_t)h->words.initial_fx : t->after_fx[i - h->membrane_late];
    }
}

/* ---- the list ---- */

typedef struct maker {
    const cosim_hypothesis *base;
    cosim_hypothesis *list;
    size_t most, count;
} maker;

/* Gives the next one, a copy of the base with its name; NULL when the list is full. */
__attribute__((format(printf, 3, 4))) static cosim_hypothesis *add(maker *k, const char *kind,
                                                                   const char *format, ...)
{
    va_list args;
    if (k->count == k->most) {
        return NULL;
    }
    cosim_hypothesis *h = &k->list[k->count++];
    *h = *k->base;
    snprintf(h->kind, sizeof h->kind, "%s", kind);
    va_start(args, format);
    vsnprintf(h->about, sizeof h->about, format, args);
    va_end(args);
    return h;
}

#define ADD(change, ...)                                                                           \
    do {                                                                                           \
        cosim_hypothesis *h = add(k, __VA_ARGS__);                                                 \
        if (h != NULL) {                                                                           \
            change;                                                                                \
        }                                                                                          \
    } while (0)

static void add_timing(maker *k)
{
    ADD(h->hold_extra = -1, "refractory", "refractory one step short");
    ADD(h->hold_extra = 1, "refractory", "refractory one step long");
    ADD(h->hold_extra = 2, "refractory", "refractory two steps long");
    ADD(h->hold_extra = -1000000, "refractory", "has no refractory time");
    ADD(h->input_late = 1, "late", "takes its input one step late");
    ADD(h->input_late = 2, "late", "takes its input two steps late");
    ADD(h->spike_late = 1, "late", "shows its spikes one step late");
    ADD(h->spike_late = 2, "late", "shows its spikes two steps late");
}

static void add_decision(maker *k)
{
    const lif_declared *d = &k->base->declared;
    const int64_t t = k->base->words.threshold_fx;
    ADD((h->words.compare_above = !d->compare_above), "compare",
        d->compare_above ? "fires at the threshold, and not only above it"
                         : "fires above the threshold only, and not at it");
    ADD((h->declared.compare_old = !d->compare_old), "compare",
        d->compare_old
            ? "decides on the new membrane, and not on the old one"
            : "decides on the old membrane: a spike comes a step late, and its step only "
              "resets");
    ADD(h->words.threshold_fx = t - 1, "threshold", "has a threshold one step of the membrane low");
    ADD(h->words.threshold_fx = t + 1, "threshold",
        "has a threshold one step of the membrane high");
    ADD(h->words.threshold_fx = t / 2, "threshold", "fires at half of its threshold");
    ADD(h->words.threshold_fx = t * 2, "threshold", "fires at twice its threshold");
}

static void add_reset(maker *k)
{
    const lif_words *w = &k->base->words;
    if (w->reset_by_subtract) {
        ADD((h->words.reset_by_subtract = false, h->declared.subtract = false,
             h->words.reset_fx = 0),
            "reset", "resets to rest, and not by subtraction");
        ADD((h->words.reset_by_subtract = false, h->declared.subtract = false,
             h->words.reset_fx = w->threshold_fx - w->reset_fx),
            "reset", "resets to a value, and not by subtraction");
    } else {
        ADD((h->words.reset_by_subtract = true, h->declared.subtract = true,
             h->words.reset_fx = w->threshold_fx - w->reset_fx),
            "reset", "resets by subtraction, and not to a value");
        ADD(h->words.reset_fx = 0, "reset", "resets to rest, and not to its reset word");
    }
    ADD(h->words.reset_fx = w->reset_fx + 1, "reset", "has a reset word one too high");
    ADD(h->words.reset_fx = w->reset_fx - 1, "reset", "has a reset word one too low");
}

static void add_leak(maker *k)
{
    const lif_declared *d = &k->base->declared;
    const int64_t leak = k->base->words.leak_fx;
    static const char *const roundings[] = {"half-up", "down", "toward zero",
                                            "with a residual that is carried on"};
    if (d->leak != LIF_LEAK_LINEAR) {
        for (int r = LIF_ROUND_HALF_UP; r <= LIF_ROUND_RESIDUAL; r++) {
            if ((lif_declared_rounding)r != d->rounding && d->rounding != LIF_ROUND_UNKNOWN) {
                ADD(h->declared.rounding = (lif_declared_rounding)r, "rounding",
                    "rounds %s, and not %s", roundings[r], roundings[d->rounding]);
            }
        }
    }
    if (d->input != LIF_INPUT_POTENTIAL && d->leak <= LIF_LEAK_SHIFT) {
        ADD((h->declared.decay = !d->decay), "rounding", "rounds %s",
            d->decay ? "what leaks, and not what stays" : "what stays, and not what leaks");
    }
    if (d->input != LIF_INPUT_POTENTIAL) {
        ADD(h->declared.input =
                d->input == LIF_INPUT_AFTER_LEAK ? LIF_INPUT_BEFORE_LEAK : LIF_INPUT_AFTER_LEAK,
            "input", "adds its input %s the leak, and not %s",
            d->input == LIF_INPUT_AFTER_LEAK ? "before" : "after",
            d->input == LIF_INPUT_AFTER_LEAK ? "after" : "before");
    }
    ADD(h->words.leak_fx = leak + 1, "leak", "has a leak word one too high");
    ADD(h->words.leak_fx = leak - 1, "leak", "has a leak word one too low");
    ADD(h->words.leak_fx = leak * 2, "leak", "leaks twice as fast");
    if (leak > 1) {
        ADD(h->words.leak_fx = leak / 2, "leak", "leaks half as fast");
        ADD(h->words.leak_fx = 0, "leak", "does not leak");
    }
}

/* Adds narrower ranges, wrapping and saturating. */
static void add_range(maker *k)
{
    const lif_declared *d = &k->base->declared;
    const double one = d->one;
    if (d->overflow == LIF_OVERFLOW_SATURATE) {
        ADD(h->declared.overflow = LIF_OVERFLOW_WRAP, "wraps",
            "wraps at %.6g (of |threshold - reset| from rest), and does not saturate",
            (double)(d->high_fx + 1) / one);
    } else {
        ADD(h->declared.overflow = LIF_OVERFLOW_SATURATE, "saturates",
            "saturates at %.6g (of |threshold - reset| from rest), and does not wrap",
            (double)d->high_fx / one);
    }
    for (unsigned bits = 3; bits < 32; bits++) {
        const int64_t high = ((int64_t)1 << bits) - 1;
        if (high >= d->high_fx) {
            break;
        }
        ADD((h->declared.high_fx = high, h->declared.low_fx = d->low_fx < 0 ? -high - 1 : 0,
             h->declared.overflow = LIF_OVERFLOW_WRAP),
            "wraps", "wraps at %.6g of |threshold - reset| from rest", (double)(high + 1) / one);
        ADD((h->declared.high_fx = high, h->declared.low_fx = d->low_fx < 0 ? -high - 1 : 0,
             h->declared.overflow = LIF_OVERFLOW_SATURATE),
            "saturates", "saturates at %.6g of |threshold - reset| from rest", (double)high / one);
    }
}

size_t cosim_hypotheses(const cosim_hypothesis *base, cosim_hypothesis *list, size_t most)
{
    maker made = {base, list, most, 0}, *k = &made;
    add_timing(k);
    add_decision(k);
    add_reset(k);
    add_leak(k);
    if (base->declared.drive_low_fx < 0) {
        ADD(h->drive_as = COSIM_DRIVE_UNSIGNED, "drive", "reads its drive without the sign");
        ADD(h->drive_as = COSIM_DRIVE_MAGNITUDE, "drive", "takes the magnitude of its drive");
    }
    add_range(k);
    return made.count;
}
