// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Writes what came of a network as JSON, an element of the list of results (report/json.h). */
#ifndef COSIM_REPORT_NETWORK_JSON_H
#define COSIM_REPORT_NETWORK_JSON_H

#include "base/json.h"
#include "report/network_text.h"

/* Writes the result between cosim_report_json_begin and _end. */
void cosim_network_json(cosim_json *json, const cosim_network_outcome *outcome);

#endif
