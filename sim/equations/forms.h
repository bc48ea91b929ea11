// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Computes the forms of a step (equations/form.h), one node after the other. */
#ifndef COSIM_EQUATIONS_FORMS_H
#define COSIM_EQUATIONS_FORMS_H

#include "equations/form.h"

/* Computes a node that has operands, which are there. */
void cosim_eq_form(cosim_eq_forms *forms, const cosim_eq_node *node);

/* Decides a condition from its operands, whatever is adopted afterwards. */
cosim_eq_truth cosim_eq_decide(cosim_eq_forms *forms, const cosim_eq_node *node);

#endif
