// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The flight recorder lets a run go without tracing and leaves checkpoints. Afterwards it runs a
 * window again from the last checkpoint before it, and traces only that. */
#ifndef COSIM_WAVE_RECORDER_H
#define COSIM_WAVE_RECORDER_H

#include "run/job.h"
#include "scenario/current.h"
#include "wave/ranges.h"
#include "wave/window.h"

/* A waveform in biological time has these groups, unless others are chosen. */
#define COSIM_WAVE_GROUPS                                                                          \
    "clock,handshake,drive,membrane,potential,observation,reference,spikes,hold,verdict"

/* Checkpoints are so many steps apart, and so many unexplained spikes get a marker. */
enum { COSIM_CHECKPOINT_STEPS = 16384, COSIM_MARKERS = 24 };

typedef struct cosim_checkpoint {
    bool valid;
    uint64_t step; /* the next step from here */
    cosim_judge judge;
    cosim_current current;
    void *dut_state;
} cosim_checkpoint;

typedef struct cosim_recorder {
    const cosim_job *job;
    cosim_wave_request request;
    cosim_checkpoint checkpoints[2]; /* the older one first */
    bool frozen; /* no more checkpoints: what is to be recorded has come, or one failed */
    /* filled by cosim_recorder_write */
    uint64_t from, to;               /* the window */
    uint64_t markers[COSIM_MARKERS]; /* unexplained spikes in it */
    size_t marker_count;
    cosim_ranges ranges; /* of the curves in it */
} cosim_recorder;

/* Starts a recorder for a prepared job. Whether the circuit can write a waveform is asked first
 * with cosim_recorder_possible. */
void cosim_recorder_start(cosim_recorder *recorder, const cosim_job *job,
                          const cosim_wave_request *request);
bool cosim_recorder_possible(const cosim_job *job);

/* Takes a checkpoint where one is due. It is meant as the before_block of the run's options, with
 * the recorder as its context. A checkpoint that cannot be taken does not end the run, for perhaps
 * nobody will ask for its waveform: a replay then begins at an earlier one, or at step 0. */
void cosim_recorder_between(void *recorder, const cosim_judge *judge, const cosim_current *current);

/* Records the requested window, or the one around the first mismatch of *result, as PATH (FST),
 * whole or not at all; a result of no steps has none. Returns 0, or -1 with *diag. */
int cosim_recorder_write(cosim_recorder *recorder, const cosim_result *result, const char *path,
                         cosim_diag *diag);

void cosim_recorder_free(cosim_recorder *recorder);

#endif
