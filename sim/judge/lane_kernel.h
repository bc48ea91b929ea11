// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* clang-format off */
/* This is one kernel of judge/lanes.c, included there once for each width of vectors:
 *
 *   KERNEL(name)            name with the suffix of this kernel
 *   KERNEL_WIDTH            doubles in a vector; divides JUDGE_LANES
 *   KERNEL_TARGET           attribute of the functions: the instructions that they may use
 *   KERNEL_MULTIPLY(a, b)   the product of words that fit 32 bits
 *
 * It has no include guard, and nothing but static functions and types of this suffix. Each
 * operation on doubles is that of lif_model.h and lif_bound.h, in their order, so that every bit is
 * theirs. */
/* clang-format on */

#define KERNEL_PARTS (JUDGE_LANES / KERNEL_WIDTH)
#define KERNEL_INLINE __attribute__((always_inline)) KERNEL_TARGET static inline

/* The second type of each pair is the first as it lies in a table. */
typedef double KERNEL(reals) __attribute__((vector_size(8 * KERNEL_WIDTH)));
typedef double KERNEL(reals_at)
    __attribute__((vector_size(8 * KERNEL_WIDTH), aligned(8), may_alias));
typedef int64_t KERNEL(longs) __attribute__((vector_size(8 * KERNEL_WIDTH)));
typedef int64_t KERNEL(longs_at)
    __attribute__((vector_size(8 * KERNEL_WIDTH), aligned(8), may_alias));
typedef uint64_t KERNEL(unsigneds) __attribute__((vector_size(8 * KERNEL_WIDTH)));
typedef int32_t KERNEL(words) __attribute__((vector_size(4 * KERNEL_WIDTH)));
typedef int32_t KERNEL(words_at)
    __attribute__((vector_size(4 * KERNEL_WIDTH), aligned(4), may_alias));

/* A part is KERNEL_WIDTH judges on their way. */
typedef struct KERNEL(part) {
    KERNEL(reals) v, x, bound, max_error, max_bound, max_usage;
    KERNEL(longs) bad, state; /* the membrane word after the step before */
    KERNEL(words) differs, word, hold;
} KERNEL(part);

/* These read a row of `r` from column `at` on. */
#define KERNEL_REALS(row) (*(const KERNEL(reals_at) *)&r->row[at])
#define KERNEL_LONGS(row) (*(const KERNEL(longs_at) *)&r->row[at])
#define KERNEL_WORDS(row) (*(const KERNEL(words_at) *)&r->row[at])

KERNEL_INLINE KERNEL(reals) KERNEL(magnitude)(KERNEL(reals) a)
{
    return (KERNEL(reals))((KERNEL(longs))a & INT64_MAX);
}

/* Returns m ? a : b. */
KERNEL_INLINE KERNEL(reals) KERNEL(choose)(KERNEL(longs) m, KERNEL(reals) a, KERNEL(reals) b)
{
    return (KERNEL(reals))((m & (KERNEL(longs))a) | (~m & (KERNEL(longs))b));
}

/* Returns a > b ? a : b. */
KERNEL_INLINE KERNEL(reals) KERNEL(larger)(KERNEL(reals) a, KERNEL(reals) b)
{
    return KERNEL(choose)(a > b, a, b);
}

/* Returns the spikes of the step: all bits are set in the lanes that have one. */
KERNEL_INLINE KERNEL(words) KERNEL(spikes)(const uint8_t *spike)
{
    KERNEL(words) set = {0};
    for (int k = 0; k < KERNEL_WIDTH; k++) {
        set[k] = -(int32_t)(spike[k] != 0);
    }
    return set;
}

/* Returns what is not 0 in the lanes whose answer is neither 0 nor 1. */
KERNEL_INLINE KERNEL(words) KERNEL(neither)(const uint8_t *spike)
{
    KERNEL(words) set = {0};
    for (int k = 0; k < KERNEL_WIDTH; k++) {
        set[k] = spike[k] & ~1;
    }
    return set;
}

/* A step with a spike goes on here, where it differs from one without. `next` and `loud` go back to
 * the rest of the step: they are the word that must follow, and the lanes that must not fire in the
 * reference. */
