// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Writes SARIF 2.1.0, which code hosts and editors show at the lines that it points to. */
#ifndef COSIM_REPORT_SARIF_H
#define COSIM_REPORT_SARIF_H

#include "base/output.h"
#include "report/problems.h"

/* Writes problems as one run of the program. Files below the folder `root` are named from there,
 * relative to SRCROOT; others in full. Where memory is short, the output fails. */
void cosim_sarif_write(cosim_output *output, const cosim_problems *problems, const char *root);

#endif
