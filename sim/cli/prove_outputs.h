// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A proof is told: as text, and in the files that the command line names. */
#ifndef COSIM_CLI_PROVE_OUTPUTS_H
#define COSIM_CLI_PROVE_OUTPUTS_H

#include "cli/prove_report.h"

/* NULL: not named. */
typedef struct cosim_cli_prove_files {
    const char *json, *junit, *report;
} cosim_cli_prove_files;

/* Tells before the proof whether each can be written. Returns CLI_OK, or CLI_WRONG_INPUT after
 * complaining. */
int cosim_cli_prove_files_check(const cosim_cli_prove_files *files);

/* Tells a proof, and that with other keys (`keys`, as KEY=VALUE), or NULL. Returns an exit status.
 */
int cosim_cli_prove_tell(const cosim_cli_prove_files *files, const cosim_cli_proof *whole,
                         const cosim_cli_proof *narrow, const char *const *keys, size_t count);

#endif