KERNEL_INLINE void KERNEL(fire)(const cosim_judge_rows *r, size_t at, KERNEL(part) * p,
                                KERNEL(words) spike, const uint32_t *hold)
{
    const KERNEL(longs) fired = __builtin_convertvector(spike, KERNEL(longs));
    const KERNEL(longs) subtract =
        __builtin_convertvector((KERNEL(words))KERNEL_WORDS(subtract), KERNEL(longs));
    const KERNEL(reals) v =
        KERNEL(choose)(subtract, p->v - KERNEL_REALS(reset_v), KERNEL_REALS(reset_v));
    const KERNEL(reals) bound =
        KERNEL(choose)(subtract, p->bound + KERNEL_REALS(reset_b), KERNEL_REALS(reset_b));
    p->v = KERNEL(choose)(fired, v, p->v);
    p->x = KERNEL(choose)(fired, (v - KERNEL_REALS(rest_v)) * KERNEL_REALS(per_scale), p->x);
    p->bound = KERNEL(choose)(fired, bound, p->bound);
    p->hold = (spike & *(const KERNEL(words_at) *)hold) | (~spike & p->hold);
}

/* Checks the exact level: each step starts from the circuit's own previous word, as in
 * judge/fast.c. */
KERNEL_INLINE void KERNEL(exact)(const cosim_judge_rows *r, size_t at, KERNEL(part) * p,
                                 KERNEL(words) held, KERNEL(words) drive, KERNEL(words) before,
                                 KERNEL(words) after, KERNEL(words) spike)
{
    const unsigned shift = r->shift;
    const KERNEL(longs) leak = KERNEL_LONGS(leak_fx);
    const KERNEL(longs) u = __builtin_convertvector(drive, KERNEL(longs));
    const KERNEL(longs) y = __builtin_convertvector(before, KERNEL(longs));
    const KERNEL(longs) zero = {0}, one = -~zero;
    const KERNEL(unsigneds) rest =
        (KERNEL(unsigneds))(KERNEL_MULTIPLY(leak, u) - KERNEL_MULTIPLY(leak, p->state) +
                            (one << (shift - 1))) -
        ((KERNEL(unsigneds))(y - p->state) << shift);
    const KERNEL(words) fires = ~held & (before > KERNEL_WORDS(quiet_fx));
    const KERNEL(words) next = KERNEL_WORDS(reset_fx);
    const KERNEL(words) subtract = KERNEL_WORDS(subtract);
    const KERNEL(words) fired = (subtract & (before - next)) | (~subtract & next);
    p->bad |= (KERNEL(longs))(rest >> shift) & ~__builtin_convertvector(held, KERNEL(longs));
    p->differs |= (held & (before ^ p->word)) | (fires ^ spike) |
                  (after ^ ((spike & fired) | (~spike & before)));
    p->word = after;
    p->state = __builtin_convertvector(after, KERNEL(longs));
}

/* Takes one step of one part. */
KERNEL_INLINE void KERNEL(step)(const cosim_judge_rows *r, size_t at, const cosim_judge_table *t,
                                size_t i, const uint32_t *hold, KERNEL(part) * p, const bool euler)
{
    const size_t here = i * t->columns + at;
    const KERNEL(reals) current = *(const KERNEL(reals_at) *)&t->current_a[here];
    const KERNEL(words) before = *(const KERNEL(words_at) *)&t->before_fx[here];
    const KERNEL(words) after = *(const KERNEL(words_at) *)&t->after_fx[here];
    const KERNEL(words) drive = *(const KERNEL(words_at) *)&t->drive_fx[here];
    const KERNEL(words) none = {0};
    const KERNEL(words) held_words = p->hold > none;
    const KERNEL(longs) held = __builtin_convertvector(held_words, KERNEL(longs));
    const KERNEL(reals) per_scale = KERNEL_REALS(per_scale), rest_v = KERNEL_REALS(rest_v);
    const KERNEL(reals) pull = KERNEL_REALS(pull);

    const KERNEL(reals) u = rest_v + KERNEL_REALS(gain_ohm) * current;
    const KERNEL(reals) y = euler ? p->v + pull * (u - p->v) : u + (p->v - u) * pull;
    const KERNEL(reals) x = (y - rest_v) * per_scale, to = (u - rest_v) * per_scale;
    const KERNEL(reals) bound =
        KERNEL_REALS(bound_keep) * p->bound +
        KERNEL_REALS(bound_slip) * KERNEL(magnitude)(to - p->x) + KERNEL_REALS(bound_fixed) +
        KERNEL_REALS(bound_eps) * (KERNEL(magnitude)(p->x) + KERNEL(magnitude)(to) + p->bound);
    const KERNEL(reals) error =
        KERNEL(magnitude)(__builtin_convertvector(before, KERNEL(reals)) * KERNEL_REALS(lsb) - x);
    KERNEL(words) spike = none;
    KERNEL(longs) silent = (x + bound < KERNEL_REALS(quiet)) & (y < KERNEL_REALS(fires_v));
    uint8_t any[KERNEL_WIDTH], zero[KERNEL_WIDTH] = {0};
    memcpy(any, &t->spike[here], sizeof any);
    const bool spikes = memcmp(any, zero, sizeof any) != 0;

    if (spikes) {
        const KERNEL(longs) loud = (x - bound > KERNEL_REALS(loud)) & (y >= KERNEL_REALS(fires_v));
        spike = KERNEL(spikes)(&t->spike[here]);
        p->differs |= KERNEL(neither)(&t->spike[here]);
        const KERNEL(longs) fired = __builtin_convertvector(spike, KERNEL(longs));
        silent = (fired & loud) | (~fired & silent);
    }
    KERNEL(exact)(r, at, p, held_words, drive, before, after, spike);
    p->bad |= ~(held | ((error <= bound) & silent));
    p->max_error = KERNEL(larger)((KERNEL(reals))(~held & (KERNEL(longs))error), p->max_error);
    p->max_bound = KERNEL(larger)((KERNEL(reals))(~held & (KERNEL(longs))bound), p->max_bound);
    p->max_usage =
        KERNEL(larger)((KERNEL(reals))(~held & (KERNEL(longs))(error / bound)), p->max_usage);
    p->v = KERNEL(choose)(held, p->v, y);
    p->x = KERNEL(choose)(held, p->x, x);
    p->bound = KERNEL(choose)(held, p->bound, bound);
    p->hold += held_words;
    if (spikes) {
        KERNEL(fire)(r, at, p, spike, hold);
    }
}

