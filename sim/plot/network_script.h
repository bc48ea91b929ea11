// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Writes the picture of a network as a gnuplot script: four panels above one time axis, data
 * included. */
#ifndef COSIM_PLOT_NETWORK_SCRIPT_H
#define COSIM_PLOT_NETWORK_SCRIPT_H

#include "plot/gnuplot.h"
#include "plot/network_plot.h"

/* Writes the script, whose picture goes to gnuplot's standard output; the result is that of the
 * run. The caller frees it; NULL with *diag without memory. */
char *cosim_network_plot_script(const cosim_network_plot *plot, const cosim_network_result *result,
                                cosim_plot_kind kind, cosim_diag *diag);

/* Both return text[bytes]: "pair on c24_16"; and "600 ticks of 100 µs, 8 neurons; 10 spikes, by
 * itself 10, 0 of the circuit alone, 0 of the other alone; largest error / bound 0.903". */
const char *cosim_network_plot_heading(const cosim_network_plot *plot, char *text, size_t bytes);
const char *cosim_network_plot_summary(const cosim_network_plot *plot,
                                       const cosim_network_result *result, char *text,
                                       size_t bytes);

/* Says in text[bytes] what the rasters and curves sum up; "" where each spike is drawn as it is and
 * each population has its curve. */
const char *cosim_network_plot_thinned(const cosim_network_plot *plot, char *text, size_t bytes);

#endif
