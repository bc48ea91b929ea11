// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Corners are what a stimulus should make a neuron do, so that a wrong circuit could be seen there.
 * They follow from the equations alone: each place where two circuits that are nearly the same
 * would differ. */
#ifndef COSIM_STRENGTH_CORNERS_H
#define COSIM_STRENGTH_CORNERS_H

#include "base/arena.h"
#include "equations/declaration.h"

typedef enum cosim_corner_kind {
    COSIM_CORNER_SPIKE,
    COSIM_CORNER_THRESHOLD,    /* what is compared is `offset` above the threshold */
    COSIM_CORNER_HOLD_ENTERED, /* a spike, and the step after it cannot fire */
    COSIM_CORNER_HOLD_LEFT,
    COSIM_CORNER_HELD_DRIVEN,   /* a step that cannot fire has a drive */
    COSIM_CORNER_HELD_REACHED,  /* and the threshold is reached in it */
    COSIM_CORNER_SPIKE_AT_ONCE, /* a spike in the first step after a hold */
    COSIM_CORNER_ABOVE_ZERO,    /* a word is above 0 */
    COSIM_CORNER_BELOW_ZERO,
    COSIM_CORNER_LOWEST, /* a word is the lowest that its type holds */
    COSIM_CORNER_HIGHEST,
    COSIM_CORNER_TIE,  /* a rounding has exactly a half to round */
    COSIM_CORNER_REST, /* a rounding drops bits of a number below 0 */
    COSIM_CORNER_TRUE, /* a condition decides and is true */
    COSIM_CORNER_FALSE,
    COSIM_CORNER_FIRST, /* the first operand alone decides: of min, max, and, or */
    COSIM_CORNER_SECOND,
    COSIM_CORNER_NEITHER,       /* no operand of an or holds, both of an and do */
    COSIM_CORNER_SATURATED_LOW, /* a word is below what its type holds, and limited */
    COSIM_CORNER_SATURATED_HIGH,
    COSIM_CORNER_WRAPPED_LOW, /* a word is below what its type holds, and cut */
    COSIM_CORNER_WRAPPED_HIGH
} cosim_corner_kind;

typedef enum cosim_corner_state {
    COSIM_CORNER_REACHED,
    COSIM_CORNER_IMPOSSIBLE, /* proven: with no words, no drive and at no time */
    COSIM_CORNER_WORDS,      /* proven: not with the words of these scenarios */
    COSIM_CORNER_MISSING,    /* a drive reaches it, and the circuit passes with that drive */
    COSIM_CORNER_REFUSED,    /* a drive reaches it, and no scenario with it can pass */
    COSIM_CORNER_NOT_FOUND   /* no step of the search reached it */
} cosim_corner_state;

typedef struct cosim_corner {
    cosim_corner_kind kind;
    const char *group;                 /* "threshold", "reset" ... */
    const char *text;                  /* what happens, in the names of the equations */
    const cosim_eq_node *node;         /* that it is about */
    const cosim_eq_node *side, *limit; /* THRESHOLD, HELD_REACHED: what reaches what */
    int64_t value;                     /* the word of LOWEST, HIGHEST; the offset of THRESHOLD */
    cosim_corner_state state;
    uint64_t count;       /* steps that reached it */
    const char *scenario; /* that reached it first, and where */
    uint64_t step;
    const char *reason;  /* REFUSED: of the judge */
    const char *setting; /* a key of the scenario that has to be other, "KEY=VALUE", or NULL */
    int32_t *drive;      /* MISSING, REFUSED: the drive words from reset on */
    size_t drives;
    const char *file; /* MISSING: where the scenario was written, or NULL */
} cosim_corner;

enum { COSIM_COMPARISONS = 8 };

typedef struct cosim_corners {
    const cosim_eq_declaration *declaration;
    cosim_corner *items;
    size_t count;
    /* The comparisons that fire is made of, and the nodes between them and fire in the order of
     * their computation. */
    const cosim_eq_node *comparison[COSIM_COMPARISONS];
    size_t comparison_count;
    const cosim_eq_node **cone;
    size_t cone_count;
    bool holds;         /* fire depends on more than these */
    const bool *needed; /* of each node */
} cosim_corners;

/* Finds the corners of a declaration, in the arena. Returns 0, or -1 without memory. */
int cosim_corners_find(cosim_arena *arena, const cosim_eq_declaration *declaration,
                       cosim_corners *corners);

#endif
