// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The picture of a run is drawn by gnuplot: the current, the membrane of circuit and reference with
 * the threshold, the spikes of both, and the error within its bound. The reference's membrane is
 * the guided one, which the bound is about; its spikes are those of the free one.
 *
 * A listener (run/rows.h) keeps what the picture shows in constant memory: up to
 * COSIM_PLOT_BUCKETS steps are drawn as they are; a longer run is cut into half as many buckets,
 * and each line keeps the smallest and the largest value of every bucket with their steps. Spikes
 * are kept one by one up to COSIM_PLOT_MARKS; of more, the first of every bucket, so that a mark
 * stands wherever one was. */
#ifndef COSIM_PLOT_PLOT_H
#define COSIM_PLOT_PLOT_H

#include "base/diag.h"
#include "run/rows.h"
#include "scenario/scenario.h"

enum {
    COSIM_PLOT_BUCKETS = 2000, /* most points of a line */
    COSIM_PLOT_MARKS = 5000,   /* most spikes that are drawn one by one */
    COSIM_PLOT_HOLDS = 200     /* most refractory periods that are shaded */
};

typedef struct cosim_plot cosim_plot;

/* Makes a plot of a run of this scenario, which must outlive it. The caller frees it; NULL with
 * *diag without memory. Nothing is allocated later, however long the run is. */
cosim_plot *cosim_plot_new(const cosim_scenario *scenario, cosim_diag *diag);
void cosim_plot_free(cosim_plot *plot); /* NULL is allowed */

/* This is a sink whose context is the cosim_plot. */
int cosim_plot_take(void *plot, const cosim_rows *rows, cosim_diag *diag);

#endif
