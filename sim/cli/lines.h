// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Finds the lines to which the reports of a run point: of a circuit that was built here, where the
 * register is declared that a finding concerns; of any other, a key of the scenario. */
#ifndef COSIM_CLI_LINES_H
#define COSIM_CLI_LINES_H

#include "base/output.h"
#include "report/problems.h"
#include "run/job.h"

#include <stdio.h>

/* Fills result->at, and the lines of its findings. A line that cannot be found is that of the
 * scenario; where the RTL could not be read, that is reported. Returns CLI_OK or CLI_UNUSABLE. */
int cosim_cli_lines(const cosim_job *job, cosim_result *result);

enum { COSIM_CLI_DESIGN_SOURCES = 16 };

/* Lets Verilator describe the design of `module` from its sources (COSIM_CLI_DESIGN_SOURCES of them
 * at the most), and writes the name of the description into xml[CLI_PATH_BYTES + 16]. Returns 0, or
 * -1 with *diag. */
int cosim_cli_describe(const char *module, const char *const *sources, size_t count, char *xml,
                       cosim_diag *diag);

/* Writes problems as SARIF and as annotations for GitHub, each where it is not NULL; files below
 * the present folder are named from there. */
void cosim_cli_put_problems(const cosim_problems *problems, cosim_output *sarif, FILE *github);

#endif
