// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Traces that count in volts are judged here, step by step: there are no words and no integer
 * model, and the bound is that of a source that computes in floating point (lif_source.h), with
 * what a row may be off by added where the row is looked at.
 *
 * Where the start of the trace is not known, nothing is compared until something is known of its
 * state: a reset to a value, or a membrane that is shown after a spike (or in the first step, where
 * nothing can hold). The reference adopts the spikes until then. */
#ifndef COSIM_JUDGE_RECORDED_H
#define COSIM_JUDGE_RECORDED_H

#include "judge/state.h"

void cosim_judge_recorded_start(cosim_judge *judge);

/* Judges the steps first to end - 1 of a block. */
void cosim_judge_recorded_steps(cosim_judge *judge, const cosim_judge_block *block, size_t first,
                                size_t end);

#endif
