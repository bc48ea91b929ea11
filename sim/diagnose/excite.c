// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "diagnose/excite.h"

#include "equations/case.h"

#include <math.h>

enum { SEGMENT_MOST = 24, EVENTS = 100 };

typedef enum segment { LEVEL, NOISE, SILENCE, HIGHEST, LOWEST, SMALL, STEERED, SEGMENTS } segment;

void cosim_excite_range(const cosim_trace *t, int32_t *low, int32_t *high)
{
    *low = *high = 0;
    for (size_t i = 0; i < t->n; i++) {
        *low = t->drive_fx[i] < *low ? t->drive_fx[i] : *low;
        *high = t->drive_fx[i] > *high ? t->drive_fx[i] : *high;
    }
}

static int32_t between(lif_random *random, int32_t low, int32_t high)
{
    return (int32_t)((int64_t)low +
                     (int64_t)lif_random_below(random, (uint64_t)((int64_t)high - low) + 1));
}

/* Gives a drive that takes the membrane to the threshold or to a power of two, or next to it. */
static int32_t steered(lif_random *random, cosim_player *p, int32_t low, int32_t high,
                       uint32_t hold)
{
    const cosim_eq_case *c = p->job->q.equations;
    const unsigned drive = p->declaration->drive;
    const double by_word = c->drives.added_per_a / c->drives.per_a[drive];
    const double one = p->declaration->one;
    double target = c->words.values[COSIM_EQ_THETA];
    if (lif_random_below(random, 2) == 0) {
        target = exp2((double)lif_random_below(random, (uint64_t)log2(fmax(one, 1.0)) + 3));
        target = lif_random_below(random, 2) == 0 ? target : -target;
    }
    target += (double)lif_random_below(random, 3) - 1.0;
    const double word = nearbyint((target - (double)cosim_player_try(p, 0, hold)) / by_word);
    return !(word > low) ? low : word < high ? (int32_t)word : high;
}

static int32_t drive_of(segment kind, lif_random *random, cosim_player *p, int32_t low,
                        int32_t high, int32_t level, uint32_t hold)
{
    switch ((int)kind) {
    case LEVEL:
        return level;
    case NOISE:
        return between(random, low, high);
    case HIGHEST:
        return high;
    case LOWEST:
        return low;
    case SMALL:
        return between(random, low / 8, high / 8);
    case STEERED:
        return steered(random, p, low, high, hold);
    default:
        return 0;
    }
}

/* Gives each event that takes part so often of EVENTS. */
static int32_t some_events(lif_random *random, const cosim_eq_declaration *d, uint64_t often)
{
    int32_t set = 0;
    for (size_t k = 0; k < d->event_count; k++) {
        set |= (int32_t)(lif_random_below(random, EVENTS) < often) << k;
    }
    return set;
}

void cosim_excite(lif_random *random, cosim_player *p, int32_t low, int32_t high, cosim_trace *t)
{
    const bool events = p->declaration->roles[p->declaration->drive] == COSIM_EQ_ROLE_EVENT;
    cosim_player_reset(p);
    for (size_t i = 0; i < t->n;) {
        const segment kind = (segment)lif_random_below(random, SEGMENTS);
        const int32_t level = between(random, low, high);
        const uint64_t often = lif_random_below(random, EVENTS + 1);
        for (size_t left = 1 + (size_t)lif_random_below(random, SEGMENT_MOST); left > 0 && i < t->n;
             left--, i++) {
            t->drive_fx[i] = events ? some_events(random, p->declaration, often)
                                    : drive_of(kind, random, p, low, high, level, t->hold[i]);
            cosim_player_step(p, t->drive_fx[i], t->hold[i]);
        }
    }
}
