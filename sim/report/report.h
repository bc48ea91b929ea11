// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Reports of results: text for a person, JSON, CSV and JUnit for programs. */
#ifndef COSIM_REPORT_REPORT_H
#define COSIM_REPORT_REPORT_H

#include "base/diag.h"
#include "base/output.h"
#include "result/result.h"
#include "run/rows.h"

/* One result as plain text: its verdict, each level with its figures, and on a failure the first
 * mismatch. For a terminal see report/text.h. */
void cosim_report_text(FILE *out, const cosim_result *result);

/* The JSON document, one result after the other:  begin, result ..., end. Nothing is kept in
 * memory. begin returns NULL without memory; the others then do nothing, and
 * cosim_output_commit reports the error. */
typedef struct cosim_json cosim_json;
cosim_json *cosim_json_begin(cosim_output *output);
void cosim_json_result(cosim_json *json, const cosim_result *result);
void cosim_json_end(cosim_json *json); /* also frees */

/* JUnit XML: a test case for each result. results[count]. Returns 0, or -1 with *diag (no memory);
 * an error of the file is left to cosim_output_commit. */
int cosim_junit_write(cosim_output *output, const cosim_result *const *results, size_t count,
                      cosim_diag *diag);

/* CSV, one row a step. Header line: step, time_s, current_a, hold, drive_fx, before_reset_fx,
 * membrane_fx, membrane_v, reference_v, bound_v, spike, reference_spike, ambiguous. A hidden value,
 * and one that is not finite, is an empty field. */
void cosim_csv_header(cosim_output *output);
/* A sink (run/rows.h) whose context is the cosim_output. */
int cosim_csv_take(void *output, const cosim_rows *rows, cosim_diag *diag);

#endif
