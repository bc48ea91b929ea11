// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Yosys reads the sources of a manifest as Verilator does. */
#ifndef COSIM_FOREIGN_YOSYS_READ_H
#define COSIM_FOREIGN_YOSYS_READ_H

#include "foreign/manifest.h"

#include <stdio.h>

/* Writes the command that reads the sources of an elaborated manifest, with its macros and include
 * folders and what became of VHDL. Returns false where Yosys would read a path otherwise (one with
 * a quote, a backslash or a line feed). */
bool cosim_put_yosys_read(FILE *file, const cosim_manifest *manifest);

/* Writes the command that makes the manifest's top module, with its parameters, the top of the
 * design. Returns false for a value that Yosys would read otherwise. */
bool cosim_put_yosys_top(FILE *file, const cosim_manifest *manifest);

#endif
