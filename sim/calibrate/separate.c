// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "calibrate/separate.h"

#include <string.h>

enum { DRIVES = 300, STEPS = 80, STATES = 16 };

/* Finds the smallest drive that fires a theory in its next step, which is not taken; the largest
 * where none does. */
static int64_t aim(const cosim_bench *b, cosim_theory *t)
{
    int64_t saved[STATES], low = b->settings->low, high = b->settings->high;
    const size_t bytes = t->equations->state_count * sizeof *saved;
    if (t->equations->state_count > STATES) {
        return high;
    }
    memcpy(saved, t->state, bytes);
    while (low < high) {
        const int64_t middle = low + (high - low) / 2;
        cosim_theory_step(t, middle);
        memcpy(t->state, saved, bytes);
        if (t->output[b->spike] != 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

static bool differ(const cosim_bench *b, const cosim_theory *one, const cosim_theory *other)
{
    return one->output[b->spike] != other->output[b->spike] ||
           (b->membrane >= 0 && one->output[b->membrane] != other->output[b->membrane]);
}

/* Plays drives to both; some of them are aimed at the threshold. Tells whether they differ. */
static bool play(const cosim_bench *b, cosim_theory *one, cosim_theory *other,
                 const cosim_words_of *words, lif_random *random, int64_t *drive)
{
    cosim_bench_draw(b, words, random, drive, STEPS);
    cosim_theory_reset(b, one, words);
    cosim_theory_reset(b, other, words);
    for (size_t i = 0; i < STEPS; i++) {
        if (lif_random_below(random, 4) == 0) {
            const int64_t at = aim(b, i % 2 == 0 ? one : other);
            const int64_t beside = at + (int64_t)lif_random_below(random, 2) - 1;
            drive[i] = beside < b->settings->low ? at : beside;
        }
        cosim_theory_step(one, drive[i]);
        cosim_theory_step(other, drive[i]);
        if (differ(b, one, other)) {
            return true;
        }
    }
    return false;
}

cosim_experiment *cosim_separate(cosim_bench *b, cosim_theory *one, cosim_theory *other,
                                 uint64_t seed)
{
    int64_t drive[STEPS];
    if (one->spike_latency != other->spike_latency ||
        one->membrane_latency != other->membrane_latency) {
        return NULL;
    }
    for (uint64_t k = 0; k < DRIVES; k++) {
        const cosim_words_of *words = &b->settings->of[k % b->settings->count];
        lif_random random;
        lif_random_seed(&random, seed + k);
        if (play(b, one, other, words, &random, drive)) {
            cosim_experiment *e = cosim_bench_add(b, words, STEPS, "drive made to tell two apart");
            if (e != NULL) {
                memcpy(e->drive, drive, sizeof drive);
            }
            return e;
        }
    }
    return NULL;
}
