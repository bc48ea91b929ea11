// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A declaration as one YAML text, which a circuit keeps and another program reads. */
#ifndef COSIM_EQUATIONS_DECLARATION_TEXT_H
#define COSIM_EQUATIONS_DECLARATION_TEXT_H

#include "equations/declaration.h"

#include <stdio.h>

/* Reads the whole from a text that cosim_eq_declaration_put wrote; NULL with *diag. */
const cosim_eq_declaration *cosim_eq_declaration_read(cosim_arena *arena, const char *text,
                                                      cosim_diag *diag);

/* Writes it as a text that reads back as the same: its equations in normal form. Returns 0, or -1
 * without memory. */
int cosim_eq_declaration_put(FILE *file, const cosim_eq_declaration *declaration);

/* Writes the keys that stand beside the equations alone. */
void cosim_eq_declaration_put_keys(FILE *file, const cosim_eq_declaration *declaration);

#endif
