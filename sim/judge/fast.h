// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The judge's fast path may only say "these steps are clean". */
#ifndef COSIM_JUDGE_FAST_H
#define COSIM_JUDGE_FAST_H

#include "judge/state.h"

/* Tells whether the fast path applies to the next step. */
bool cosim_judge_in_step(const cosim_judge *j);

/* Judges steps from element i on, at most *length of them, and sets *length to how many it judged.
 * Returns true if every level is clean on all of those and none is ambiguous; the state has then
 * moved past them exactly as the definition would have moved it. Otherwise it returns false and has
 * changed nothing, and the definition is to judge those steps. */
bool cosim_judge_fast(cosim_judge *j, const cosim_judge_block *b, size_t i, size_t *length);

#endif
