// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* clang-format off */
/* This is the kernel of judge/core_lanes.c, included there once for each width of vectors:
 *
 *   CORE(name)     name with the suffix of this kernel
 *   CORE_WIDTH     doubles in a vector; divides CORE_LANES
 *   CORE_TARGET    attribute of the functions: the instructions that they may use
 *
 * It has no include guard, and nothing but static functions and types of this suffix. It reads
 * state[now] and writes the other one. */
/* clang-format on */

#define CORE_INLINE __attribute__((always_inline)) CORE_TARGET static inline

typedef double CORE(reals) __attribute__((vector_size(8 * CORE_WIDTH), may_alias));
typedef int64_t CORE(longs) __attribute__((vector_size(8 * CORE_WIDTH), may_alias));
typedef uint64_t CORE(unsigneds) __attribute__((vector_size(8 * CORE_WIDTH), may_alias));
typedef double CORE(reals_at) __attribute__((vector_size(8 * CORE_WIDTH), aligned(8), may_alias));
typedef int64_t CORE(longs_at) __attribute__((vector_size(8 * CORE_WIDTH), aligned(8), may_alias));
typedef int32_t CORE(words_at) __attribute__((vector_size(4 * CORE_WIDTH), aligned(4), may_alias));
typedef uint8_t CORE(bytes_at) __attribute__((vector_size(CORE_WIDTH), aligned(1), may_alias));

/* These are the elements from i on of a row of doubles, of 64-bit words, of words and of bytes. */
#define REALS(row) (*(CORE(reals_at) *)(uintptr_t) & (row)[i])
#define LONGS(row) (*(CORE(longs_at) *)(uintptr_t) & (row)[i])
#define WORDS(row) __builtin_convertvector(*(const CORE(words_at) *)&(row)[i], CORE(longs))
#define BYTES(row) (*(CORE(bytes_at) *)&(row)[i])
#define FLAG(row, bit) ((LONGS(row) & (int64_t)(bit)) != 0)
#define FLAGS(row) (__builtin_convertvector(*(const CORE(bytes_at) *)&(row)[i], CORE(longs)) != 0)

CORE_INLINE CORE(reals) CORE(magnitude)(CORE(reals) a)
{
    return (CORE(reals))((CORE(longs))a & INT64_MAX);
}

/* Returns m ? a : b. */
CORE_INLINE CORE(reals) CORE(choose)(CORE(longs) m, CORE(reals) a, CORE(reals) b)
{
    return (CORE(reals))((m & (CORE(longs))a) | (~m & (CORE(longs))b));
}
CORE_INLINE CORE(longs) CORE(pick)(CORE(longs) m, CORE(longs) a, CORE(longs) b)
{
    return (m & a) | (~m & b);
}

CORE_INLINE CORE(reals) CORE(larger)(CORE(reals) a, CORE(reals) b)
{
    return CORE(choose)(a > b, a, b);
}

/* Adds up or joins the lanes. */
CORE_INLINE uint64_t CORE(count)(CORE(longs) masks)
{
    int64_t sum = 0;
    for (int k = 0; k < CORE_WIDTH; k++) {
        sum -= masks[k];
    }
    return (uint64_t)sum;
}
CORE_INLINE bool CORE(any)(CORE(longs) masks)
{
    int64_t set = 0;
    for (int k = 0; k < CORE_WIDTH; k++) {
        set |= masks[k];
    }
    return set != 0;
}
CORE_INLINE double CORE(largest)(CORE(reals) a)
{
    double most = a[0];
    for (int k = 1; k < CORE_WIDTH; k++) {
        most = a[k] > most ? a[k] : most;
    }
    return most;
}

/* ---- the integer model ---- */

/* Returns what is added before the shift: R, or one half. */
CORE_INLINE CORE(longs) CORE(rest)(const cosim_core_lanes *l, const int64_t *rest, size_t i)
{
    const CORE(longs) half = (CORE(longs)){0} + l->half;
    if (l->residual) {
        return LONGS(rest);
    }
    return half;
}

/* Shifts a product to the right, rounded; *rest moves on (lif_core_integer.c, rounded). The signed
 * shift is one of an unsigned number that is moved up before and down after it. */
