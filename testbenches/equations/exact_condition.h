// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Conditions in exact arithmetic: what they are of the ideals, and what they are of the words,
 * which may be open. */
#ifndef EXACT_CONDITION_H
#define EXACT_CONDITION_H

#include "exact_form.h"

/* Gives the truth of a node that is taken as a condition; one that has a form is decided already.
 */
cosim_eq_truth exact_truth(const exact *e, const cosim_eq_node *n);

/* Decides a comparison or a connective whose operands are there. */
cosim_eq_truth exact_decide(const exact *e, const cosim_eq_node *n);

#endif
