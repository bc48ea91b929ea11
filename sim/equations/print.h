// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Nodes are written as expressions of the language again, with the brackets that its reader needs.
 */
#ifndef COSIM_EQUATIONS_PRINT_H
#define COSIM_EQUATIONS_PRINT_H

#include "equations/equations.h"

#include <stdio.h>

/* A printer looks the names of one node up here instead of searching for them. */
typedef struct cosim_eq_known {
    unsigned name,
        condition; /* 1 more than the symbol to name it by, as a number, as a condition */
    unsigned part; /* not 0: it has the name partN */
    unsigned size; /* for who prints lines */
} cosim_eq_known;

typedef struct cosim_eq_printer {
    const cosim_equations *equations;
    size_t symbols; /* those whose names may be used */
    FILE *file;     /* NULL: text[bytes] is written, and what does not fit left out */
    char *text;
    size_t bytes, length;
    unsigned depth;        /* of the node within what is written */
    cosim_eq_known *known; /* of each node; NULL: names are searched for */
} cosim_eq_printer;

/* Writes a node: its name, or what it is made of (`whole`: even where it has a name). `condition`:
 * it stands where the language wants a condition. */
void cosim_eq_put(cosim_eq_printer *printer, const cosim_eq_node *node, bool condition, bool whole);

/* Finds the symbol that names a node, for a number or for a condition, among the first symbols of a
 * printer; returns their number where there is none. */
size_t cosim_eq_name_of(const cosim_equations *equations, size_t symbols, const cosim_eq_node *node,
                        bool condition);

/* Writes a node as an expression that uses the names of the first `symbols` symbols, cut to fit
 * text[bytes]. Returns text. */
const char *cosim_eq_text(const cosim_equations *equations, size_t symbols,
                          const cosim_eq_node *node, char *text, size_t bytes);

#endif
