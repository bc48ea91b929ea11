// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The JSON document of results. */
#ifndef COSIM_REPORT_JSON_H
#define COSIM_REPORT_JSON_H

#include "base/output.h"
#include "report/json_writer.h"
#include "result/result.h"

/* The JSON document, one result after the other:  begin, result ..., end. Nothing is kept in
 * memory. begin returns NULL without memory; the others then do nothing, and
 * cosim_output_commit reports the error. */
cosim_json *cosim_json_begin(cosim_output *output);

void cosim_json_result(cosim_json *json, const cosim_result *result);

void cosim_json_end(cosim_json *json); /* also frees */

#endif
