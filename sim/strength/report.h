// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The corners that scenarios reach are told as a table and as JSON. */
#ifndef COSIM_STRENGTH_REPORT_H
#define COSIM_STRENGTH_REPORT_H

#include "strength/strength.h"

#include <stdio.h>

/* Writes the table. `all`: also the corners that were reached, a line each. */
void cosim_strength_table(FILE *file, const cosim_strength *strength, bool all);

/* Writes one document: the scenarios, and each corner with its state, and its drive if it is
 * missing. Its keys are those of docs/STRENGTH.md. */
void cosim_strength_json(FILE *file, const cosim_strength *strength);

/* Gives the name of a state in reports, as "reached". */
const char *cosim_corner_state_name(cosim_corner_state state);

#endif
