// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Reads the closed list of departures from the LIF step. What an entry means is said by the judge's
 * LIF step (equations/step.h), never by the text. */
#ifndef COSIM_EQUATIONS_DEPARTS_H
#define COSIM_EQUATIONS_DEPARTS_H

#include "equations/declaration.h"

/* Reads `departs` of a mapping. Returns 0, or -1 with *diag. */
int cosim_eq_read_departs(cosim_eq_declaration *declaration, const cosim_node *map,
                          cosim_diag *diag);

/* Writes them as that key. */
void cosim_eq_put_departs(FILE *file, const cosim_eq_declaration *declaration);

/* Gives the name of a departure, as the list has it. */
const char *cosim_eq_departure_name(cosim_eq_departure_kind kind);

#endif
