// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The drives of a declaration: which inputs there are for a scenario's current, and what each has
 * of it. A scenario has one current. It is split between the inputs that state a part of it, or it
 * is the sum of those of the events that are there; else the first input has all of it. */
#ifndef COSIM_EQUATIONS_DRIVE_KEYS_H
#define COSIM_EQUATIONS_DRIVE_KEYS_H

#include "equations/declaration.h"

/* Reads `drives` of a manifest into roles, unit_a and share. Returns 0, or -1 with *diag. */
int cosim_eq_read_drives(cosim_eq_declaration *declaration, const cosim_node *root,
                         cosim_diag *diag);

/* Finds the first drive and the inputs that take part, where the roles of all inputs are known.
 * Refuses parts that are not the whole, and events whose currents do not tell which they are.
 * Returns 0, or -1 with *diag. */
int cosim_eq_find_parts(cosim_eq_declaration *declaration, const cosim_node *root,
                        cosim_diag *diag);

/* Writes `drives` as it reads back. */
void cosim_eq_put_drives(FILE *file, const cosim_eq_declaration *declaration);

#endif
