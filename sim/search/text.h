// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A finished exploration as a table, as files for programs, and as a picture. */
#ifndef COSIM_SEARCH_TEXT_H
#define COSIM_SEARCH_TEXT_H

#include "search/search.h"
#include "base/output.h"
#include "plot/plot.h"
#include "plot/gnuplot.h"

#include <stdio.h>

/* "20/12/18", or "20/12/18r" with residual rounding: as --dut model:... takes it. Returns text. */
enum { COSIM_SEARCH_NAME_BYTES = 40 };
const char *cosim_search_name(const lif_format *format, char text[COSIM_SEARCH_NAME_BYTES]);

/* What the goal asks for: "the spike list of the reference". Returns text. */
enum { COSIM_GOAL_BYTES = 160 };
const char *cosim_goal_text(const cosim_goal *goal, char text[COSIM_GOAL_BYTES]);

/* What was tried, and one line a format, by cost; `front`: those of the front and the recommended
 * one alone. */
void cosim_search_table(FILE *out, const cosim_search *search, bool front);

/* The recommended format with the reason, or why there is none. */
void cosim_search_advice(FILE *out, const cosim_search *search);

/* Everything, as one JSON document. An error is left to cosim_output_commit. */
void cosim_search_json(cosim_output *output, const cosim_search *search);

/* One line a format, the worst of all scenarios, under a header line; what is not known is empty.
 */
void cosim_search_csv(cosim_output *output, const cosim_search *search);

/* The gnuplot script of the picture: the largest bound of every format over its multiplier bits. To
 * be freed; NULL with *diag without memory. */
char *cosim_search_script(const cosim_search *search, cosim_plot_kind kind, cosim_diag *diag);

/* Draws and writes it. 0, or -1 with *diag; an error of the file is left to cosim_output_commit. */
int cosim_search_plot(const cosim_search *search, cosim_plot_kind kind, cosim_output *output,
                      cosim_diag *diag);

#endif
