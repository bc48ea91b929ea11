// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Writes the JSON document of results. */
#ifndef COSIM_REPORT_JSON_H
#define COSIM_REPORT_JSON_H

#include "base/json.h"
#include "result/result.h"

/* Writes the JSON document, one result after the other: begin, result ..., end. No result is kept
 * in memory; an error stays in the stream. */
void cosim_report_json_begin(cosim_json *json, FILE *file);

void cosim_report_json_result(cosim_json *json, const cosim_result *result);

void cosim_report_json_end(cosim_json *json);

#endif
