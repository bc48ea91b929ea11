// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The report of `lifcosim prove` says what a proof is worth. */
#ifndef COSIM_CLI_PROVE_REPORT_H
#define COSIM_CLI_PROVE_REPORT_H

#include "cli/prove_replay.h"

/* Prints a proof as text. */
void cosim_cli_prove_text(FILE *file, const cosim_manifest *manifest, const cosim_proof *proof,
                          const cosim_cli_replay *replay);

/* Writes it as a JSON document. */
void cosim_cli_prove_json(FILE *file, const cosim_manifest *manifest, const cosim_proof *proof,
                          const cosim_cli_replay *replay);

#endif
