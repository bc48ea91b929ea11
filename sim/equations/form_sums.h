// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Sums, products and what divides and rounds, as forms (equations/form.h). */
#ifndef COSIM_EQUATIONS_FORM_SUMS_H
#define COSIM_EQUATIONS_FORM_SUMS_H

#include "equations/form.h"

/* Each computes a node of its kind, whose operands are there; sign: 1 of a sum, -1 of a
 * difference. */
void cosim_eq_form_add(cosim_eq_forms *forms, const cosim_eq_node *node, double sign);
void cosim_eq_form_multiply(cosim_eq_forms *forms, const cosim_eq_node *node);
void cosim_eq_form_divide(cosim_eq_forms *forms, const cosim_eq_node *node);
void cosim_eq_form_shift_left(cosim_eq_forms *forms, const cosim_eq_node *node);

#endif
