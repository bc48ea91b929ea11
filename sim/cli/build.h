// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* `lifcosim build` brings somebody else's circuit from its manifest to --dut NAME. */
#ifndef COSIM_CLI_BUILD_H
#define COSIM_CLI_BUILD_H

#include "cli/cli.h"
#include "foreign/manifest.h"

/* Takes its own argv (argv[0] is its name) and returns the exit status. */
/* Reads a manifest with the --set of inputs; reports what is wrong. */
int cosim_cli_manifest(const cosim_cli_inputs *inputs, const char *path, bool calibrating,
                       cosim_manifest **manifest);

int cosim_cli_build(int argc, char **argv);

#endif
