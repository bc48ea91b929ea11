// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A circuit that is declared by equations is judged beside its steps too, by its told words; and
 * the result is told what the level lif found. */
#ifndef COSIM_JUDGE_EQUATIONS_RESULT_H
#define COSIM_JUDGE_EQUATIONS_RESULT_H

#include "judge/state.h"

/* Compares the told words with what they stand for. */
void cosim_judge_equations_constants(cosim_judge *judge, const int64_t *told);

/* Puts what the level lif found into the result. */
void cosim_judge_equations_finish(const cosim_judge *judge, cosim_result *result);

#endif
