// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The VHDL sources of a manifest (.vhd, .vhdl; VHDL-2008) become Verilog by GHDL. */
#ifndef COSIM_FOREIGN_VHDL_H
#define COSIM_FOREIGN_VHDL_H

#include "foreign/manifest.h"

/* Converts the entity that the manifest has for its top, with the parameters as its generics, which
 * are not given again then; or, where the top is a module of Verilog, each entity that a Verilog
 * source names. Writes into `folder` and lists the files in manifest->converted. Does nothing where
 * no source is VHDL. Returns 0, or a status of cosim_elaborate with *diag. */
int cosim_vhdl_convert(cosim_manifest *manifest, const char *folder, cosim_diag *diag);

#endif
