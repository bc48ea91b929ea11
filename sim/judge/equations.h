// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Circuits that are declared by equations are judged here, step by step: the integer model is what
 * they declare, the bound is that of their ideal, and the reference is the scenario's LIF step,
 * never the declaration (level lif), unless they are declared to be no LIF neuron. */
#ifndef COSIM_JUDGE_EQUATIONS_H
#define COSIM_JUDGE_EQUATIONS_H

#include "judge/state.h"

/* Starts the judge's case at step 0. */
void cosim_judge_equations_start(cosim_judge *judge);

/* Judges the steps first to end - 1 of a block. */
void cosim_judge_equations_steps(cosim_judge *judge, const cosim_judge_block *block, size_t first,
                                 size_t end);

#endif
