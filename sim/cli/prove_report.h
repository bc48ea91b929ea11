// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The report of `lifcosim prove` says what a proof is worth. */
#ifndef COSIM_CLI_PROVE_REPORT_H
#define COSIM_CLI_PROVE_REPORT_H

#include "cli/prove_replay.h"

enum { COSIM_CLI_VERDICT_BYTES = 300 };

/* A proof of a circuit, with the run that shows it where it is refuted. */
typedef struct cosim_cli_proof {
    const cosim_manifest *manifest;
    const cosim_proof *proof;
    const cosim_cli_replay *replay;
    const cosim_scenario *with; /* that of --with, or NULL */
    const char *folder;         /* of all that was made on the way */
} cosim_cli_proof;

/* Says what a proof has come to: "proven, without bound". */
void cosim_cli_prove_verdict(const cosim_proof *proof, char *text, size_t bytes);

/* Prints a proof as text. */
void cosim_cli_prove_text(FILE *file, const cosim_manifest *manifest, const cosim_proof *proof,
                          const cosim_cli_replay *replay);

/* Prints the end of a sentence: ", in a trace of 6 clocks", and what it has beside its steps. */
void cosim_cli_prove_trace(FILE *file, const cosim_witness *witness);

/* Prints that what follows is a proof with other keys. */
void cosim_cli_prove_narrow(FILE *file, const char *const *keys, size_t count);

/* Writes a proof as a JSON document; `narrow` is that with other keys, or NULL. */
void cosim_cli_prove_json(FILE *file, const cosim_cli_proof *whole, const cosim_cli_proof *narrow,
                          const char *const *keys, size_t count);

#endif
