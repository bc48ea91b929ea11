// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The picture of a network is drawn by gnuplot: the raster of the circuit, that of the network by
 * itself, the rates of the populations in both, and how near any neuron comes to its bound.
 *
 * A watcher (run/core_run.h) keeps what the picture shows in memory that does not grow with time or
 * with neurons: spikes one by one up to COSIM_NETWORK_PLOT_MARKS of a kind; and how many of each
 * kind there are in every field of a grid of at most COSIM_NETWORK_PLOT_ROWS x
 * COSIM_NETWORK_PLOT_COLUMNS, which is drawn where there are more. The picture then says so. */
#ifndef COSIM_PLOT_NETWORK_PLOT_H
#define COSIM_PLOT_NETWORK_PLOT_H

#include "run/core_run.h"
#include "run/network_reason.h"

enum {
    COSIM_NETWORK_PLOT_MARKS = 10000, /* most spikes of a kind that are drawn one by one */
    COSIM_NETWORK_PLOT_COLUMNS = 200,
    COSIM_NETWORK_PLOT_ROWS = 80,
    COSIM_NETWORK_PLOT_GROUPS = 6, /* most populations whose rates are drawn: the first ones */
    COSIM_NETWORK_PLOT_BINS = 100  /* most bins of a curve of rates */
};

/* A spike of the circuit that the network by itself has in the same tick, one that it has not, and
 * one that only the network by itself has. */
typedef enum cosim_network_plot_kind {
    COSIM_NETWORK_PLOT_BOTH,
    COSIM_NETWORK_PLOT_EXTRA,
    COSIM_NETWORK_PLOT_MISSING,
    COSIM_NETWORK_PLOT_KINDS
} cosim_network_plot_kind;

typedef struct cosim_network_plot_spikes {
    uint64_t count; /* how many there were */
    cosim_spike mark[COSIM_NETWORK_PLOT_MARKS];
    uint32_t field[COSIM_NETWORK_PLOT_ROWS][COSIM_NETWORK_PLOT_COLUMNS];
} cosim_network_plot_spikes;

typedef struct cosim_network_plot {
    const cosim_network_job *job;
    unsigned per_row;             /* neurons of a row of the grid */
    uint64_t per_column, per_bin; /* ticks */
    unsigned rows, columns, bins; /* how many there are */
    unsigned groups;              /* populations with a curve */
    cosim_network_plot_spikes spikes[COSIM_NETWORK_PLOT_KINDS];
    uint32_t rate[2][COSIM_NETWORK_PLOT_GROUPS][COSIM_NETWORK_PLOT_BINS]; /* circuit, by itself */
    bool shows;                               /* the core shows its membranes: */
    double usage[COSIM_NETWORK_PLOT_COLUMNS]; /* the largest |error| / bound of all neurons */
    double lsb;
} cosim_network_plot;

/* Makes a plot of a run of this job, which must outlive it. The caller frees it with free(); NULL
 * with *diag without memory. Nothing is allocated later. */
cosim_network_plot *cosim_network_plot_new(const cosim_network_job *job, cosim_diag *diag);

/* A `take` of run/core_run.h, whose context is the plot. */
int cosim_network_plot_take(void *plot, uint64_t tick, const lif_core_tick *shown,
                            const cosim_core_view *view, cosim_diag *diag);

/* Tells whether each spike is drawn as it is. */
bool cosim_network_plot_exact(const cosim_network_plot *plot);

#endif