CORE_INLINE CORE(longs)
    CORE(rounded)(const cosim_core_lanes *l, CORE(longs) product, CORE(longs) * rest)
{
    const CORE(longs) p = product + *rest;
    const CORE(unsigneds) moved = (CORE(unsigneds))(p ^ INT64_MIN) >> l->leak_shift;
    const int64_t up = (int64_t)1 << (63 - l->leak_shift);
    *rest = p & l->rest_bits;
    return (CORE(longs))moved - up;
}

/* Saturates a sum. Returns the lanes that this changes. */
CORE_INLINE CORE(longs) CORE(fit)(const cosim_core_lanes *l, CORE(longs) * sum)
{
    const int64_t high = l->high_fx, low = -l->high_fx - 1;
    const CORE(longs) over = *sum > high, under = *sum < low;
    *sum =
        CORE(pick)(over, (CORE(longs)){0} + high, CORE(pick)(under, (CORE(longs)){0} + low, *sum));
    return over | under;
}

CORE_INLINE CORE(longs) CORE(left)(CORE(longs) a, CORE(longs) shift)
{
    return (CORE(longs))((CORE(unsigneds))a << (CORE(unsigneds))shift);
}

/* Takes the model's neurons from i on through the tick. Returns the lanes in which the circuit
 * shows other words, or an accumulator overflowed; *clips loses one in each lane for each clip. */
CORE_INLINE CORE(longs)
    CORE(exact)(const cosim_core_lanes *l, const cosim_core_rows *from, const cosim_core_rows *to,
                const lif_core_seen *seen, CORE(longs) spike, size_t i, CORE(longs) * clips)
{
    const CORE(longs) hold = LONGS(from->hold_fx), x = LONGS(from->x_fx);
    const CORE(longs) held = hold > 0, frozen = held & FLAG(l->flags_fx, CORE_FREEZE);
    const CORE(longs) noise = CORE(left)(WORDS(l->z), LONGS(l->noise_shift_fx));
    CORE(longs)
    total = LONGS(l->drive_fx) + (noise & FLAG(l->flags_fx, CORE_NOISY)), bad = {0}, clip;
    for (unsigned r = 0; r < l->receptors; r++) {
        const CORE(longs) events = LONGS(l->pushed_fx[r]);
        const CORE(longs) old = LONGS(from->s_fx[r]), kept = CORE(rest)(l, from->s_rest[r], i);
        CORE(longs) rest = kept;
        CORE(longs) s = CORE(rounded)(l, LONGS(l->s_leak_fx[r]) * old, &rest);
        s = CORE(pick)(frozen, old, old - s) + CORE(left)(events, LONGS(l->shift_fx[r]));
        clip = CORE(fit)(l, &s);
        *clips += clip;
        if (l->residual) {
            LONGS(to->s_rest[r]) = CORE(pick)(frozen, kept, rest) & ~clip;
        }
        LONGS(to->s_fx[r]) = s;
        total += s;
        bad |= (events >= l->limit_fx) | (events < -l->limit_fx) | (s ^ WORDS(seen->synapse_fx[r]));
    }
    CORE(longs) a = LONGS(from->a_fx), a_rest = CORE(rest)(l, from->a_rest, i);
    const CORE(longs) x_rest = CORE(rest)(l, from->x_rest, i);
    a -= CORE(rounded)(l, LONGS(l->a_leak_fx) * a, &a_rest);
    bad |= a ^ WORDS(seen->adaptation_fx);
    *clips += CORE(fit)(l, &total);
    const CORE(longs) level = LONGS(l->threshold_fx) + a;
    CORE(longs) moved_rest = x_rest;
    const CORE(longs) y = x + CORE(rounded)(l, LONGS(l->leak_fx) * (total - x), &moved_rest);
    const CORE(longs) fires =
        ~held & CORE(pick)(FLAG(l->flags_fx, CORE_ABOVE), y > level, y >= level);
    const CORE(longs) before = CORE(pick)(held, x, y), reset = LONGS(l->reset_fx);
    const CORE(longs) subtract = FLAG(l->flags_fx, CORE_SUBTRACT);
    const CORE(longs) after =
        CORE(pick)(fires, CORE(pick)(subtract, before - reset, reset), before);
    LONGS(to->x_fx) = after;
    CORE(longs) jumped = a + LONGS(l->jump_fx);
    clip = CORE(fit)(l, &jumped) & fires;
    *clips += clip;
    LONGS(to->a_fx) = CORE(pick)(fires, jumped, a);
    if (l->residual) {
        LONGS(to->x_rest) = CORE(pick)(held, x_rest, moved_rest) & ~(fires & ~subtract);
        LONGS(to->a_rest) = a_rest & ~clip;
    }
    LONGS(to->hold_fx) = CORE(pick)(fires, LONGS(l->load_fx), hold + held);
    return bad | (before ^ WORDS(seen->before_fx)) | (after ^ WORDS(seen->after_fx)) |
           (fires ^ spike);
}

