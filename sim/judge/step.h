// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The judge's verdict on a step is defined here. */
#ifndef COSIM_JUDGE_STEP_H
#define COSIM_JUDGE_STEP_H

#include "judge/state.h"

/* Judges the steps from element `first` of a block to `end`, which is not one of them. */
void cosim_judge_steps(cosim_judge *judge, const cosim_judge_block *block, size_t first,
                       size_t end);

#endif
