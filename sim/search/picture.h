// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Draws the picture of a search for a format: accuracy over cost, one mark a format, by gnuplot. */
#ifndef COSIM_SEARCH_PICTURE_H
#define COSIM_SEARCH_PICTURE_H

#include "base/diag.h"
#include "base/output.h"
#include "plot/gnuplot.h"
#include "search/search.h"

/* Writes the gnuplot script of the picture: the largest bound of every format over its multiplier
 * bits. The caller frees it; NULL with *diag without memory. */
char *cosim_search_script(const cosim_search *search, cosim_plot_kind kind, cosim_diag *diag);

/* Draws the picture and writes it. Returns 0, or -1 with *diag; an error of the file is left to
 * cosim_output_commit. */
int cosim_search_plot(const cosim_search *search, cosim_plot_kind kind, cosim_output *output,
                      cosim_diag *diag);

#endif
