// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Measures the distances of a result's two spike trains, from step numbers, with the reference's
 * metrics. */
#ifndef COSIM_RESULT_DISTANCES_H
#define COSIM_RESULT_DISTANCES_H

#include "base/diag.h"
#include "result/result.h"

/* These are the parameters of the reported metrics, and the number of spikes above which the
 * quadratic Victor-Purpura distance is not computed. */
#define COSIM_COINCIDENCE_WINDOW_S 5e-4
#define COSIM_VICTOR_PURPURA_Q_PER_S 100.0
#define COSIM_VAN_ROSSUM_TAU_S 0.01
enum { COSIM_VICTOR_PURPURA_SPIKES = 20000 };

/* Fills the metrics of result->free_running from its trains; NaN where one is not defined or not
 * computed. Equal trains need no computation. Returns 0, or -1 with *diag without memory. */
int cosim_trains_compare(cosim_result *result, cosim_diag *diag);

/* Fills the same with NaN. */
void cosim_trains_skip(cosim_result *result);

#endif
