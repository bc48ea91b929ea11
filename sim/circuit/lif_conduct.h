// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A run does more to a circuit than its steps, for a pass shall mean a circuit and not a lucky
 * start: the words and drives of the steps before its reset, and the idle clocks between its steps.
 * Written once for everything that stands behind lif_dut.h or lif_batch.h, in C and in C++.
 *
 * Idle clocks stand at one step of each window: of 4 steps in the first 128, of 128 steps after
 * them, 1 to 3 clocks each. The later windows repeat every 256 steps, so that lanes that began
 * that far apart are idle together. Nothing but step number and seed decides: blocks of any size, a
 * replay from a saved state and a lane meet the same ones. */
#ifndef LIF_CONDUCT_H
#define LIF_CONDUCT_H

#include <stdbool.h>
#include <stdint.h>

#include "lif_fixed.h"

#ifdef __cplusplus
extern "C" {
#endif

#include "lif_leak.h"

/* The seed of every run of the program: its verdict must not depend on one. */
#define LIF_CONDUCT_SEED 1u

/* A seed with this bit makes somebody else's circuit wait longer each time, by LIF_IDLE_LONG
 * clocks: for experiments about what it does meanwhile. */
#define LIF_CONDUCT_LONG ((uint64_t)1 << 32)

enum {
    LIF_IDLE_DENSE = 128, /* steps that begin a run */
    LIF_IDLE_NEAR = 4,    /* windows there, and after them */
    LIF_IDLE_FAR = 128,
    LIF_IDLE_PERIOD = 256, /* steps after which the later places repeat */
    LIF_IDLE_MOST = 3,     /* clocks */
    LIF_IDLE_LONG = 14     /* clocks */
};

#define LIF_IDLE_NEVER UINT64_MAX

/* ---- idle clocks ---- */

/* Mixes the bits of x by the output function of splitmix64. */
static inline uint64_t lif_conduct_mix(uint64_t x)
{
    x += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

/* Returns the place of idle clocks in the window of `step`, and how many are put before that step.
 * It is never step 0: its clocks would be those after the reset, which belong to no step in a
 * waveform. */
static inline uint64_t lif_idle_of_window(uint64_t seed, uint64_t step, unsigned *clocks)
{
    const bool dense = step < LIF_IDLE_DENSE;
    const uint64_t width = dense ? LIF_IDLE_NEAR : LIF_IDLE_FAR, first = step - step % width;
    const uint64_t key = dense ? first : LIF_IDLE_DENSE + first % LIF_IDLE_PERIOD;
    const uint64_t mixed = lif_conduct_mix(seed * 0x2545f4914f6cdd1du + key);
    const uint64_t place = first + (mixed >> 8) % width;
    *clocks = 1 + (unsigned)((mixed >> 40) % LIF_IDLE_MOST);
    return place > 0 ? place : 1;
}

/* Returns the first step from `step` on that has idle clocks before it, and how many;
 * LIF_IDLE_NEVER with the seed 0. */
static inline uint64_t lif_idle_next(uint64_t seed, uint64_t step, unsigned *clocks)
{
    if (seed == 0) {
        *clocks = 0;
        return LIF_IDLE_NEVER;
    }
    const uint64_t place = lif_idle_of_window(seed, step, clocks);
    const uint64_t width = step < LIF_IDLE_DENSE ? LIF_IDLE_NEAR : LIF_IDLE_FAR;
    return place >= step ? place : lif_idle_of_window(seed, step - step % width + width, clocks);
}

/* Gives the word that the port of a drive or a hold has in idle clock `clock`, where `word`
 * follows. */
static inline uint32_t lif_idle_word(uint32_t word, unsigned clock)
{
    return clock == 0 ? ~word : word ^ (clock == 1 ? 0x55555555u : 0xaaaaaaaau);
}

/* ---- before the reset ---- */

/* Makes words that differ from these: with them one step of lif_stir_drive spikes, whatever came
 * before, and leaves a membrane that differs from the initial one in every bit, or, where a
 * residual is carried on, a residual. */
static inline lif_words lif_stir_words(const lif_format *format, const lif_words *words)
{
    const bool residual = format->rounding == LIF_RESIDUAL;
    const double one = (double)((uint64_t)1 << format->leak_fraction);
    lif_words other = *words;
    other.leak_fx = (int64_t)lif_leak_nearest(format, residual ? 0.75 * one : one);
    other.threshold_fx = -((int64_t)1 << (format->state_width - 1));
    other.initial_fx = ~words->initial_fx;
    other.initial_hold = 0;
    other.compare_above = false;
    other.reset_by_subtract = residual; /* of nothing: the residual stays */
    other.reset_fx = residual ? 0 : ~words->initial_fx;
    return other;
}

static inline int64_t lif_stir_drive(const lif_format *format, const lif_words *words)
{
    return ~words->initial_fx + (format->rounding == LIF_RESIDUAL ? 2 : 0);
}

/* Returns the hold of that step, in a counter of so many bits; it is never 0. */
static inline uint32_t lif_stir_hold(const lif_words *words, unsigned hold_width)
{
    const uint32_t hold = ~words->initial_hold & (UINT32_MAX >> (32 - hold_width));
    return hold != 0 ? hold : 1;
}

#ifdef __cplusplus
}
#endif

#endif
