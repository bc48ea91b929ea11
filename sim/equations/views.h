// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Finds what each output of a declaration shows: the spike, the membrane or a part of it, or
 * something that the exact level alone compares. */
#ifndef COSIM_EQUATIONS_VIEWS_H
#define COSIM_EQUATIONS_VIEWS_H

#include "equations/declaration.h"

/* Fills views, spike and shown; the membrane is known. Refuses equations no output of which is
 * fire. Returns 0, or -1 with *diag. */
int cosim_eq_find_views(cosim_arena *arena, cosim_eq_declaration *declaration,
                        const cosim_node *map, cosim_diag *diag);

#endif
