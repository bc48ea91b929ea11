// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Writes the plot as a gnuplot script: four panels above one time axis, data included. */
#ifndef COSIM_PLOT_SCRIPT_H
#define COSIM_PLOT_SCRIPT_H

#include "plot/gnuplot.h"
#include "plot/plot.h"
#include "result/result.h"

/* Writes the gnuplot script of the picture, data included, whose picture goes to gnuplot's standard
 * output; the result is that of the run. The caller frees it; NULL with *diag without memory. */
char *cosim_plot_script(const cosim_plot *plot, const cosim_result *result, cosim_plot_kind kind,
                        cosim_diag *diag);

#endif
