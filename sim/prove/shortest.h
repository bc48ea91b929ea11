// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The shortest run of a scenario in which a circuit is not what it declares. */
#ifndef COSIM_PROVE_SHORTEST_H
#define COSIM_PROVE_SHORTEST_H

#include "prove/engine.h"
#include "prove/witness.h"

/* Searches for the shortest trace with which a run of a scenario differs: the words told[] of its
 * neuron, all steps one after the other. `change`: see cosim_netlist_graphs. *found tells whether
 * there is one of at most `most` clocks, found in that time; *witness is to be freed then. Needs
 * FOLDER/circuit.il. Returns 0, or -1 with *diag. */
int cosim_prove_run(const cosim_manifest *manifest, const int64_t *told, const char *change,
                    double seconds, unsigned most, const cosim_engine *engine, const char *name,
                    bool *found, cosim_witness *witness, cosim_diag *diag);

#endif
