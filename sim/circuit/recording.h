// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A recording is a circuit that cannot be run again: the rows that a chip, a board or another
 * simulator left, as they are in its files, and what its manifest says of them. It stands behind
 * the table of lif_dut.h like any circuit, so that whoever asks what a circuit shows is answered;
 * but its rows are not run, they are looked up (run/recorded.h). */
#ifndef COSIM_CIRCUIT_RECORDING_H
#define COSIM_CIRCUIT_RECORDING_H

#include "circuit/dut.h"
#include "input/digits.h"

/* This is one column of a file: the value of each row, as it is written. */
typedef struct cosim_recorded_column {
    const char *path; /* the file; NULL: the recording does not have the column */
    double *values;
    uint32_t *line; /* of the file (of an array: the row), at most UINT32_MAX */
    uint64_t count;
    cosim_digits digits;
    uint64_t latency; /* step n is in row n + latency */
    bool clocked;     /* of a waveform: its reader went by the latency already */
} cosim_recorded_column;

typedef enum cosim_recorded_shows {
    COSIM_RECORDED_AFTER,   /* the membrane after the reset */
    COSIM_RECORDED_BEFORE,  /* the one before it */
    COSIM_RECORDED_BETWEEN, /* anything where it spikes, else the membrane */
    COSIM_RECORDED_HIDDEN
} cosim_recorded_shows;

typedef enum cosim_recorded_precision {
    COSIM_RECORDED_UNSTATED, /* float64 if that explains the rows, else float32 */
    COSIM_RECORDED_FLOAT64,
    COSIM_RECORDED_FLOAT32
} cosim_recorded_precision;

typedef struct cosim_recording {
    const char *manifest; /* its path */
    cosim_recorded_column input, membrane, spike, time, step;
    bool list;     /* spike: the time or the number of each spike, else 0 or 1 a row */
    double list_s; /* seconds of a value of the list; 0: it numbers steps from list_from */
    double list_from;
    double time_s;     /* seconds of a value of the times */
    double input_a;    /* amperes of a value; 0 with words */
    double membrane_v; /* volts of a value; 0: a value of `one` is |threshold - reset| */
    double one;
    bool from_rest; /* values count from rest, else from 0 V */
    cosim_recorded_shows shows;
    double uncertainty_v;
    cosim_recorded_precision precision;
    bool unknown_start;
    cosim_recorded_column *outputs; /* a declaration's outputs, with words; else NULL */
} cosim_recording;

/* Makes a circuit of a recording. `equations` is the text of its declaration, in words, or NULL.
 * The arena holds recording, text and name; the circuit owns it from then on, also where it fails.
 * Returns COSIM_DUT_OK with *dut, or another status with *diag. */
int cosim_dut_of_recording(cosim_arena *arena, const char *name, const cosim_recording *recording,
                           const char *equations, cosim_dut **dut, cosim_diag *diag);

/* The rows of a recording might be read otherwise than its manifest says: so. */
typedef struct cosim_recording_layout {
    cosim_recorded_shows shows;
    uint64_t membrane_late, spike_late; /* rows */
    double one;
    bool from_rest, unknown_start;
} cosim_recording_layout;

/* Reads the rows of a recording otherwise from now on. No job may be prepared on it. Returns 0, or
 * -1 without memory. */
int cosim_recording_arrange(cosim_dut *dut, const cosim_recording_layout *layout);

#endif
