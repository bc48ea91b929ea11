// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Ranges enclose every word that each node of a declaration has at any time after reset, whatever
 * its drives are. They follow from the equations alone: what is computed of the states must lie
 * within the states again. */
#ifndef COSIM_STRENGTH_REACH_H
#define COSIM_STRENGTH_REACH_H

#include "strength/corners.h"
#include "strength/range.h"

typedef struct cosim_reach cosim_reach;

/* Encloses the words of a declaration whose params have a word of low[param_count] to
 * high[param_count] (NULL: any words of their types); inputs have any word of their types. Made in
 * the arena; NULL without memory. */
const cosim_reach *cosim_reach_of(cosim_arena *arena, const cosim_corners *corners,
                                  const int64_t *low, const int64_t *high);

/* Gives the range of a node. */
cosim_range cosim_reach_range(const cosim_reach *reach, const cosim_eq_node *node);

#endif
