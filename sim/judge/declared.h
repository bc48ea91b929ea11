// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The judge differs in some things on circuits of declared arithmetic, and these are here. */
#ifndef COSIM_JUDGE_DECLARED_H
#define COSIM_JUDGE_DECLARED_H

#include "judge/state.h"

/* The bound, also where the shared definition looks for it. */
void cosim_judge_declared_start(cosim_judge *j);

/* Holds words against real values, computed without the quantiser's code. */
void cosim_judge_declared_constants(cosim_judge *j, const lif_words *words);

/* The reference of an active step: *y [V] and its bound. Returns the membrane [V] that the
 * threshold is held against. */
double cosim_judge_declared_update(const cosim_judge *j, const cosim_judge_block *b, size_t i,
                                   double *y, double *bound);

#endif