/* ---- the guided reference ---- */

CORE_INLINE CORE(reals) CORE(limited)(const cosim_core_lanes *l, CORE(reals) value)
{
    const CORE(reals) zero = {0};
    return CORE(choose)(value > l->high, zero + l->high,
                        CORE(choose)(value < l->low, zero + l->low, value));
}

/* The membrane of an active step, and whether it fires. */
CORE_INLINE CORE(reals)
    CORE(next)(const cosim_core_lanes *l, size_t i, CORE(reals) x, CORE(reals) drive)
{
    return CORE(choose)(FLAG(l->flags, CORE_EULER), x + REALS(l->leak) * (drive - x),
                        drive + (x - drive) * REALS(l->keep));
}
CORE_INLINE CORE(longs)
    CORE(fires)(const cosim_core_lanes *l, size_t i, CORE(reals) y, CORE(reals) level)
{
    return CORE(pick)(FLAG(l->flags, CORE_ABOVE), y > level, y >= level);
}

/* Compares words with values. Returns the lanes that fail; *louder has those whose error is a
 * larger part of its bound than `usage`. */
CORE_INLINE CORE(longs)
    CORE(compare)(const cosim_core_lanes *l, CORE(longs) word_fx, CORE(reals) value,
                  CORE(reals) bound, double usage, CORE(longs) * louder, CORE(reals) * error)
{
    *error = CORE(magnitude)(__builtin_convertvector(word_fx, CORE(reals)) * l->lsb - value);
    *louder |= *error > usage * bound;
    return ~(*error <= bound);
}

/* A tick adds this up in each lane. */
typedef struct CORE(lanes) {
    CORE(longs) bad, louder, clips, active, must, must_not, differing, unlike;
    CORE(longs) apart[CORE_LANES_FREE], free_spikes[CORE_LANES_FREE], decide;
    CORE(reals) max_error, max_bound, synapse_bound[LIF_CORE_RECEPTORS], effect;
} CORE(lanes);

/* Returns what a neuron is told of the events of a receptor: their sum, the sum of their sizes, and
 * by how much the words miss it. */
CORE_INLINE CORE(reals) CORE(told)(const cosim_core_lanes *l, unsigned r, size_t i,
                                   CORE(reals) * sizes, CORE(reals) * missed)
{
    const CORE(longs) words_fx = LONGS(l->pulled_fx[r]);
    const CORE(reals) words =
        __builtin_convertvector(words_fx, CORE(reals)) * REALS(l->weight_step[r]);
    if (l->real) {
        const CORE(reals) events = REALS(l->real_events[r]);
        *sizes = REALS(l->real_sizes[r]);
        *missed = CORE(magnitude)(words - events);
        return events;
    }
    *sizes = CORE(magnitude)(words);
    *missed = (CORE(reals)){0};
    return words;
}

/* Keeps what the reports tell of each neuron (core_each.c). */
CORE_INLINE void CORE(each)(const cosim_core_lanes *l, CORE(longs) held, CORE(longs) must,
                            CORE(reals) error, CORE(reals) bound, size_t i)
{
    const CORE(reals) usage = REALS(l->usage);
    const CORE(longs) louder = (error > usage * bound) & ~held;
    BYTES(l->must) |= __builtin_convertvector(must & 1, CORE(bytes_at));
    REALS(l->max_error) =
        CORE(larger)(CORE(choose)(held, (CORE(reals)){0}, error), REALS(l->max_error));
    REALS(l->max_bound) =
        CORE(larger)(CORE(choose)(held, (CORE(reals)){0}, bound), REALS(l->max_bound));
    if (CORE(any)(louder)) {
        REALS(l->usage) = CORE(choose)(louder, error / bound, usage);
    }
}

