// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The findings of a run that failed: looked for, and each left as a scenario with its waveform. */
#ifndef COSIM_CLI_FINDINGS_H
#define COSIM_CLI_FINDINGS_H

#include "result/result.h"
#include "run/job.h"

/* Fills result->findings, and writes findings/SCENARIO-CIRCUIT-N.yaml, .csv, .fst and .gtkw beside
 * the folder of the circuits. Returns the exit status of the files. */
int cosim_cli_findings(const cosim_job *job, cosim_result *result);

#endif
