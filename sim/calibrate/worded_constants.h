// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The constants are listed here that a trace in words can be of, as its rows tell. */
#ifndef COSIM_CALIBRATE_WORDED_CONSTANTS_H
#define COSIM_CALIBRATE_WORDED_CONSTANTS_H

#include "calibrate/traced_threshold.h"
#include "foreign/trace_keys.h"

enum { COSIM_WORDED_LEAKS = 80, COSIM_WORDED_THETAS = 24 };

typedef struct cosim_worded_leak {
    cosim_keys_leak leak;
    unsigned fraction;
    int64_t word;
    unsigned drive_shift;
} cosim_worded_leak;

/* Lists the leaks, the likeliest first; returns how many. */
size_t cosim_worded_leaks(const cosim_trace_keys *trace, const cosim_traced_line *line,
                          cosim_worded_leak *list);

/* Puts a leak into the keys. */
void cosim_worded_set_leak(cosim_manifest *keys, const cosim_worded_leak *leak);

/* Lists the thresholds, the roundest first; returns how many. */
size_t cosim_worded_thetas(const cosim_trace_keys *trace, const cosim_traced_threshold *threshold,
                           int64_t *list);

/* Gives the roundest word from low to high: a power of two, or one with the fewest digits. */
int64_t cosim_worded_roundest(int64_t low, int64_t high);

#endif
