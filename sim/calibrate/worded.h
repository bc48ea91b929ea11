// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Calibration of traces in words. The templates are those of circuits (updates.h, spikes.h), and
 * their experiments are the rows: nothing else can be asked. What a circuit would be told or have
 * built in is not known, so the rows are first looked at as numbers (traced_fit.h), which tells
 * which constants can be. The first half of the rows finds, the other half tests. */
#ifndef COSIM_CALIBRATE_WORDED_H
#define COSIM_CALIBRATE_WORDED_H

#include "calibrate/calibrate.h"
#include "foreign/trace_keys.h"

enum { COSIM_WORDED_TRACES = 32, COSIM_WORDED_MISSES = 12 };

typedef struct cosim_worded {
    cosim_trace_keys traces[COSIM_WORDED_TRACES]; /* opened by the caller, of one manifest */
    size_t trace_count;
    cosim_calibration c; /* its bench has the rows; its fits are those of all rows */
    cosim_dut ports;     /* private: the declaration of the ports */
    cosim_manifest keys;
    cosim_settings settings;
    cosim_experiment *begun[COSIM_WORDED_TRACES]; /* up to the first spike */
    cosim_experiment *half[COSIM_WORDED_TRACES], *whole[COSIM_WORDED_TRACES];
    uint64_t spike_late, membrane_late;
    size_t steps, searched, spikes;
    bool still;      /* no membrane ever moves */
    bool unhalved;   /* private: the search looks at all rows */
    bool tested;     /* there are rows that the search did not use */
    bool found, all; /* a text; it gives every row */
    size_t missed, miss_count;
    size_t miss_trace[COSIM_WORDED_MISSES], miss_step[COSIM_WORDED_MISSES];
    int64_t theta_low, theta_high; /* thresholds that give the same rows; high < low: not known */
} cosim_worded;

/* Calibrates. Returns 0, or -1 with *diag; cosim_worded_free in any case. */
int cosim_worded_calibrate(cosim_worded *worded, cosim_diag *diag);
void cosim_worded_free(cosim_worded *worded);

/* Tells where a step of a trace stands. */
const char *cosim_worded_place(const cosim_worded *worded, size_t trace, size_t step,
                               unsigned long *line);

#endif
