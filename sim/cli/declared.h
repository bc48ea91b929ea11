// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A manifest may stand where a circuit is named: what it declares is run without being built. */
#ifndef COSIM_CLI_DECLARED_H
#define COSIM_CLI_DECLARED_H

#include "cli/cli.h"
#include "foreign/manifest.h"

/* Tells whether a name is that of a manifest, a file that ends in .yaml or .yml. */
bool cosim_cli_is_manifest(const char *name);

/* Reads a manifest and makes its keys of arithmetic into equations, which asks Verilator for the
 * widths of ports; `elaborate`: it is asked anyway. Reports what is wrong, and returns the exit
 * status. */
int cosim_cli_declaration(const char *path, bool outside, bool elaborate,
                          cosim_manifest **manifest);

/* Opens the integer model of what a manifest declares; reports what is wrong. */
int cosim_cli_declared(const cosim_manifest *manifest, cosim_dut **model);

#endif
