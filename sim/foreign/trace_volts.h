// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A trace without words: its columns are currents, potentials and spikes. */
#ifndef COSIM_FOREIGN_TRACE_VOLTS_H
#define COSIM_FOREIGN_TRACE_VOLTS_H

#include "foreign/trace_column.h"

/* Reads input, membrane, spike, precision and initial of a manifest. Returns 0, or -1 with *diag.
 */
int cosim_trace_volts(const cosim_trace_reader *reader, const cosim_node *root,
                      cosim_recording *recording, cosim_diag *diag);

#endif
