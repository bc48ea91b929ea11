// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Reports of results: text for a person, JSON, CSV and JUnit for programs. */
#ifndef COSIM_REPORT_H
#define COSIM_REPORT_H

#include "cosim_diag.h"
#include "cosim_output.h"
#include "cosim_result.h"

/* One verdict as text: a line with the verdict, and on a failure the lines that explain it. */
void cosim_report_text(FILE *out, const cosim_result *result);

/* Why a result is not a pass, in one line without a line feed; "" for a pass. Returns text. */
const char *cosim_report_reason(const cosim_result *result, char *text, size_t bytes);

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

/* CSV, one row a step, written block by block. */
typedef struct cosim_csv_block {
    uint64_t first; /* step number of element 0 */
    size_t n;
    const double *current_a;
    const uint32_t *hold; /* NULL: hold_constant */
    uint32_t hold_constant;
    const int32_t *drive_fx, *before_fx,
        *after_fx; /* before, after: NULL if the circuit hides it */
    const uint8_t *spike;
    const double *reference_v, *bound_v; /* [V] */
    const uint8_t *reference_spike, *ambiguous;
} cosim_csv_block;

/* Header line: step, time_s, current_a, hold, drive_fx, before_reset_fx, membrane_fx, membrane_v,
 * reference_v, bound_v, spike, reference_spike, ambiguous. A hidden value, and one that
 * is not finite, is an empty field. */
void cosim_csv_header(cosim_output *output);
/* membrane_v of a row is rest_v + after_fx * lsb_v. */
void cosim_csv_rows(cosim_output *output, const cosim_csv_block *block, double step_s,
                    double rest_v, double lsb_v);

#endif
