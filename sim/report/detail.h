// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Prints one result in full. */
#ifndef COSIM_REPORT_DETAIL_H
#define COSIM_REPORT_DETAIL_H

#include "report/text.h"
#include "result/result.h"

/* Prints one result as plain text: its verdict, each level with its figures, and on a failure the
 * first mismatch. For a terminal see report/text.h. */
void cosim_report_text(FILE *out, const cosim_result *result);

/* Prints one result in full: each level with its figures, the first mismatch and, with `raster`,
 * the spikes (the result must still have its trains). */
void cosim_text_detail(const cosim_text *text, const cosim_result *result, bool raster);

#endif
