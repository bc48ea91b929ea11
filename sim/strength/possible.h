// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Tells which corners no drive can reach, as the words that they need lie outside of all that there
 * are at any time. */
#ifndef COSIM_STRENGTH_POSSIBLE_H
#define COSIM_STRENGTH_POSSIBLE_H

#include "strength/reach.h"

/* Tells whether a corner lies within the ranges; false is a proof that nothing reaches it. `fire`
 * is the decision of the equations. */
bool cosim_corner_may(const cosim_reach *reach, const cosim_eq_node *fire,
                      const cosim_corner *corner);

#endif
