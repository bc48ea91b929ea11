// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Each node of a NIR graph takes some elements and gives some; how many is found here. */
#ifndef COSIM_INPUT_NIR_MEASURE_H
#define COSIM_INPUT_NIR_MEASURE_H

#include "input/nir/graph.h"

/* Sets takes and gives of all nodes from what they say and from their edges. Returns -1 with *diag
 * where two nodes of an edge do not fit. */
int cosim_nir_measure(cosim_nir_graph *graph, cosim_diag *diag);

#endif