KERNEL_INLINE void KERNEL(load)(const cosim_judge_rows *r, size_t at, KERNEL(part) * p)
{
    *p = (KERNEL(part)){.v = KERNEL_REALS(v),
                        .bound = KERNEL_REALS(bound),
                        .max_error = KERNEL_REALS(max_error),
                        .max_bound = KERNEL_REALS(max_bound),
                        .max_usage = KERNEL_REALS(max_usage),
                        .word = KERNEL_WORDS(word),
                        .hold = KERNEL_WORDS(hold)};
    p->x = (p->v - KERNEL_REALS(rest_v)) * KERNEL_REALS(per_scale);
    p->state = __builtin_convertvector(p->word, KERNEL(longs));
}

KERNEL_INLINE void KERNEL(store)(cosim_judge_rows *r, size_t at, const KERNEL(part) * p)
{
    for (int k = 0; k < KERNEL_WIDTH; k++) {
        r->v[at + (size_t)k] = p->v[k];
        r->bound[at + (size_t)k] = p->bound[k];
        r->max_error[at + (size_t)k] = p->max_error[k];
        r->max_bound[at + (size_t)k] = p->max_bound[k];
        r->max_usage[at + (size_t)k] = p->max_usage[k];
        r->word[at + (size_t)k] = p->word[k];
        r->hold[at + (size_t)k] = p->hold[k];
        r->bad[at + (size_t)k] = (uint64_t)p->bad[k] | (uint32_t)p->differs[k];
    }
}

KERNEL_INLINE void KERNEL(steps)(cosim_judge_rows *r, const cosim_judge_table *t, size_t first,
                                 const bool euler)
{
    cosim_judge_table table = *t;
    KERNEL(part) part[KERNEL_PARTS];
    table.current_a += first;
    table.drive_fx += first;
    table.before_fx += first;
    table.after_fx += first;
    table.spike += first;
    for (size_t k = 0; k < KERNEL_PARTS; k++) {
        KERNEL(load)(r, k * KERNEL_WIDTH, &part[k]);
    }
    for (size_t i = 0; i < r->n; i++) {
        const uint32_t *hold =
            t->hold != NULL ? &t->hold[i * t->columns + first] : &t->hold_constant[first];
#pragma GCC unroll 4
        for (size_t k = 0; k < KERNEL_PARTS; k++) {
            KERNEL(step)
            (r, k * KERNEL_WIDTH, &table, i, hold + k * KERNEL_WIDTH, &part[k], euler);
        }
    }
    for (size_t k = 0; k < KERNEL_PARTS; k++) {
        KERNEL(store)(r, k * KERNEL_WIDTH, &part[k]);
    }
}

/* Runs the columns from `first` on. */
KERNEL_TARGET static void KERNEL(run)(cosim_judge_rows *r, const cosim_judge_table *t, size_t first)
{
    if (r->euler) {
        KERNEL(steps)(r, t, first, true);
    } else {
        KERNEL(steps)(r, t, first, false);
    }
}

#undef KERNEL_PARTS
#undef KERNEL_INLINE
#undef KERNEL_REALS
#undef KERNEL_LONGS
#undef KERNEL_WORDS
