// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A trace is what a circuit answered to a list of drive words, kept to be looked at again: the
 * material of findings and of calibration. */
#ifndef COSIM_DIAGNOSE_TRACE_H
#define COSIM_DIAGNOSE_TRACE_H

#include "base/diag.h"
#include "circuit/dut.h"
#include "run/job.h"
#include "lif_fixed.h"

typedef struct cosim_trace {
    size_t n, room;
    int32_t *drive_fx;
    uint32_t *hold; /* H of each step */
    int32_t *before_fx, *after_fx;
    uint8_t *spike;
    uint32_t shows; /* LIF_DUT_SHOWS_* */
    bool in_a_row;  /* no clock without a step stands between its steps */
    /* of a circuit that has equations: a row of its outputs a step */
    int64_t *outputs;
    size_t output_count;
} cosim_trace;

/* Makes room for n steps, which are all 0. Returns 0, or -1 without memory. Free in either case. */
int cosim_trace_new(cosim_trace *trace, size_t n);
void cosim_trace_free(cosim_trace *trace);

/* Makes a trace with the drives and holds of another, in a row where that one is. */
int cosim_trace_copy(cosim_trace *copy, const cosim_trace *from);

/* Counts how many of the first of n currents have drives that the 32 bits of a trace hold. */
size_t cosim_trace_narrow(const cosim_job *job, const double *current_a, size_t n);

/* Takes the drives and holds of the first trace->room steps of a job, or all if it has fewer (of a
 * circuit that answered elsewhere, those that it answered). The trace ends before a drive that
 * clips, or that 32 bits do not hold. Returns 0, or -1 without
 * memory. */
int cosim_trace_drives(cosim_trace *trace, const cosim_job *job);

/* Configures the circuit with these words and that seed, and runs the n steps of the trace on it.
 * Returns 0, or -1 with *diag. */
int cosim_trace_run(cosim_trace *trace, cosim_dut *dut, const lif_words *words, uint64_t seed,
                    cosim_diag *diag);

/* Runs the trace on the circuit of a job that has equations (its own, or those of its format:
 * diagnose/shipped.h), with the words of the job; a recording, or a
 * circuit that answered elsewhere, answers to its own drives alone, from the first on. Returns 0,
 * or -1 with *diag. */
int cosim_trace_run_job(cosim_trace *trace, const cosim_job *job, cosim_diag *diag);

/* Tells whether the circuit of a job can be asked nothing but its run, which is over: it is a
 * recording, or answered somewhere else. */
bool cosim_trace_is_all(const cosim_job *job);

/* Judges the trace with the currents that its words stand for, and leaves the judge as it is then.
 * Returns the verdict; the levels that a run needs more for (constants, expect) are left out.
 * Without memory it is NOT_APPLICABLE. */
cosim_verdict cosim_trace_judge(const cosim_trace *trace, const cosim_job *job, cosim_judge *judge);

#endif
