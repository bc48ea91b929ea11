// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The bounded level of a circuit that is declared by equations: its words are where the bound of
 * the ideal says, and so are its decisions. */
#ifndef COSIM_JUDGE_EQUATIONS_BOUNDED_H
#define COSIM_JUDGE_EQUATIONS_BOUNDED_H

#include "judge/equations_answer.h"

/* Judges output k where it shows the membrane, or bits of it. */
void cosim_judge_eq_output(cosim_judge *judge, const cosim_judge_answer *step, size_t k);

/* Judges the decision by the bound. Returns whether the step is ambiguous. */
bool cosim_judge_eq_decision(cosim_judge *judge, cosim_judge_answer *step);

/* Notes how wide the bound of the membrane is. */
void cosim_judge_eq_widest(cosim_judge *judge, bool fired);

#endif
