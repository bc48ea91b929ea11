// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Draws a run as a picture. */
#ifndef COSIM_PLOT_DRAW_H
#define COSIM_PLOT_DRAW_H

#include "base/output.h"
#include "plot/gnuplot.h"
#include "plot/plot.h"
#include "result/result.h"

/* Draws the picture as an <svg> element with a title and a description, without an XML declaration,
 * so that it can stand in an HTML page. It runs gnuplot, whose complaints go to standard error. The
 * caller frees the text; it is NULL with *diag where gnuplot is missing or fails. */
char *cosim_plot_svg(const cosim_plot *plot, const cosim_result *result, cosim_diag *diag);

/* Writes the picture to an output, which is only touched once the picture is there. Returns 0, or
 * -1 with *diag as above; an error of the file is left to cosim_output_commit. */
int cosim_plot_write(const cosim_plot *plot, const cosim_result *result, cosim_plot_kind kind,
                     cosim_output *output, cosim_diag *diag);

#endif
