// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The judge differs in some things on circuits of declared arithmetic, and those are here. */
#ifndef COSIM_JUDGE_DECLARED_H
#define COSIM_JUDGE_DECLARED_H

#include "judge/state.h"

/* Starts the bound, and puts it also where the shared definition looks for it. */
void cosim_judge_declared_start(cosim_judge *j);

/* Compares words with real values, which are computed without the quantiser's code. */
void cosim_judge_declared_constants(cosim_judge *j, const lif_words *words);

/* Updates the reference in an active step: *y [V] and its bound. Returns the membrane [V] that is
 * compared with the threshold. */
double cosim_judge_declared_update(const cosim_judge *j, const cosim_judge_block *b, size_t i,
                                   double *y, double *bound);

#endif
