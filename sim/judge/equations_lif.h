// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The level lif: in every step the ideal of a declaration is the scenario's LIF step. */
#ifndef COSIM_JUDGE_EQUATIONS_LIF_H
#define COSIM_JUDGE_EQUATIONS_LIF_H

#include "judge/equations_answer.h"

/* Compares an evaluation of the ideal, and its own decision, with the LIF step from the same
 * state. */
void cosim_judge_eq_lif(cosim_judge *judge, size_t phase, const cosim_eq_lif_step *lif, bool ideal);

/* Compares the membrane after the step, with the decision that the circuit took. */
void cosim_judge_eq_lif_after(cosim_judge *judge, bool fired);

#endif
