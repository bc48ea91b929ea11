// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Parts of JSON that every report of a core has, those of the program and those of the library. */
#ifndef COSIM_REPORT_CORE_JSON_H
#define COSIM_REPORT_CORE_JSON_H

#include "base/json.h"
#include "result/core_result.h"

/* Write into the map that is open: every parameter of a core of so many neurons and rows; */
void cosim_core_json_format(cosim_json *json, const lif_core_format *format, unsigned neurons,
                            unsigned rows);

/* and the verdict of a level, with what was compared. */
void cosim_core_json_finding(cosim_json *json, const cosim_core_finding *finding);

#endif
