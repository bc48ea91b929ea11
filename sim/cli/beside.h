// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Decides where a run leaves files that nobody named, and what becomes of a run whose files cannot
 * be left: its verdict, its exit status and every report that was asked for stay as they are. */
#ifndef COSIM_CLI_BESIDE_H
#define COSIM_CLI_BESIDE_H

#include "base/diag.h"
#include "result/result.h"

/* These are the sizes in bytes of a name, and of a path that it stands in. */
enum { CLI_NAME_BYTES = 160, CLI_PATH_BYTES = 4096 };

/* Writes the name of the files of a run, without an ending: SCENARIO-CIRCUIT, the circuit without
 * its folder. A name that is too long for a file, or has a sign that a shell would interpret, is
 * cut and the sign replaced, and a + and a part of a hash follow, so that different names never
 * share a file ("a b" and "a-b"). The same is done where an earlier run of this command, of
 * results[0] to results[at], has the name and another scenario file or circuit. Returns name. */
const char *cosim_cli_beside_name(const cosim_result *results, size_t at,
                                  char name[CLI_NAME_BYTES]);

/* Writes the path of SUB/NAME, without an ending, beside the folder of the circuits, and makes SUB.
 * Returns 0, or -1 with *diag. */
int cosim_cli_beside_path(const char *sub, const char *name, char path[CLI_PATH_BYTES],
                          cosim_diag *diag);

/* Warns on standard error of a file that nobody named and that could not be left: what is wrong,
 * and then `rest`, which says what that means and what would help. */
void cosim_cli_beside_warn(const cosim_diag *diag, const char *rest);

#endif