CORE_INLINE void CORE(bounded)(const cosim_core_lanes *l, const cosim_core_rows *from,
                               const cosim_core_rows *to, const lif_core_seen *seen,
                               const cosim_core_result *result, CORE(longs) spike,
                               CORE(reals) noise, size_t i, CORE(lanes) * sum)
{
    const CORE(longs) hold = LONGS(from->hold), held = hold > 0;
    const CORE(longs) frozen = held & FLAG(l->flags, CORE_FREEZE);
    CORE(reals) drive_b = REALS(l->drive_b), total = REALS(l->drive) + noise, error;
    for (unsigned r = 0; r < l->receptors; r++) {
        CORE(reals) sizes, missed;
        const CORE(reals) events = CORE(told)(l, r, i, &sizes, &missed);
        const CORE(reals) s = REALS(from->s[r]), old = REALS(from->s_b[r]);
        const CORE(reals) size = CORE(magnitude)(s);
        const CORE(reals) slack = missed + l->eps * (size + sizes + old + l->small);
        const CORE(reals) next = CORE(choose)(frozen, s + events, REALS(l->s_keep[r]) * s + events);
        const CORE(reals) bound =
            CORE(choose)(frozen, old + slack,
                         REALS(l->s_b_keep[r]) * old + REALS(l->s_b_slip[r]) * size +
                             REALS(l->s_b_rounding[r]) + slack);
        const CORE(reals) fit = CORE(limited)(l, next), shown = bound + l->view;
        REALS(to->s[r]) = fit;
        REALS(to->s_b[r]) = bound;
        REALS(l->s_value[r]) = fit;
        REALS(l->s_bound[r]) = shown;
        drive_b += shown;
        sum->synapse_bound[r] = CORE(larger)(shown, sum->synapse_bound[r]);
        total += fit;
        sum->bad |= CORE(compare)(l, WORDS(seen->synapse_fx[r]), fit, shown, result->usage_synapse,
                                  &sum->louder, &error);
    }
    CORE(reals) a = REALS(from->a), a_b = REALS(from->a_b);
    const CORE(longs) adapts = FLAG(l->flags, CORE_ADAPTS);
    const CORE(reals) a_size = CORE(magnitude)(a);
    a_b = CORE(choose)(adapts,
                       REALS(l->a_b_keep) * a_b + REALS(l->a_b_slip) * a_size +
                           REALS(l->a_b_rounding) + l->eps * (a_size + a_b + l->small),
                       a_b);
    a = CORE(choose)(adapts, REALS(l->a_keep) * a, a);
    const CORE(reals) a_shown = CORE(choose)(adapts, a_b + l->view, a_b);
    REALS(l->a_value) = a;
    REALS(l->a_bound) = a_shown;
    sum->bad |= CORE(compare)(l, WORDS(seen->adaptation_fx), a, a_shown, result->usage_adaptation,
                              &sum->louder, &error);
    const CORE(reals) drive = CORE(limited)(l, total);
    drive_b += l->eps * (CORE(magnitude)(drive) + drive_b);

    const CORE(reals) x = REALS(from->x), x_b = REALS(from->x_b);
    const CORE(reals) y = CORE(next)(l, i, x, drive), leak = 1.0 - REALS(l->x_b_keep);
    const CORE(reals) bound =
        REALS(l->x_b_keep) * x_b + REALS(l->x_b_slip) * CORE(magnitude)(drive - x) +
        leak * drive_b + REALS(l->x_b_rounding) +
        l->eps * (CORE(magnitude)(x) + CORE(magnitude)(drive) + x_b + l->small);
    const CORE(reals) shown = bound + l->view, level = REALS(l->threshold) + a;
    const CORE(reals) level_b =
        REALS(l->threshold_b) + a_shown + l->eps * (CORE(magnitude)(level) + CORE(magnitude)(y));
    const CORE(longs) must = (y - shown > level + level_b) & ~held;
    const CORE(longs) must_not = y + shown < level - level_b;
    const CORE(longs) spikes = CORE(fires)(l, i, y, level);
    CORE(longs) louder = {0};
    const CORE(longs) wrong =
        CORE(compare)(l, WORDS(seen->before_fx), y, shown, result->usage_membrane, &louder, &error);
    REALS(l->x_value) = y;
    REALS(l->x_bound) = shown;
    sum->louder |= louder & ~held;
    sum->bad |= (wrong & ~held) | (spike & (must_not | held)) | (~spike & must);
    sum->active += ~held;
    sum->must += must;
    sum->must_not += must_not & ~held;
    sum->differing += (spike ^ spikes) & ~held;
    sum->unlike |= (spikes & ~held) ^ spike;
    sum->max_error = CORE(larger)(CORE(choose)(held, (CORE(reals)){0}, error), sum->max_error);
    sum->max_bound = CORE(larger)(CORE(choose)(held, (CORE(reals)){0}, shown), sum->max_bound);
    CORE(each)(l, held, must, error, shown, i);

    /* the second half, with the circuit's spike, which no held neuron has */
    const CORE(longs) subtract = FLAG(l->flags, CORE_SUBTRACT);
    const CORE(reals) reset = REALS(l->reset), reset_b = REALS(l->reset_b);
    const CORE(reals) kept = CORE(choose)(held, x, y), kept_b = CORE(choose)(held, x_b, bound);
    REALS(to->x) = CORE(choose)(spike, CORE(choose)(subtract, y - reset, reset), kept);
    REALS(to->x_b) = CORE(choose)(spike, CORE(choose)(subtract, bound + reset_b, reset_b), kept_b);
    REALS(to->a) = CORE(choose)(spike, CORE(limited)(l, a + REALS(l->jump)), a);
    REALS(to->a_b) = CORE(choose)(spike, a_b + REALS(l->jump_b), a_b);
    LONGS(to->hold) = CORE(pick)(spike, LONGS(l->load), hold + held);
}

