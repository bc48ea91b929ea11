// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Edits of the membrane, of what a declaration decides, and of what follows from it: comparisons,
 * the threshold, the value at a spike, what a spike loads. */
#ifndef COSIM_DIAGNOSE_EDIT_DECISIONS_H
#define COSIM_DIAGNOSE_EDIT_DECISIONS_H

#include "diagnose/maker.h"

/* Each adds the edits of one kind that a node has, if it has any. */
void cosim_edit_compare(cosim_maker *maker, const cosim_eq_node *node);
void cosim_edit_decision(cosim_maker *maker, const cosim_eq_node *node);
void cosim_edit_spike_value(cosim_maker *maker, const cosim_eq_node *node);
void cosim_edit_added_reset(cosim_maker *maker, const cosim_eq_node *node);
void cosim_edit_load(cosim_maker *maker, const cosim_eq_node *node);
void cosim_edit_membrane(cosim_maker *maker, const cosim_eq_node *node);

#endif
