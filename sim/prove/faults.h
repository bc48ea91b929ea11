// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A proof that could not fail is none: a fault is put into the netlist of the circuit, and has to
 * be refuted. */
#ifndef COSIM_PROVE_FAULTS_H
#define COSIM_PROVE_FAULTS_H

#include "prove/prove.h"

/* Lets Yosys list faults of FOLDER/circuit.il and compares the circuit with them, one after the
 * other, until one is refuted within `most` clocks or the time is over. FOLDER/NAME.v is the miter.
 * Tells in *proof which. Returns 0, or -1 with *diag. */
int cosim_faults_try(const cosim_manifest *manifest, const cosim_miter_options *miter,
                     const char *folder, const char *name, double seconds, unsigned most,
                     cosim_proof *proof, cosim_diag *diag);

#endif
