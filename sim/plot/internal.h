// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The files of the plot share one thing: the kept picture of a run. */
#ifndef COSIM_PLOT_INTERNAL_H
#define COSIM_PLOT_INTERNAL_H

#include "base/si.h"
#include "plot/plot.h"
#include "result/result.h"

#include <stdio.h>

typedef enum cosim_plot_line {
    COSIM_PLOT_CURRENT,   /* [A] */
    COSIM_PLOT_MEMBRANE,  /* of the circuit, after the step [V] */
    COSIM_PLOT_REFERENCE, /* the guided one, after the step [V] */
    COSIM_PLOT_ERROR,     /* circuit minus reference [V] */
    COSIM_PLOT_BOUND,     /* largest admissible |error| [V] */
    COSIM_PLOT_LINES
} cosim_plot_line;

/* A bucket has the extrema of a line within it, and the steps where they stand; it is empty if low
 * > high. */
typedef struct cosim_plot_bucket {
    double low, high;
    uint64_t low_step, high_step;
} cosim_plot_bucket;

/* Events are marked, each one a step: all while they are few, else the first of every bucket. */
typedef struct cosim_plot_marks {
    uint64_t count; /* how many there were */
    uint64_t step[COSIM_PLOT_MARKS];
    uint64_t first[COSIM_PLOT_BUCKETS]; /* where `there` */
    bool there[COSIM_PLOT_BUCKETS];
} cosim_plot_marks;

typedef struct cosim_plot_hold {
    uint64_t from, to; /* the membrane has the same value after all of these steps */
} cosim_plot_hold;

struct cosim_plot {
    const cosim_scenario *scenario;
    uint64_t per_bucket; /* steps */
    size_t buckets;
    bool hidden; /* the circuit hides its membrane: no line of it, no error */
    cosim_plot_bucket line[COSIM_PLOT_LINES][COSIM_PLOT_BUCKETS];
    cosim_plot_marks dut, reference, ambiguous;
    uint64_t hold_count; /* how many there were; kept up to COSIM_PLOT_HOLDS */
    cosim_plot_hold hold[COSIM_PLOT_HOLDS];
};

/* Gives the largest and the smallest value of a line so far; false where it has none. */
bool cosim_plot_range(const cosim_plot *plot, cosim_plot_line line, double *low, double *high);

/* Gives the steps to be marked: *count of them in steps[COSIM_PLOT_MARKS], ascending. Returns
 * whether they are all of the events. */
bool cosim_plot_marked(const cosim_plot *plot, const cosim_plot_marks *marks, uint64_t *steps,
                       size_t *count);

/* A sheet is a plot on its way to a script. */
typedef struct cosim_plot_sheet {
    FILE *out;
    const cosim_plot *plot;
    const cosim_result *result;
    cosim_prefix time, current, error;
    bool outline; /* the reference as two outlines: its line would be a smear over the circuit's */
} cosim_plot_sheet;

#endif
