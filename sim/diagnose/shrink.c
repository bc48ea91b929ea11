// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "diagnose/shrink.h"

#include <stdlib.h>
#include <string.h>

enum { TRIES_MOST = 6000 };
#define STEPS_MOST 6000000u

typedef struct shrinker {
    cosim_trace *best; /* the test is true for it */
    cosim_trace next;
    cosim_shrink_test test;
    void *context;
    unsigned tries;
    uint64_t steps;
} shrinker;

static bool exhausted(const shrinker *s) { return s->tries >= TRIES_MOST || s->steps > STEPS_MOST; }

/* Takes over `next` if it still shows what the test looks for. */
static bool try_next(shrinker *s)
{
    if (exhausted(s) || s->next.n == 0) {
        return false;
    }
    s->tries++;
    s->steps += s->next.n;
    if (!s->test(s->context, &s->next)) {
        return false;
    }
    s->best->n = s->next.n;
    memcpy(s->best->drive_fx, s->next.drive_fx, s->next.n * sizeof *s->next.drive_fx);
    memcpy(s->best->hold, s->next.hold, s->next.n * sizeof *s->next.hold);
    return true;
}

/* Makes `next` the best one without `count` steps from `at` on. */
static void without(shrinker *s, size_t at, size_t count)
{
    const cosim_trace *b = s->best;
    const size_t rest = b->n - at - count;
    memcpy(s->next.drive_fx, b->drive_fx, at * sizeof *b->drive_fx);
    memcpy(s->next.hold, b->hold, at * sizeof *b->hold);
    memcpy(s->next.drive_fx + at, b->drive_fx + at + count, rest * sizeof *b->drive_fx);
    memcpy(s->next.hold + at, b->hold + at + count, rest * sizeof *b->hold);
    s->next.n = b->n - count;
}

static void cut_the_end(shrinker *s)
{
    for (size_t n = 1; n < s->best->n; n *= 2) {
        without(s, n, s->best->n - n);
        if (try_next(s)) {
            break;
        }
    }
    for (size_t low = s->best->n / 2, high = s->best->n; low + 1 < high;) {
        const size_t middle = low + (high - low) / 2;
        without(s, middle, s->best->n - middle);
        if (try_next(s)) {
            high = middle;
        } else {
            low = middle;
        }
    }
}

/* Tries a few steps at the ends of the range that the drive has. */
static void make_constant(shrinker *s, int32_t low, int32_t high)
{
    const int32_t values[] = {high, low, high / 2, low / 2};
    for (size_t n = 1; n < s->best->n; n += (n + 3) / 4) {
        for (size_t v = 0; v < sizeof values / sizeof *values; v++) {
            without(s, n, s->best->n - n);
            for (size_t i = 0; i < n; i++) {
                s->next.drive_fx[i] = values[v];
            }
            if (try_next(s)) {
                return;
            }
        }
    }
}

static void cut_steps(shrinker *s)
{
    for (size_t size = s->best->n / 2; size >= 1; size /= 2) {
        for (size_t at = 0; at + size <= s->best->n && s->best->n > size;) {
            without(s, at, size);
            at += try_next(s) ? 0 : size;
        }
    }
}

static bool try_value(shrinker *s, size_t at, size_t count, int32_t value)
{
    without(s, s->best->n, 0);
    for (size_t i = at; i < at + count; i++) {
        s->next.drive_fx[i] = value;
    }
    return try_next(s);
}

/* Tries values that are easier to read: 0, that of the step before, or fewer digits. */
static void simplify(shrinker *s)
{
    for (size_t size = s->best->n; size >= 1; size = size > 1 ? (size + 1) / 2 : 0) {
        for (size_t at = 0; at < s->best->n; at += size) {
            const size_t count = at + size <= s->best->n ? size : s->best->n - at;
            const int32_t now = s->best->drive_fx[at];
            if (now == 0 || try_value(s, at, count, 0) ||
                (at > 0 && now != s->best->drive_fx[at - 1] &&
                 try_value(s, at, count, s->best->drive_fx[at - 1]))) {
                continue;
            }
            for (int32_t keep = 8; keep >= 2; keep /= 2) {
                /* The word is tried in multiples of an eighth, a fourth and a half of its leading
                 * bit. */
                int32_t unit = 1;
                while (unit < (now < 0 ? -(now / keep) : now / keep)) {
                    unit *= 2;
                }
                if (unit > 1 && try_value(s, at, count, now / unit * unit)) {
                    break;
                }
            }
        }
    }
}

unsigned cosim_shrink(cosim_trace *trace, cosim_shrink_test test, void *context)
{
    shrinker s = {.best = trace, .test = test, .context = context};
    int32_t low = 0, high = 0;
    for (size_t i = 0; i < trace->n; i++) {
        low = trace->drive_fx[i] < low ? trace->drive_fx[i] : low;
        high = trace->drive_fx[i] > high ? trace->drive_fx[i] : high;
    }
    if (cosim_trace_new(&s.next, trace->n) == 0) {
        cut_the_end(&s);
        /* An input of events has no halves. */
        make_constant(&s, low, high);
        for (size_t before = 0; before != trace->n && !exhausted(&s);) {
            before = trace->n;
            cut_steps(&s);
            simplify(&s);
        }
    }
    cosim_trace_free(&s.next);
    (void)test(context, trace);
    return s.tries;
}
