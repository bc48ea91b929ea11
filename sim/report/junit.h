// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Writes JUnit XML: a test case for each result. */
#ifndef COSIM_REPORT_JUNIT_H
#define COSIM_REPORT_JUNIT_H

#include "base/diag.h"
#include "base/output.h"
#include "result/result.h"

/* Writes results[count]. Returns 0, or -1 with *diag (no memory); an error of the file is left to
 * cosim_output_commit. */
int cosim_junit_write(cosim_output *output, const cosim_result *const *results, size_t count,
                      cosim_diag *diag);

#endif
