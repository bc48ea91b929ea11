// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "calibrate/worded_constants.h"

#include <math.h>
#include <stdlib.h>

typedef struct leaks {
    cosim_worded_leak *list;
    size_t count;
    unsigned drive_shift;
} leaks;

static void add(leaks *l, cosim_keys_leak leak, unsigned fraction, int64_t word)
{
    if (word >= 1 && word < INT32_MAX && l->count < COSIM_WORDED_LEAKS) {
        l->list[l->count++] = (cosim_worded_leak){leak, fraction, word, l->drive_shift};
    }
}

/* Adds words of so many fraction bits for what leaks, and for what stays. */
static void add_words(leaks *l, unsigned fraction, double share)
{
    static const int beside[] = {0, 1, -1};
    for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) {
        add(l, COSIM_LEAK_MULTIPLY, fraction,
            llround(ldexp(share, (int)fraction)) + (int64_t)beside[i]);
        add(l, COSIM_LEAK_MULTIPLY, fraction,
            llround(ldexp(1.0 - share, (int)fraction)) + (int64_t)beside[i]);
    }
}

size_t cosim_worded_leaks(const cosim_trace_keys *t, const cosim_traced_line *line,
                          cosim_worded_leak *list)
{
    static const unsigned fractions[] = {8, 4, 5, 6, 7, 10, 12, 16, 15};
    const cosim_keys *d = &t->keys->declared;
    leaks l = {.list = list, .drive_shift = d->drive_shift};
    const double share = 1.0 - line->keep;
    if (t->says_leak) {
        add(&l, d->leak, t->keys->format.leak_fraction, d->leak_word.word);
        return l.count;
    }
    if (line->driven && line->gain_ohm > 3.0 && d->drive_shift == 0) {
        l.drive_shift = (unsigned)lround(log2(line->gain_ohm));
    }
    const int shift = share > 0.0 ? (int)lround(-log2(share)) : 0;
    if (shift >= 1 && shift <= COSIM_SHIFT_MOST) {
        add(&l, COSIM_LEAK_SHIFT, (unsigned)shift, 1);
        for (int beside = -1; beside <= 1; beside += 2) {
            if (fabs(ldexp(share, shift) - 1.0) > 0.1 && shift + beside >= 1) {
                add(&l, COSIM_LEAK_SHIFT, (unsigned)(shift + beside), 1);
            }
        }
    }
    /* a linear leak: where nothing drives, what goes in a step */
    const int64_t linear = llround(fabs(line->offset_v));
    for (int64_t beside = -1; beside <= 1; beside++) {
        add(&l, COSIM_LEAK_LINEAR, (unsigned)t->keys->membrane_width - 1, linear + beside);
    }
    for (size_t i = 0; share > 0.0 && share < 1.0 && i < sizeof fractions / sizeof *fractions;
         i++) {
        add_words(&l, fractions[i], share);
    }
    return l.count;
}

void cosim_worded_set_leak(cosim_manifest *keys, const cosim_worded_leak *leak)
{
    keys->declared.leak = leak->leak;
    keys->declared.decay = false;
    keys->declared.leak_word.present = true;
    keys->declared.leak_word.word = leak->word;
    keys->declared.drive_shift = leak->drive_shift;
    keys->format.leak_fraction = leak->fraction;
}

static size_t add_theta(int64_t *list, size_t count, int64_t least, int64_t most, int64_t theta)
{
    bool there = theta < least || theta > most || theta < 1 || count == COSIM_WORDED_THETAS;
    for (size_t i = 0; i < count; i++) {
        there = there || list[i] == theta;
    }
    if (!there) {
        list[count++] = theta;
    }
    return count;
}

size_t cosim_worded_thetas(const cosim_trace_keys *t, const cosim_traced_threshold *threshold,
                           int64_t *list)
{
    const cosim_keys *d = &t->keys->declared;
    size_t count = 0;
    if (t->says_threshold) {
        list[0] = d->threshold.word;
        return 1;
    }
    /* the line rounds otherwise than the words do: by some at either end */
    const bool open = isinf(threshold->firing_v) || threshold->firing_v > (double)d->high_fx;
    const double low = isinf(threshold->silent_v) ? 0.0 : threshold->silent_v;
    const int64_t silent = (int64_t)floor(low),
                  firing = open ? d->high_fx : (int64_t)ceil(threshold->firing_v);
    const int64_t least = open ? silent + 1 : silent - 2, most = open ? firing : firing + 2;
    for (int64_t power = 1; power <= most; power *= 2) {
        count =
            power > silent && power <= firing ? add_theta(list, count, least, most, power) : count;
    }
    for (int64_t ten = 100000000; ten >= 1; ten /= 10) {
        for (int64_t step = 10 * ten; step >= 5 * ten; step -= 5 * ten) {
            const int64_t up = (silent / step + 1) * step;
            count = up <= firing ? add_theta(list, count, least, most, up) : count;
        }
    }
    count = add_theta(list, count, least, most, silent + (firing - silent) / 2);
    for (int64_t beside = 0; beside <= 3; beside++) {
        count = add_theta(list, count, least, most, firing - beside);
        count = add_theta(list, count, least, most, silent + beside);
        count = add_theta(list, count, least, most, firing + beside);
    }
    return count;
}

int64_t cosim_worded_roundest(int64_t low, int64_t high)
{
    for (int64_t power = 1; power <= high; power *= 2) {
        if (power >= low && power >= 16) {
            return power;
        }
    }
    for (int64_t ten = 100000000; ten >= 1; ten /= 10) {
        for (int64_t step = 10 * ten; step >= 5 * ten; step -= 5 * ten) {
            const int64_t up = (low + step - 1) / step * step;
            if (up <= high && up > 0) {
                return up;
            }
        }
    }
    return high;
}
