// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* `lifcosim build` brings somebody else's circuit from its manifest to --dut NAME. */
#ifndef COSIM_CLI_BUILD_H
#define COSIM_CLI_BUILD_H

#include "cli/cli.h"
#include "foreign/build.h"

/* Reads a manifest with the --set of inputs; reports what is wrong. */
int cosim_cli_manifest(const cosim_cli_inputs *inputs, const char *path, bool calibrating,
                       cosim_manifest **manifest);

/* Builds it (foreign/build.h); reports what is wrong, and warns. Returns the exit status. */
int cosim_cli_build_circuit(cosim_manifest *manifest, cosim_build_kind kind, cosim_build_look *look,
                            void *context, char *so, size_t bytes);

/* Takes its own argv (argv[0] is its name) and returns the exit status. */
int cosim_cli_build(int argc, char **argv);

#endif
