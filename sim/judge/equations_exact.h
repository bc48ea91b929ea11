// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The exact level of a circuit that is declared by equations: every output is the integer model's
 * word. */
#ifndef COSIM_JUDGE_EQUATIONS_EXACT_H
#define COSIM_JUDGE_EQUATIONS_EXACT_H

#include "judge/equations_answer.h"

/* Computes the model's phases, compares every output, the spike included, and leaves in the case
 * which phases fire: as the circuit decided. */
void cosim_judge_eq_exact(cosim_judge *judge, cosim_judge_answer *step);

/* Lets the model go on, after a mismatch, with the states that outputs show. */
void cosim_judge_eq_adopt(cosim_judge *judge, const cosim_judge_answer *step);

#endif
