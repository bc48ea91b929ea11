// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* These words and steps are given by no scenario: any at all, and those on which a single bit
 * turns. */
#ifndef RANDOM_STEPS_H
#define RANDOM_STEPS_H

#include "lif_integer.h"
#include "lif_leak.h"
#include "lif_random.h"

#include <stddef.h>

/* Draws a word that is uniform, small, or at an end of the range: the ends are where widths go
 * wrong. */
static inline int32_t random_word(lif_random *random, unsigned width)
{
    const unsigned shift = 32 - width;
    switch (lif_random_below(random, 4)) {
    case 0:
        return lif_random_below(random, 2) ? INT32_MAX >> shift : INT32_MIN >> shift;
    case 1:
        return (int32_t)lif_random_below(random, 9) - 4;
    default:
        return (int32_t)(uint32_t)lif_random_bits(random) >> shift;
    }
}

/* Draws 0, 1 or a few below, a few above 0, of each order of magnitude, and uniform. */
static inline uint64_t random_leak(lif_random *random, unsigned fraction)
{
    const uint64_t one = (uint64_t)1 << fraction;
    uint64_t leak;
    switch (lif_random_below(random, 8)) {
    case 0:
        return 0;
    case 1:
        return one - lif_random_below(random, 4);
    case 2:
        return lif_random_below(random, 64) % one;
    case 3:
    case 4: /* each shift of a circuit that has one */
        leak = one >> lif_random_below(random, fraction + 1);
        leak += lif_random_below(random, leak);
        return leak > one ? one : leak;
    default:
        return lif_random_below(random, one + 1);
    }
}

static inline lif_words random_words(lif_random *random, const lif_format *f)
{
    const double leak = (double)random_leak(random, f->leak_fraction);
    return (lif_words){.leak_fx = (int64_t)lif_leak_nearest(f, leak), /* of those that there are */
                       .threshold_fx = random_word(random, f->state_width),
                       .reset_fx = random_word(random, f->state_width),
                       .initial_fx = random_word(random, f->state_width),
                       .initial_hold = (uint32_t)lif_random_below(random, 5),
                       .compare_above = lif_random_below(random, 2) == 1,
                       .reset_by_subtract = lif_random_below(random, 2) == 1};
}

/* The steps after random words are of these kinds. */
typedef enum random_kind { STEPS_ANY, STEPS_AT_THE_EDGES, STEPS_AT_THE_THRESHOLD } random_kind;

enum { RANDOM_KINDS = STEPS_AT_THE_THRESHOLD + 1 };

/* Makes the words fit for steps of this kind. At the edges of the rounding nothing spikes, and what
 * a step leaves below the point stays for the next one. At the threshold the leak is whole: the
 * membrane is the drive. */
static inline void prepare_words(lif_words *words, const lif_format *f, random_kind kind)
{
    if (kind == STEPS_AT_THE_EDGES) {
        words->threshold_fx = ((int64_t)1 << (f->state_width - 1)) - 1;
        words->compare_above = true;
        words->initial_hold = 0;
    } else if (kind == STEPS_AT_THE_THRESHOLD) {
        words->leak_fx = (int64_t)1 << f->leak_fraction;
    }
}

/* Returns a drive that puts the sum that is rounded at an edge of the rounding, or as near to it as
 * one of its bits is worth: there a low bit decides what is seen, which any drive leaves unused.
 * `now` is the model before the step. */
static inline int32_t drive_at_an_edge(lif_random *random, const lif_integer *now)
{
    const lif_format *f = &now->format;
    const uint64_t leak = (uint64_t)now->words.leak_fx;
    const uint64_t bits = ((uint64_t)1 << lif_random_below(random, f->leak_fraction + 1u)) - 1;
    const uint64_t near = lif_random_bits(random) & bits;
    const uint64_t added = f->rounding == LIF_RESIDUAL ? (uint64_t)now->residual
                                                       : (uint64_t)1 << (f->leak_fraction - 1);
    const uint64_t product = (lif_random_below(random, 2) ? near : ~near) - added;
    const int64_t any = random_word(random, f->state_width);
    unsigned even = 0, fraction;
    uint64_t inverse = 1;
    while (even < f->leak_fraction && (leak >> even & 1) == 0) {
        even++;
    }
    for (int i = 0; i < 6; i++) { /* Newton's iteration doubles the bits that are right */
        inverse *= 2 - (leak >> even) * inverse;
    }
    fraction = f->leak_fraction - even;
    if (fraction > f->state_width) { /* not each edge can be reached; the lower bits can */
        fraction = f->state_width;
    }
    const uint64_t difference = (product >> even) * inverse;
    const uint64_t mask = ((uint64_t)1 << fraction) - 1;
    const int64_t drive = any - (int64_t)(((uint64_t)(any - now->state_fx) - difference) & mask);
    const int64_t least = -((int64_t)1 << (f->state_width - 1));
    return (int32_t)(drive < least ? drive + (int64_t)mask + 1 : drive);
}

/* Returns the threshold, or a word that has one of its bits otherwise. */
static inline int32_t drive_at_the_threshold(lif_random *random, const lif_format *f,
                                             const lif_words *words)
{
    const uint64_t bit = lif_random_below(random, f->state_width + 1u);
    const int64_t sign = (int64_t)1 << (f->state_width - 1);
    if (bit == f->state_width) {
        return (int32_t)words->threshold_fx;
    }
    const int64_t turned = words->threshold_fx ^ (int64_t)1 << bit;
    return (int32_t)(((turned & (2 * sign - 1)) ^ sign) - sign);
}

/* Draws n steps of a circuit that is where the model is, with prepared words. */
static inline void random_steps(lif_random *random, const lif_integer *model, random_kind kind,
                                size_t n, int32_t *drive, uint32_t *hold)
{
    lif_integer now = *model;
    for (size_t i = 0; i < n; i++) {
        hold[i] = kind == STEPS_ANY ? (uint32_t)lif_random_below(random, 4) : 0;
        drive[i] = kind == STEPS_AT_THE_EDGES ? drive_at_an_edge(random, &now)
                   : kind == STEPS_AT_THE_THRESHOLD
                       ? drive_at_the_threshold(random, &now.format, &now.words)
                       : random_word(random, now.format.state_width);
        lif_integer_run(&now, 1, &drive[i], &hold[i], 0, NULL, NULL, NULL);
    }
}

#endif
