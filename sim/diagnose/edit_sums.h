// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Edits of the sums and products of a declaration, and of when its leak acts. */
#ifndef COSIM_DIAGNOSE_EDIT_SUMS_H
#define COSIM_DIAGNOSE_EDIT_SUMS_H

#include "diagnose/maker.h"

/* Each adds the edits of one kind that a node has, if it has any. */
void cosim_edit_sum(cosim_maker *maker, const cosim_eq_node *node);
void cosim_edit_offset(cosim_maker *maker, const cosim_eq_node *node);
void cosim_edit_product(cosim_maker *maker, const cosim_eq_node *node);

#endif
