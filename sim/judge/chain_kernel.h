// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* clang-format off */
/* This is one kernel of judge/chains.c, included there once for each width of vectors:
 *
 *   CHAIN(name)           name with the suffix of this kernel
 *   CHAIN_WIDTH           chains in a vector
 *   CHAIN_PARTS           vectors side by side, which hide each other's waiting
 *   CHAIN_TARGET          attribute of the functions: the instructions that they may use
 *   CHAIN_LARGER(a, b)    a > b ? a : b
 *   CHAIN_AT_MOST(a, b)   all bits set where a <= b
 *   CHAIN_BELOW(a, b)     all bits set where a < b
 *
 * It has no include guard, and nothing but static functions and types of this suffix. */
/* clang-format on */

#define CHAIN_INLINE __attribute__((always_inline)) CHAIN_TARGET static inline

typedef double CHAIN(reals) __attribute__((vector_size(8 * CHAIN_WIDTH)));
typedef int64_t CHAIN(flags) __attribute__((vector_size(8 * CHAIN_WIDTH)));
typedef int32_t CHAIN(words) __attribute__((vector_size(4 * CHAIN_WIDTH)));

/* A part is CHAIN_WIDTH chains on their way. */
typedef struct CHAIN(part) {
    CHAIN(reals) v, x, bound, max_error, max_bound, max_usage;
    CHAIN(flags) clean;
} CHAIN(part);

/* Puts the same value into all; x - 0 is x, of either sign. */
CHAIN_INLINE CHAIN(reals) CHAIN(all)(double value) { return value - (CHAIN(reals)){0}; }

CHAIN_INLINE CHAIN(reals) CHAIN(magnitude)(CHAIN(reals) a)
{
    return (CHAIN(reals))((CHAIN(flags))a & INT64_MAX);
}

/* Takes one silent step: lif_model_drive, lif_model_update, cosim_judge_normalise and
 * lif_bound_update in their own order of operations, so that every bit is theirs. */
CHAIN_INLINE void CHAIN(step)(CHAIN(part) * c, const chain_constants *k, CHAIN(reals) current_a,
                              CHAIN(words) word, const bool euler)
{
    const CHAIN(reals) rest_v = CHAIN(all)(k->rest_v), per_scale = CHAIN(all)(k->per_scale);
    const CHAIN(reals) u = rest_v + CHAIN(all)(k->gain_ohm) * current_a;
    const CHAIN(reals) y =
        euler ? c->v + CHAIN(all)(k->leak) * (u - c->v) : u + (c->v - u) * CHAIN(all)(k->keep);
    const CHAIN(reals) x = (y - rest_v) * per_scale;
    const CHAIN(reals) drive = (u - rest_v) * per_scale;
    const CHAIN(reals) bound =
        CHAIN(all)(k->bound_keep) * c->bound +
        CHAIN(all)(k->bound_slip) * CHAIN(magnitude)(drive - c->x) + CHAIN(all)(k->bound_fixed) +
        CHAIN(all)(k->bound_eps) * (CHAIN(magnitude)(c->x) + CHAIN(magnitude)(drive) + c->bound);
    const CHAIN(reals) error =
        CHAIN(magnitude)(__builtin_convertvector(word, CHAIN(reals)) * CHAIN(all)(k->lsb) - x);
    c->clean &= CHAIN_AT_MOST(error, bound) & CHAIN_BELOW(x + bound, CHAIN(all)(k->quiet)) &
                CHAIN_BELOW(y, CHAIN(all)(k->fires));
    c->max_error = CHAIN_LARGER(error, c->max_error);
    c->max_bound = CHAIN_LARGER(bound, c->max_bound);
    c->max_usage = CHAIN_LARGER(error / bound, c->max_usage);
    c->v = y;
    c->x = x;
    c->bound = bound;
}

CHAIN_INLINE void CHAIN(load)(cosim_judge_stretch *const *lane, CHAIN(part) * c)
{
    for (int l = 0; l < CHAIN_WIDTH; l++) {
        const cosim_judge_chain *from = &lane[l]->c;
        c->v[l] = from->v;
        c->x[l] = from->x;
        c->bound[l] = from->bound;
        c->max_error[l] = from->max_error;
        c->max_bound[l] = from->max_bound;
        c->max_usage[l] = from->max_usage;
        c->clean[l] = -1;
    }
}

/* Stores the first `used` of them. */
CHAIN_INLINE void CHAIN(store)(const CHAIN(part) * c, size_t n, cosim_judge_stretch *const *lane,
                               size_t used)
{
    for (size_t l = 0; l < used && l < CHAIN_WIDTH; l++) {
        cosim_judge_chain *to = &lane[l]->c;
        to->v = c->v[l];
        to->x = c->x[l];
        to->bound = c->bound[l];
        to->max_error = c->max_error[l];
        to->max_bound = c->max_bound[l];
        to->max_usage = c->max_usage[l];
        to->bad |= ~(uint64_t)c->clean[l];
        lane[l]->done += n;
    }
}

CHAIN_INLINE void CHAIN(steps)(const chain_constants *given, const cosim_judge_block *b,
                               cosim_judge_stretch *const *lane, size_t used, size_t n,
                               const size_t parts, const bool euler)
{
    const chain_constants k = *given;
    const double *current[CHAIN_PARTS * CHAIN_WIDTH];
    const int32_t *word[CHAIN_PARTS * CHAIN_WIDTH];
    CHAIN(part) c[CHAIN_PARTS];
    for (size_t p = 0; p < parts; p++) {
        CHAIN(load)(lane + p * CHAIN_WIDTH, &c[p]);
    }
    for (size_t l = 0; l < parts * CHAIN_WIDTH; l++) {
        current[l] = b->current_a + lane[l]->at + lane[l]->done;
        word[l] = b->before_fx + lane[l]->at + lane[l]->done;
    }
    for (size_t i = 0; i < n; i++) {
#pragma GCC unroll 2
        for (size_t p = 0; p < parts; p++) {
            CHAIN(reals) currents = {0};
            CHAIN(words) words = {0};
#pragma GCC unroll 8
            for (size_t l = 0; l < CHAIN_WIDTH; l++) {
                currents[l] = current[p * CHAIN_WIDTH + l][i];
                words[l] = word[p * CHAIN_WIDTH + l][i];
            }
            CHAIN(step)(&c[p], &k, currents, words, euler);
        }
    }
    for (size_t p = 0; p < parts && p * CHAIN_WIDTH < used; p++) {
        CHAIN(store)(&c[p], n, lane + p * CHAIN_WIDTH, used - p * CHAIN_WIDTH);
    }
}

/* Runs the next n silent steps of the first `used` lanes; the lanes behind them run along, and
 * their results are dropped. */
CHAIN_TARGET static void CHAIN(run)(const chain_constants *k, const cosim_judge_block *b,
                                    cosim_judge_stretch *const *lane, size_t used, size_t n)
{
    const bool all = used > CHAIN_WIDTH;
    if (k->euler) {
        if (all) {
            CHAIN(steps)(k, b, lane, used, n, CHAIN_PARTS, true);
        } else {
            CHAIN(steps)(k, b, lane, used, n, 1, true);
        }
    } else if (all) {
        CHAIN(steps)(k, b, lane, used, n, CHAIN_PARTS, false);
    } else {
        CHAIN(steps)(k, b, lane, used, n, 1, false);
    }
}

#undef CHAIN_INLINE
