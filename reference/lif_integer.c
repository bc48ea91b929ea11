// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "lif_integer.h"

_Static_assert((-3 >> 1) == -2, "the model needs an arithmetic right shift");

void lif_integer_start(lif_integer *model, const lif_format *format, const lif_words *words)
{
    model->format = *format;
    model->words = *words;
    model->state_fx = words->initial_fx;
    model->residual = 0;
    model->hold = words->initial_hold;
}

/* Returns a value as a signed word of `width` bits, as registers of that width keep it. Only a
 * subtraction whose words lie outside the contract (a reset below the range) ever changes here. */
static inline int64_t wrapped(int64_t value, unsigned width)
{
    const unsigned above = 64 - width;
    return (int64_t)((uint64_t)value << above) >> above;
}

/* Runs the loop of both rounding modes: `residual` is a constant where it is inlined. */
static inline void run(lif_integer *m, size_t n, const int32_t *drive_fx, const uint32_t *hold,
                       uint32_t hold_constant, int32_t *before_fx, int32_t *after_fx,
                       uint8_t *spike, const bool residual)
{
    const unsigned shift = m->format.leak_fraction, width = m->format.state_width;
    const int64_t half = (int64_t)1 << (shift - 1);
    const int64_t mask = ((int64_t)1 << shift) - 1;
    const lif_words w = m->words;
    const int64_t threshold = w.threshold_fx + (w.compare_above ? 1 : 0); /* Y > t: Y >= t + 1 */
    int64_t state = m->state_fx, rest = m->residual;
    uint32_t held = m->hold;

    for (size_t i = 0; i < n; i++) {
        int64_t before = state;
        bool fires = false;
        if (held > 0) {
            held--;
        } else {
            const int64_t product = w.leak_fx * (drive_fx[i] - state) + (residual ? rest : half);
            before = state + (product >> shift);
            fires = before >= threshold;
            rest = residual ? product & mask : 0;
            state = before;
            if (fires) {
                state = w.reset_by_subtract ? wrapped(before - w.reset_fx, width) : w.reset_fx;
                rest = w.reset_by_subtract ? rest : 0;
                held = hold != NULL ? hold[i] : hold_constant;
            }
        }
        if (before_fx != NULL) {
            before_fx[i] = (int32_t)before;
        }
        if (after_fx != NULL) {
            after_fx[i] = (int32_t)state;
        }
        if (spike != NULL) {
            spike[i] = fires;
        }
    }
    m->state_fx = state;
    m->residual = rest;
    m->hold = held;
}

void lif_integer_run(lif_integer *model, size_t n, const int32_t *drive_fx, const uint32_t *hold,
                     uint32_t hold_constant, int32_t *before_fx, int32_t *after_fx, uint8_t *spike)
{
    if (model->format.rounding == LIF_RESIDUAL) {
        run(model, n, drive_fx, hold, hold_constant, before_fx, after_fx, spike, true);
    } else {
        run(model, n, drive_fx, hold, hold_constant, before_fx, after_fx, spike, false);
    }
}
