// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "strength/search.h"

#include "equations/case.h"
#include "lif_random.h"

#include <stdlib.h>
#include <string.h>

enum { WALK_MOST = 256 };

typedef struct hunter {
    const cosim_hunt *hunt;
    cosim_arena *arena;
    cosim_walker *walker;
    int64_t low, high; /* drive words that a current can have */
    uint64_t random;
    size_t missing; /* corners that are looked for */
    int32_t drive[WALK_MOST];
    size_t n;
    uint32_t hold;
} hunter;

static uint64_t draw(hunter *h)
{
    h->random += 0x9e3779b97f4a7c15u;
    return lif_random_mix(h->random, 0);
}

static bool is_sought(const cosim_corner *c)
{
    return c->state == COSIM_CORNER_NOT_FOUND || c->state == COSIM_CORNER_WORDS;
}

static int64_t within(const hunter *h, int64_t word)
{
    return word < h->low ? h->low : word > h->high ? h->high : word;
}

/* Finds the drive words that the job's currents can stand for. */
static void find_range(hunter *h)
{
    const cosim_eq_declaration *d = h->walker->subject->declaration;
    int32_t low, high;
    const cosim_eq_case *c = h->hunt->job->q.equations;
    cosim_eq_drive_limits(d, c != NULL ? &c->drives : NULL, &low, &high);
    h->low = low;
    h->high = high;
}

/* ---- the word that a corner asks for ---- */

/* A corner asks that a node, less a limit that the drive does not move, has a word; modulo 2^bits
 * where bits are not 0. */
typedef struct wish {
    const cosim_eq_node *node, *less;
    int64_t word;
    unsigned bits;
} wish;

static bool wish_of(const cosim_walker *w, const cosim_corner *c, wish *wanted)
{
    const cosim_eq_node *n = c->node;
    *wanted = (wish){.node = n, .word = c->value};
    switch ((int)c->kind) {
    case COSIM_CORNER_THRESHOLD:
        wanted->node = c->side;
        wanted->less = c->limit;
        return true;
    case COSIM_CORNER_LOWEST:
    case COSIM_CORNER_HIGHEST:
        return true;
    case COSIM_CORNER_TIE: {
        const int64_t by = w->model.word[n->of[1]->id];
        if (by < 1 || by > 62) {
            return false;
        }
        wanted->node = n->of[0];
        wanted->bits = (unsigned)by;
        wanted->word = n->op == COSIM_EQ_ROUND ? (int64_t)1 << (by - 1) : 0;
        return true;
    }
    case COSIM_CORNER_TRUE:
    case COSIM_CORNER_FALSE:
        if (cosim_eq_is_condition(n->op) && cosim_eq_operands(n->op) == 2 &&
            n->op != COSIM_EQ_AND && n->op != COSIM_EQ_OR) {
            wanted->node = n->of[0];
            wanted->less = n->of[1];
            wanted->word = 0;
            return true;
        }
        return false;
    case COSIM_CORNER_FIRST:
    case COSIM_CORNER_SECOND:
        wanted->node = n->of[0];
        wanted->less = n->of[1];
        wanted->word = (c->kind == COSIM_CORNER_FIRST) == (n->op == COSIM_EQ_MIN) ? -1 : 1;
        return n->op == COSIM_EQ_MIN || n->op == COSIM_EQ_MAX;
    case COSIM_CORNER_SATURATED_LOW:
    case COSIM_CORNER_WRAPPED_LOW:
        wanted->node = n->of[0];
        wanted->word = cosim_eq_type_low(n->type) - 1;
        return n->type.bits < 63;
    case COSIM_CORNER_SATURATED_HIGH:
    case COSIM_CORNER_WRAPPED_HIGH:
        wanted->node = n->of[0];
        wanted->word = cosim_eq_type_high(n->type) + 1;
        return n->type.bits < 63;
    default:
        return false;
    }
}

static uint64_t measure(hunter *h, const wish *wanted, int64_t drive)
{
    const int64_t word = cosim_walker_try(h->walker, drive, wanted->node);
    const int64_t less = wanted->less != NULL ? h->walker->model.word[wanted->less->id] : 0;
    return (uint64_t)word - (uint64_t)less - (uint64_t)wanted->word;
}

