// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The experiments of a calibration are impulses, constants, ties at the threshold, spikes in a row,
 * overflow probes and random drives, each from reset. */
#ifndef COSIM_CALIBRATE_EXPERIMENTS_H
#define COSIM_CALIBRATE_EXPERIMENTS_H

#include "calibrate/traits.h"

/* Makes a random drive of about n steps that reaches the threshold now and then. */
void cosim_calibrate_random(const cosim_calibration *c, uint64_t seed, cosim_trace *trace);
/* Adds a new experiment with the drives of a trace; returns NULL when there is no room. */
cosim_trace *cosim_calibrate_add(cosim_calibration *c, const cosim_trace *from, const char *name);

/* Chooses the words, makes the drives, and runs them with what is known of the latencies. */
int cosim_calibrate_experiments(cosim_calibration *c, cosim_diag *diag);
/* Finds the clocks after which spike and membrane answer, and runs every experiment with them. */
int cosim_calibrate_latencies(cosim_calibration *c, cosim_diag *diag);
/* Runs one trace with the circuit's words and the latencies that were found, with the idle clocks
 * of a seed; seed 0 gives none. */
int cosim_calibrate_run(const cosim_calibration *c, cosim_trace *trace, uint64_t seed,
                        cosim_diag *diag);
/* Runs every experiment with idle clocks, and keeps the first answer that they change. */
int cosim_calibrate_idle(cosim_calibration *c, cosim_diag *diag);

#endif
