// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Edits of what a declaration computes with: its inputs, shifts, widths, limits, constants. */
#ifndef COSIM_DIAGNOSE_EDIT_NUMBERS_H
#define COSIM_DIAGNOSE_EDIT_NUMBERS_H

#include "diagnose/maker.h"

/* Each adds the edits of one kind that a node has, if it has any. */
void cosim_edit_input(cosim_maker *maker, const cosim_eq_node *node);
void cosim_edit_shift(cosim_maker *maker, const cosim_eq_node *node);
void cosim_edit_cut(cosim_maker *maker, const cosim_eq_node *node);
void cosim_edit_width(cosim_maker *maker, const cosim_eq_node *node);
void cosim_edit_limit(cosim_maker *maker, const cosim_eq_node *node);
void cosim_edit_constant(cosim_maker *maker, const cosim_eq_node *node);

#endif
