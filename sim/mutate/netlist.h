// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Yosys elaborates the user's circuit, draws its mutants, and puts many of them into one module
 * with one input more, which selects the mutant; 0 is the sound circuit. */
#ifndef COSIM_MUTATE_NETLIST_H
#define COSIM_MUTATE_NETLIST_H

#include "foreign/manifest.h"

enum { COSIM_MUTATE_PATH = 4096 };

/* Tells whether the tools that mutants need are there. Returns 0, or -1 with *diag, which says what
 * to install. */
int cosim_mutate_ready(cosim_diag *diag);

/* Writes FOLDER/circuit.il, the elaborated circuit, and FOLDER/list, up to `count` mutants of it.
 * Returns 0, or -1 with *diag where Yosys cannot read the sources. */
int cosim_netlist_draw(const cosim_manifest *manifest, const char *folder, unsigned count,
                       uint64_t seed, cosim_diag *diag);

/* Writes FOLDER/NAME.v, the module with mutants first to last of FOLDER/list. */
int cosim_netlist_join(const char *folder, const char *name, unsigned first, unsigned last,
                       cosim_diag *diag);

/* Runs Yosys on a script, or yosys-abc on its commands, with a bound on its memory and its
 * processor time [s]; what it says goes to `log`. Returns its exit status, or -1 with *diag where
 * it could not be run. A tool that was ended at its bound has a status that is not 0. */
int cosim_mutate_tool(const char *folder, const char *tool, const char *option, const char *script,
                      const char *log, unsigned seconds, cosim_diag *diag);

#endif
