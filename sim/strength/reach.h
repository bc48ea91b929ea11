// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Intervals say which corners no drive can reach. They enclose every word that a node has at any
 * time after reset, so that a corner outside of them is proven to be impossible; a corner within
 * them may be reached or not. */
#ifndef COSIM_STRENGTH_REACH_H
#define COSIM_STRENGTH_REACH_H

#include "strength/corners.h"

typedef struct cosim_reach cosim_reach;

/* Encloses the words of a declaration whose params have these words (NULL: any words of their
 * types); inputs have any word of their types. Made in the arena; NULL without memory. */
const cosim_reach *cosim_reach_of(cosim_arena *arena, const cosim_corners *corners,
                                  const int64_t *param);

/* Tells whether a corner lies within them. */
bool cosim_reach_may(const cosim_reach *reach, const cosim_corner *corner);

#endif
