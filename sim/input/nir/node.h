// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* One node of a NIR file: which types there are, and which parameters each may have. */
#ifndef COSIM_INPUT_NIR_NODE_H
#define COSIM_INPUT_NIR_NODE_H

#include "input/nir/graph.h"

/* Says what is wrong with a node or graph ("" for the outermost), at its file. Returns -1. */
#if defined(__GNUC__)
__attribute__((format(printf, 4, 5)))
#endif
int
cosim_nir_refuse(const char *path, const char *node, cosim_diag *diag, const char *format, ...);

/* Finds the type of a node (its group in the file): a text, or NULL with *diag. */
const char *cosim_nir_type_of(const cosim_hdf *group, const char *path, const char *node,
                              cosim_diag *diag);

/* Takes the type and the parameters of a node that is no graph; node->name is set. `inner`: it is
 * in a graph within a graph. Returns -1 with *diag where the type or a parameter is refused. */
int cosim_nir_take_node(cosim_nir_node *node, const cosim_hdf *group, bool inner, const char *path,
                        cosim_diag *diag);

/* Tells whether a name can stand in messages and reports as it is: not empty, UTF-8, without a
 * slash and without characters that a reader cannot see. */
bool cosim_nir_name_is_plain(const char *name);

#endif
