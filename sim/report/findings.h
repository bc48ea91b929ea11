// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Prints findings as text, and what a circuit with a hidden membrane keeps from the judge. */
#ifndef COSIM_REPORT_FINDINGS_H
#define COSIM_REPORT_FINDINGS_H

#include "result/result.h"

#include <stdio.h>

/* These texts say what spikes alone cannot show, each in one line without a line feed. */
extern const char cosim_hidden_text[];
extern const char cosim_never_reset_text[];

/* Says that something was looked for, and has no name. */
extern const char cosim_no_finding_text[];

/* Prints some lines for each finding: what it is, the shortest drive, and how to run it again. */
void cosim_text_findings(FILE *out, const cosim_result *result);

/* Prints a line with the command that opens a waveform with its layout, which is NULL where none
 * could be written; `heading` stands before it. */
void cosim_text_gtkwave(FILE *out, const char *heading, const char *wave, const char *layout);

#endif
