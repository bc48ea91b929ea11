// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Writes the data and the panels of a network's picture. */
#ifndef COSIM_PLOT_NETWORK_PANELS_H
#define COSIM_PLOT_NETWORK_PANELS_H

#include "base/si.h"
#include "plot/gnuplot.h"
#include "plot/network_plot.h"

#include <stdio.h>

/* Places beside cosim_plot_places; heights in pixels of the SVG, panels as fractions of it. */
typedef struct cosim_network_layout {
    int height;
    cosim_plot_panel circuit, reference, rates, usage;
    double least_stroke; /* of a spike [pixels] */
    double least_label;  /* of a population that gets its name [pixels] */
    double most_usage;   /* more of the bound than that is not drawn to scale */
} cosim_network_layout;
extern const cosim_network_layout cosim_network_places;

/* A plot on its way to a script. */
typedef struct cosim_network_sheet {
    FILE *out;
    const cosim_network_plot *plot;
    const cosim_network_result *result;
    cosim_prefix time;
    bool exact; /* each spike is drawn */
    bool failed;
    uint64_t failure_tick;
    unsigned failure_neuron; /* UINT_MAX: of none */
} cosim_network_sheet;

/* Returns a tick's place on the time axis. */
double cosim_network_sheet_time(const cosim_network_sheet *sheet, uint64_t tick);

/* Writes the data blocks, and then the panels. */
void cosim_network_put_data(const cosim_network_sheet *sheet);
void cosim_network_put_panels(const cosim_network_sheet *sheet);

#endif
