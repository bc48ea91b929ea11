// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A set of a sweep of networks becomes a record, the part of a line that is its own, and a row of
 * CSV. */
#ifndef COSIM_SWEEP_NETWORK_LINE_H
#define COSIM_SWEEP_NETWORK_LINE_H

#include "base/json.h"
#include "report/network_text.h"
#include "sweep/record.h"

/* Fills a record, index included, from a run's result. */
void cosim_sweep_record_of_network(cosim_sweep_record *record, uint64_t index,
                                   const cosim_network_outcome *outcome);

/* Writes the keys of a line between `verdict` and `reason`: the core, the levels, what was counted,
 * and the rates of the populations. */
void cosim_sweep_put_network(cosim_json *json, const cosim_sweep_record *record,
                             const cosim_network_outcome *outcome);

/* These write the heading of the CSV, and a set as one row of it; `parsed` is its line. */
void cosim_sweep_put_network_header(FILE *out, const cosim_axis *axes, size_t count,
                                    const cosim_network *network);
void cosim_sweep_put_network_row(FILE *out, const cosim_sweep_record *record,
                                 const cosim_sweep_parsed *parsed, const char *const *values,
                                 size_t count, const cosim_network *network);

#endif
