// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The findings of a run that failed are looked for, and each is left as a scenario with its
 * waveform. */
#ifndef COSIM_CLI_FINDINGS_H
#define COSIM_CLI_FINDINGS_H

#include "result/result.h"
#include "run/job.h"

/* Fills result->findings, and leaves NAME-N.yaml, .csv, .fst, .gtkw and .sucl of each, for the name
 * of a run, in findings/ beside the folder of the circuits. It warns of a file that cannot be
 * written; what else goes wrong is an error where findings were `asked` for, and a warning where
 * they come by themselves. Returns the exit status. */
int cosim_cli_findings(const cosim_job *job, const char *name, bool asked, cosim_result *result);

#endif
