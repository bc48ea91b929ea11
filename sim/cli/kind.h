// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A file may be given to the subcommand of another kind: a sweep to `run`, a scenario to `build`.
 */
#ifndef COSIM_CLI_KIND_H
#define COSIM_CLI_KIND_H

#include "base/diag.h"

#include <stdbool.h>

typedef enum cosim_cli_kind {
    CLI_SCENARIO,
    CLI_SWEEP,
    CLI_NETWORK_FILE, /* before manifests, which have sources, too */
    CLI_TRACE_FILE,
    CLI_MANIFEST_FILE
} cosim_cli_kind;

/* Reports why a file could not be read and returns CLI_WRONG_INPUT. Where its keys say that it is a
 * file of another kind, it names the command for that kind; otherwise it reports *diag. */
int cosim_cli_report_file(const char *path, cosim_cli_kind wanted, const cosim_diag *diag);

/* Tells whether the keys of a file say that it is of that kind, and of no other. */
bool cosim_cli_is_kind(const char *path, cosim_cli_kind kind);

#endif
