// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* GHDL converts VHDL to Verilog, and some operators wrongly. Each gate stands on a line of its own,
 * below a comment with its place in the source, so that a wrong one can be told. Those that keep
 * all that is needed are mended; the others are refused at their place in the VHDL source. The
 * table of testbenches/cli/test_vhdl.sh compares the outcome with GHDL's own simulation. */
#ifndef COSIM_FOREIGN_MEND_H
#define COSIM_FOREIGN_MEND_H

#include "foreign/manifest.h"

/* Copies the converted text of `entity`, from file to file; `gates` is the text of its list of
 * gates (foreign/branches.h), or "". Returns 0, or -1 with *diag. */
int cosim_mend(const cosim_manifest *manifest, const char *entity, const char *from,
               const char *gates, const char *to, cosim_diag *diag);

#endif
