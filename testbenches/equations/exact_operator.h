// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Each operator in exact arithmetic: what it makes of the forms of its operands. */
#ifndef EXACT_OPERATOR_H
#define EXACT_OPERATOR_H

#include "exact_form.h"

/* Puts the form of an operation whose operands are there; sets e->mistaken where double is certain
 * of what is not certain here. */
void exact_put_form(exact *e, const cosim_eq_node *n);

#endif
