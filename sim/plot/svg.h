// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Copies a picture of gnuplot into a file or a page. */
#ifndef COSIM_PLOT_SVG_H
#define COSIM_PLOT_SVG_H

#include "plot/gnuplot.h"

/* Writes an SVG of gnuplot as an <svg> element without an XML declaration, with a title and a
 * description of its own for those who cannot see it, and identifiers that no other picture of a
 * page has. */
void cosim_picture_put_svg(FILE *out, const char *svg, const char *title, const char *description);

/* Writes a picture to an output: an SVG as a document of its own, with cosim_picture_put_svg. */
void cosim_picture_put(FILE *out, const cosim_picture *picture, cosim_plot_kind kind,
                       const char *title, const char *description);

#endif
