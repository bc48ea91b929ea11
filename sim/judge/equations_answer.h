// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* One step of a circuit that is declared by equations, as its judge goes through it. */
#ifndef COSIM_JUDGE_EQUATIONS_ANSWER_H
#define COSIM_JUDGE_EQUATIONS_ANSWER_H

#include "equations/case.h"
#include "judge/state.h"

/* An answer holds what a step is given, what the circuit made of it, and what is known of its
 * decision. */
typedef struct cosim_judge_answer {
    const cosim_judge_block *block;
    size_t i;
    const int64_t *outputs;
    bool spike;
    uint32_t hold;
    bool must, must_not; /* by the bound */
    bool ideal;          /* the decision of the reference by itself */
} cosim_judge_answer;

/* Gives the words and the real values of a phase, in the case's rows; they are the case's own. */
cosim_eq_given *cosim_judge_eq_give(cosim_judge *judge, const cosim_judge_answer *step,
                                    size_t phase);

/* Names what an output shows, for messages. */
const char *cosim_judge_eq_name(const cosim_eq_declaration *declaration, size_t output);

#endif
