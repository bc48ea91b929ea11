// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Edits of conditions and of choices: a part that is not asked for, a side that is never taken,
 * another amount or potential on one side. */
#ifndef COSIM_DIAGNOSE_EDIT_CHOICES_H
#define COSIM_DIAGNOSE_EDIT_CHOICES_H

#include "diagnose/maker.h"

/* Each adds the edits of one kind that a node has, if it has any. */
void cosim_edit_condition(cosim_maker *maker, const cosim_eq_node *node);
void cosim_edit_choice(cosim_maker *maker, const cosim_eq_node *node);

#endif
