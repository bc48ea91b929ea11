// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A trace in words is read here for calibration, which finds its arithmetic, its constants and its
 * latencies: the manifest needs its ports with their widths, as `drive`, `spike` and `membrane` say
 * them, or equations, of which nothing but the ports counts then. */
#ifndef COSIM_FOREIGN_TRACE_KEYS_H
#define COSIM_FOREIGN_TRACE_KEYS_H

#include "foreign/manifest.h"
#include "foreign/trace_column.h"

typedef struct cosim_trace_keys {
    cosim_arena *arena; /* of all */
    cosim_trace_reader reader;
    cosim_manifest *keys; /* by keys, with its widths; constants that nobody said are some word */
    const cosim_eq_declaration *declaration; /* of some arithmetic: the ports as outputs */
    bool says_leak, says_threshold, says_reset, says_initial, says_hold, says_shows;
    cosim_recorded_column drive, spike, membrane; /* no path: hidden */
    bool waveform;
    uint64_t spike_late, membrane_late; /* as the manifest says: clocks in a waveform, else rows */
    cosim_node *spike_node, *membrane_node, *drive_node; /* private: of the columns */
} cosim_trace_keys;

/* Tells whether the manifest of a trace is one in words. A file that cannot be read is none. */
bool cosim_trace_is_in_words(const char *path);

/* Reads a manifest; file: as in foreign/trace.h. Returns 0, or -1 with *diag; close in any case. */
int cosim_trace_keys_open(const char *path, const char *file, cosim_trace_keys *trace,
                          cosim_diag *diag);
void cosim_trace_keys_close(cosim_trace_keys *trace);

/* Reads spike and membrane again, so many clocks or rows late. Returns 0, or -1 with *diag. */
int cosim_trace_keys_read(cosim_trace_keys *trace, uint64_t spike_late, uint64_t membrane_late,
                          cosim_diag *diag);

#endif
