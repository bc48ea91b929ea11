// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Before a proof counts, a trace has to reach covers. They are searched for by the prover, and
 * where that takes it too long, by simulating the graph with drives that stay the same. A branch
 * that the words of a scenario never take is proven to be that. */
#ifndef COSIM_PROVE_COVERS_H
#define COSIM_PROVE_COVERS_H

#include "prove/prove.h"

/* Searches FOLDER/GRAPH.aig for the covers of *proof, and tells in it the clocks of those that are
 * reached; with fixed words also which branches are never taken, and then are not needed. `seconds`
 * are for the prover. Returns 0, or -1 with *diag. */
int cosim_covers_reach(const cosim_manifest *manifest, const char *folder, const char *graph,
                       double seconds, cosim_proof *proof, cosim_diag *diag);

#endif
