// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A circuit that is declared by equations stands in a wrapper without a control of its own: module
 * lif_sim has a port for each input, told param, output and outer state, beside clock, reset and
 * step, and sim/verilator/equations.cpp does what a step takes. Waveforms show the same groups as
 * those of the shipped circuit (sim/verilator/lif_views.sv), so the module has that one's name. */
#ifndef COSIM_FOREIGN_WRAPPER_EQUATIONS_H
#define COSIM_FOREIGN_WRAPPER_EQUATIONS_H

#include "foreign/manifest.h"

/* Writes the wrapper of an elaborated manifest that has a declaration. Returns 0, or -1 with
 * *diag. */
int cosim_wrapper_equations(const cosim_manifest *manifest, const char *path, cosim_diag *diag);

/* Writes circuit.h, which sim/verilator/equations.cpp is compiled with. `calibrating`: a row of
 * outputs has two words for each output of the declaration, read in the clock of the step before
 * its edge and after it, whatever the declaration says. Returns 0, or -1 with *diag. */
int cosim_wrapper_equations_header(const cosim_manifest *manifest, bool calibrating,
                                   const char *path, cosim_diag *diag);

/* Returns the bits, with a sign, of the membrane that a waveform shows. */
unsigned cosim_wrapper_membrane_bits(const cosim_manifest *manifest);

#endif
