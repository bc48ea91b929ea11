// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Looks for drives that reach corners which nothing has reached yet: short walks from reset with
 * random words, ends, small steps, and, in some of the steps, the very word that a corner asks for,
 * where the node that it is about rises evenly with the drive. */
#ifndef COSIM_STRENGTH_SEARCH_H
#define COSIM_STRENGTH_SEARCH_H

#include "strength/walker.h"

typedef struct cosim_hunt {
    cosim_walker *walker;
    const cosim_job *job;
    const char *setting; /* of the scenario, "KEY=VALUE", or NULL */
    uint64_t steps;      /* that it may take */
    uint64_t seed;
} cosim_hunt;

/* Fills `drive` of each corner in state NOT_FOUND or WORDS that it reaches with the shortest end of
 * a walk that does so from reset, and makes its state MISSING; one that is reached only in a step
 * in which a word wraps becomes REFUSED. Drives are in the arena. Returns 0, or -1 without memory.
 */
int cosim_hunt_run(cosim_arena *arena, const cosim_hunt *hunt);

#endif
