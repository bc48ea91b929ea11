// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* These nodes take one of two words, or limit one; they are computed as forms (equations/form.h).
 */
#ifndef COSIM_EQUATIONS_FORM_CHOICES_H
#define COSIM_EQUATIONS_FORM_CHOICES_H

#include "equations/form.h"

/* Each computes a node of its kind, whose operands are there; most: the larger of two. */
void cosim_eq_form_least(cosim_eq_forms *forms, const cosim_eq_node *node, bool most);
void cosim_eq_form_magnitude(cosim_eq_forms *forms, const cosim_eq_node *node);
void cosim_eq_form_choose(cosim_eq_forms *forms, const cosim_eq_node *node);
void cosim_eq_form_cut(cosim_eq_forms *forms, const cosim_eq_node *node);
void cosim_eq_form_saturate(cosim_eq_forms *forms, const cosim_eq_node *node);

#endif
