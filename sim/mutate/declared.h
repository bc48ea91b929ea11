// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A mutant that differs from the sound circuit somewhere may still be the declared neuron: for all
 * inputs, words and clocks that the manifest allows it answers as the equations say. This is
 * proven, or refuted by a trace, by a miter of the mutant and the equations (prove/miter.h). */
#ifndef COSIM_MUTATE_DECLARED_H
#define COSIM_MUTATE_DECLARED_H

#include "mutate/equal.h"
#include "mutate/mutants.h"
#include "mutate/netlist.h"
#include "prove/witness.h"

typedef struct cosim_declared {
    cosim_manifest manifest; /* the user's, without the parameters that the netlist has in it */
    char folder[COSIM_MUTATE_PATH + 16];
    unsigned seconds;
    bool usable;     /* the miter reaches its covers, and refutes a mutant that was killed */
    const char *why; /* it is not, or NULL */
} cosim_declared;

/* Writes the miter into WORK/declared and finds out whether a proof by it says anything: the sound
 * circuit must reach what the miter asks for. Returns 0, or -1 with *diag where a tool failed. */
int cosim_declared_start(cosim_declared *declared, const cosim_manifest *manifest, const char *work,
                         unsigned seconds, cosim_diag *diag);

/* Compares what the Yosys command `mutation` makes of the circuit with the equations. *found is
 * COSIM_EQUAL for a proof without bound. Returns 0, or -1 with *diag. */
int cosim_declared_prove(const cosim_declared *declared, const char *mutation,
                         cosim_equality *found, cosim_diag *diag);

/* Searches the first `clocks` clocks of all runs with these told words that a scenario can have, by
 * another engine. Returns 0 with *found: COSIM_OTHER, and then the trace in *witness, to be freed,
 * or COSIM_OPEN; or -1 with *diag. */
int cosim_declared_trace(const cosim_declared *declared, const char *mutation, const int64_t *told,
                         unsigned clocks, cosim_equality *found, cosim_witness *witness,
                         cosim_diag *diag);

/* Searches the first clocks of all runs for a difference from the equations, by another engine than
 * the one that proved that there is none. Returns 0 with *clean, or -1 with *diag. */
int cosim_declared_confirm(const cosim_declared *declared, const char *mutation, bool *clean,
                           cosim_diag *diag);

#endif
