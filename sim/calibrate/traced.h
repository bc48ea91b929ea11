// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Calibration of traces that count in volts. No experiment can be made: the neuron is looked for in
 * the first half of the rows, from what they tell themselves (traced_fit.h) or from a scenario that
 * is given, in each layout that its columns may have; it is held against the rows as the judge
 * holds it (diagnose/rival.h), and tested on the other half. */
#ifndef COSIM_CALIBRATE_TRACED_H
#define COSIM_CALIBRATE_TRACED_H

#include "calibrate/traced_fit.h"
#include "diagnose/rivals.h"

#include <stdio.h>

enum { COSIM_TRACES = 32 };

/* A neuron that a trace may be of, in SI units. */
typedef struct cosim_traced_neuron {
    lif_params params;
    bool delayed;        /* a subtraction takes place in the next step */
    bool threshold_open; /* nothing fired: any threshold above silent_v will do */
    double silent_v, firing_v;
    double other_tau_s; /* with the other method; 0: that is none */
} cosim_traced_neuron;

/* A trace with a neuron and a layout, prepared to be held against it. */
typedef struct cosim_traced_case {
    cosim_scenario *scenario;
    cosim_job job;
    cosim_rival_rows rows;
    unsigned rounding; /* the narrowest with the fewest misses */
    cosim_rival_misses searched, tested;
} cosim_traced_case;

typedef struct cosim_traced {
    cosim_dut *duts[COSIM_TRACES]; /* of one manifest; they belong to whoever opened them */
    size_t trace_count;
    const cosim_scenario *with; /* where the search begins, or NULL */
    double step_s;
    double unit_v, zero_v; /* of a value of the membrane that has no unit; where it counts from */
    double least_spread_v; /* private: of the rows from a line, in the best layout so far */
    bool step_assumed;     /* as the trace has no times */
    size_t half[COSIM_TRACES]; /* the search looked at so many steps of each */
    size_t steps[COSIM_TRACES], spikes[COSIM_TRACES];
    bool still;      /* no membrane ever moves */
    bool moves;      /* it does along some line */
    bool driven;     /* and the current that drove it */
    bool found, all; /* a neuron is; it explains all rows but those of `misses` */
    cosim_recording_layout layout;
    cosim_traced_neuron neuron;
    cosim_rival_order order; /* of its step; but for the usual one no scenario says it */
    cosim_traced_case cases[COSIM_TRACES];
    size_t searched, missed; /* steps of the halves that were searched; of all that it misses */
    size_t tried;
} cosim_traced;

/* Calibrates. Returns 0 (cosim_traced_free in any case), or -1 with *diag. */
int cosim_traced_calibrate(cosim_traced *traced, cosim_diag *diag);
void cosim_traced_free(cosim_traced *traced);

#endif