/* Gives x with odd*x = 1 modulo 2^64. */
static uint64_t inverse(uint64_t odd)
{
    uint64_t x = odd;
    for (int i = 0; i < 5; i++) {
        x *= 2 - odd * x;
    }
    return x;
}

/* Solves b + c*(u - low) = 0 modulo 2^bits for u in the range, at random among several. */
static bool solve_modulo(hunter *h, uint64_t b, uint64_t c, unsigned bits, int64_t *drive)
{
    const uint64_t mask = ((uint64_t)1 << bits) - 1;
    b &= mask;
    c &= mask;
    if (c == 0) {
        return false;
    }
    const unsigned even = (unsigned)__builtin_ctzll(c);
    if ((b & (((uint64_t)1 << even) - 1)) != 0) {
        return false;
    }
    const unsigned rest = bits - even; /* 1 or more */
    const uint64_t period = (uint64_t)1 << rest;
    const uint64_t first = ((mask + 1 - b) >> even) * inverse(c >> even) & (period - 1);
    const uint64_t span = (uint64_t)(h->high - h->low);
    if (first > span) {
        return false;
    }
    *drive = h->low + (int64_t)(first + period * (draw(h) % ((span - first) / period + 1)));
    return true;
}

/* Finds the drive word by halving, for a node that does not fall with it, or does not rise. */
static bool halve(hunter *h, const wish *wanted, int64_t *drive)
{
    int64_t low = h->low, high = h->high;
    const int64_t at_low = (int64_t)measure(h, wanted, low);
    const int64_t at_high = (int64_t)measure(h, wanted, high);
    if ((at_low > 0) == (at_high > 0) && at_low != 0 && at_high != 0) {
        return false;
    }
    const bool rises = at_low <= at_high;
    while (low < high) {
        const int64_t middle = low + (high - low) / 2;
        const int64_t at = (int64_t)measure(h, wanted, middle);
        if ((rises && at >= 0) || (!rises && at <= 0)) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    *drive = low;
    return true;
}

static bool solve(hunter *h, const cosim_corner *c, int64_t *drive)
{
    wish wanted;
    cosim_walker_try(h->walker, h->low, h->walker->corners->declaration->equations->fire);
    if (!wish_of(h->walker, c, &wanted)) {
        return false;
    }
    if (wanted.bits == 0) {
        return halve(h, &wanted, drive);
    }
    const uint64_t at = measure(h, &wanted, h->low), next = measure(h, &wanted, h->low + 1);
    return solve_modulo(h, at, next - at, wanted.bits, drive);
}

/* ---- walks ---- */

static int64_t spread(hunter *h)
{
    const uint64_t span = (uint64_t)(h->high - h->low) + 1;
    return h->low + (int64_t)(draw(h) % span);
}

/* A word as currents have it: an end, none, a small one, one of any size, any one. */
static int64_t some_word(hunter *h, int64_t last)
{
    switch (draw(h) % 8) {
    case 0:
        return h->low;
    case 1:
        return h->high;
    case 2:
        return within(h, 0);
    case 3:
        return within(h, (int64_t)(draw(h) % 9) - 4);
    case 4:
    case 5: {
        const int64_t size = (int64_t)(draw(h) >> 33) >> draw(h) % 31;
        return within(h, draw(h) % 4 == 0 ? -size : size);
    }
    case 6:
        return spread(h);
    default:
        return last;
    }
}

static int64_t next_word(hunter *h, unsigned calm)
{
    const cosim_corners *all = h->walker->corners;
    const int64_t last = h->n > 0 ? h->drive[h->n - 1] : 0;
    int64_t word;
    if (draw(h) % 3 == 0) {
        const size_t start = draw(h) % all->count;
        for (size_t i = 0; i < all->count; i++) {
            const cosim_corner *c = &all->items[(start + i) % all->count];
            if (is_sought(c)) {
                return solve(h, c, &word) ? word : some_word(h, last);
            }
        }
    }
    return h->n > 0 && draw(h) % 8 < calm ? last : some_word(h, last);
}

/* Tells whether the drives from `from` on reach a corner from reset, without a word that wraps
 * before. */
static bool repeats(hunter *h, size_t corner, size_t from)
{
    cosim_walker_start(h->walker, h->hunt->job, h->hold);
    for (size_t i = from; i < h->n; i++) {
        const bool fits = cosim_walker_step(h->walker, h->drive[i], h->hold);
        if (i + 1 == h->n) {
            return h->walker->hit[corner];
        }
        if (!fits) {
            return false;
        }
    }
    return false;
}

/* Keeps the drive of a corner: the shortest end of the walk that still reaches it. */
static int keep(hunter *h, size_t number, bool fits)
{
    cosim_corner *c = &h->walker->corners->items[number];
    size_t from = h->n - 1;
    while (from > 0 && !repeats(h, number, from)) {
        from--;
    }
    c->drives = h->n - from;
    c->drive = cosim_arena_alloc(h->arena, c->drives * sizeof *c->drive);
    if (c->drive == NULL) {
        return -1;
    }
    memcpy(c->drive, h->drive + from, c->drives * sizeof *c->drive);
    c->setting = h->hunt->setting;
    c->state = fits ? COSIM_CORNER_MISSING : COSIM_CORNER_REFUSED;
    c->reason = fits ? NULL : "a word wraps in that step, which the verdict calls clipped";
    h->missing--;
    return 0;
}

/* Takes what the last step reached. Returns 0, or -1 without memory. */
static int take_hits(hunter *h, bool fits)
{
    const cosim_corners *all = h->walker->corners;
    const size_t words = cosim_walker_words(h->walker);
    for (size_t i = 0; i < all->count; i++) {
        const cosim_corner *c = &all->items[i];
        const bool wraps =
            c->kind == COSIM_CORNER_WRAPPED_LOW || c->kind == COSIM_CORNER_WRAPPED_HIGH;
        if (!h->walker->hit[i] || !is_sought(c) || (!fits && !wraps)) {
            continue;
        }
        int64_t *place = malloc(words * sizeof *place);
        uint8_t *hit = malloc(all->count);
        int status = -1;
        if (place != NULL && hit != NULL) {
            cosim_walker_save(h->walker, place);
            memcpy(hit, h->walker->hit, all->count);
            status = keep(h, i, fits);
            cosim_walker_restore(h->walker, place);
            memcpy(h->walker->hit, hit, all->count);
        }
        free(place);
        free(hit);
        if (status != 0) {
            return -1;
        }
    }
    return 0;
}

static int walk(hunter *h, size_t length, uint64_t *done)
{
    const unsigned calm = (unsigned)(draw(h) % 8); /* eighths of the steps that keep their word */
    cosim_walker_start(h->walker, h->hunt->job, h->hold);
    for (h->n = 0; h->n < length && h->missing > 0;) {
        const int64_t word = next_word(h, calm);
        h->drive[h->n++] = (int32_t)within(h, word);
        const bool fits = cosim_walker_step(h->walker, h->drive[h->n - 1], h->hold);
        ++*done;
        if (take_hits(h, fits) != 0) {
            return -1;
        }
        if (!fits) {
            return 0; /* what follows is of no use: no scenario may go there */
        }
    }
    return 0;
}

int cosim_hunt_run(cosim_arena *arena, const cosim_hunt *hunt)
{
    static const size_t lengths[] = {1, 2, 4, 16, 64, WALK_MOST};
    hunter *h = calloc(1, sizeof *h);
    int status = 0;
    if (h == NULL) {
        return -1;
    }
    *h = (hunter){.hunt = hunt, .arena = arena, .walker = hunt->walker, .random = hunt->seed};
    lif_hold_fill(&hunt->job->scenario->params, 0, 1, &h->hold);
    find_range(h);
    for (size_t i = 0; i < h->walker->corners->count; i++) {
        h->missing += is_sought(&h->walker->corners->items[i]);
    }
    for (uint64_t done = 0; status == 0 && h->missing > 0 && done < hunt->steps;) {
        status = walk(h, lengths[draw(h) % (sizeof lengths / sizeof *lengths)], &done);
    }
    free(h);
    return status;
}
