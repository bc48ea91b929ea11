// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Finds the lines to which the reports of a run point: of a circuit that was built here, where the
 * register is declared that a finding concerns; of any other, a key of the scenario. */
#ifndef COSIM_CLI_LINES_H
#define COSIM_CLI_LINES_H

#include "result/result.h"
#include "run/job.h"

/* Fills result->at, and the lines of its findings. A line that cannot be found is that of the
 * scenario; where the RTL could not be read, that is reported. Returns CLI_OK or CLI_UNUSABLE. */
int cosim_cli_lines(const cosim_job *job, cosim_result *result);

#endif
