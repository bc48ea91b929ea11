// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The verdict of each level, and of the run, follows from a judge's findings. */
#ifndef COSIM_JUDGE_VERDICT_H
#define COSIM_JUDGE_VERDICT_H

#include "judge/state.h"

/* Fills the verdicts, levels and the first mismatch of *result; result->clipped_steps, tolerance,
 * expect.stated, .knife_edge and expected must be set before. expected[count] is the published
 * list. */
void cosim_judge_finish(const cosim_judge *judge, const uint64_t *expected, size_t count,
                        cosim_result *result);

/* Tells whether the verdict of *result can follow from its levels, its clipped steps and the
 * outcome of its free run. It is for a result that was written down and read again. */
bool cosim_verdict_follows(const cosim_result *result);

#endif
