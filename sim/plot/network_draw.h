// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Draws the run of a network as a picture, as plot/draw.h does that of one neuron. */
#ifndef COSIM_PLOT_NETWORK_DRAW_H
#define COSIM_PLOT_NETWORK_DRAW_H

#include "base/output.h"
#include "plot/gnuplot.h"
#include "plot/network_plot.h"

/* Draws the picture as an <svg> element with a title and a description. The caller frees the text;
 * it is NULL with *diag where gnuplot is missing or fails. */
char *cosim_network_plot_svg(const cosim_network_plot *plot, const cosim_network_result *result,
                             cosim_diag *diag);

/* Writes the picture to an output, which is only touched once the picture is there. Returns 0, or
 * -1 with *diag as above; an error of the file is left to cosim_output_commit. */
int cosim_network_plot_write(const cosim_network_plot *plot, const cosim_network_result *result,
                             cosim_plot_kind kind, cosim_output *output, cosim_diag *diag);

#endif
