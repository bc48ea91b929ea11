// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Writes the data of the plot as blocks of a gnuplot script. */
#ifndef COSIM_PLOT_DATA_H
#define COSIM_PLOT_DATA_H

#include "plot/internal.h"

/* Returns a step's place on the time axis. */
double cosim_plot_time(const cosim_plot_sheet *sheet, uint64_t step);

/* Writes the data blocks: $current, $reference, $spikes, $reference_spikes, $ambiguous (times),
 * $held (from, to) and, where the membrane shows, $membrane, $error and $band (from, to). A line
 * has the columns time and value; an outlined reference time, smallest and largest value. */
void cosim_plot_put_data(const cosim_plot_sheet *sheet);

/* Tells whether refractory periods are few enough to be shaded. */
bool cosim_plot_holds_shown(const cosim_plot *plot);

#endif