#include "judge/core_kernel_unbounded.h"

/* ---- a tick ---- */

CORE_TARGET static void CORE(tick)(const cosim_core_lanes *l, const lif_core_seen *seen,
                                   const uint8_t *spike, const uint32_t *words,
                                   const cosim_core_result *result, cosim_core_sums *sums)
{
    const cosim_core_rows *from = &l->state[l->now], *to = &l->state[l->now ^ 1u];
    CORE(lanes) sum = {.max_bound = {0}};
    for (size_t i = 0; i < l->neurons; i++) {
        l->z[i] = lif_core_noise_sum(words[i]);
    }
    for (size_t i = 0; i < l->neurons; i += CORE_WIDTH) {
        const CORE(longs) fired = FLAGS(spike);
        const CORE(reals) noise =
            __builtin_convertvector(WORDS(l->z), CORE(reals)) * REALS(l->noise_step) + 0.0;
        sum.bad |= CORE(exact)(l, from, to, seen, fired, i, &sum.clips);
        CORE(bounded)(l, from, to, seen, result, fired, noise, i, &sum);
        if (l->effect) {
            CORE(effect)(l, from, to, fired, noise, i, &sum);
        }
        for (unsigned k = l->follows ? 1 : 0; k < CORE_LANES_FREE; k++) {
            CORE(free)(l, from, to, k, fired, noise, i, &sum);
        }
    }
    *sums = (cosim_core_sums){.bad = CORE(any)(sum.bad),
                              .louder = CORE(any)(sum.louder),
                              .clips = CORE(count)(sum.clips),
                              .active = CORE(count)(sum.active),
                              .must = CORE(count)(sum.must),
                              .must_not = CORE(count)(sum.must_not),
                              .differing = CORE(count)(sum.differing),
                              .max_error = CORE(largest)(sum.max_error),
                              .max_bound = CORE(largest)(sum.max_bound),
                              .effect = CORE(largest)(sum.effect),
                              .decide = CORE(count)(sum.decide)};
    for (unsigned r = 0; r < l->receptors; r++) {
        sums->synapse_bound[r] = CORE(largest)(sum.synapse_bound[r]);
    }
    for (unsigned k = 0; k < CORE_LANES_FREE; k++) {
        sums->apart[k] = CORE(any)(sum.apart[k]);
        sums->free_spikes[k] = CORE(count)(sum.free_spikes[k]);
    }
    if (l->follows) {
        sums->apart[0] = CORE(any)(sum.unlike);
    }
}

#undef CORE_INLINE
#undef REALS
#undef LONGS
#undef WORDS
#undef BYTES
#undef FLAG
#undef FLAGS
