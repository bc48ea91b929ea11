// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A neuron becomes the text of a scenario, and that is prepared on a trace as `run` would; what it
 * does not explain is counted. */
#ifndef COSIM_CALIBRATE_TRACED_CASE_H
#define COSIM_CALIBRATE_TRACED_CASE_H

#include "calibrate/traced.h"

/* Writes the scenario of the neuron on trace number `at`, each line after `indent`. */
void cosim_traced_put_scenario(FILE *file, const cosim_traced *traced, size_t at,
                               const char *indent);

/* Opens and closes a case of trace number `at`, with the layout and neuron that *traced has now.
 * Returns 0, or -1 with *diag. */
int cosim_traced_open(cosim_traced *traced, size_t at, cosim_traced_case *opened, cosim_diag *diag);
void cosim_traced_close(cosim_traced_case *opened);

/* Finds the rounding of the source with which a rival misses the fewest steps, the narrowest of
 * those, and leaves it set, with the misses before `half` and from there on. */
void cosim_traced_hold_against(const cosim_rival *rival, cosim_traced_case *opened, size_t half);

#endif
