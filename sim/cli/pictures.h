// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* `run` draws pictures: a picture of one run, and the page about all of them. */
#ifndef COSIM_CLI_PICTURES_H
#define COSIM_CLI_PICTURES_H

#include "base/output.h"
#include "plot/gnuplot.h"
#include "plot/network_plot.h"
#include "plot/plot.h"
#include "report/html/page.h"
#include "result/result.h"
#include "run/job.h"

#include <stdbool.h>

typedef struct cosim_cli_pictures {
    const char *plot_path;   /* --plot, or NULL */
    const char *report_path; /* --report, or NULL */
    cosim_plot_kind plot_kind;
    cosim_output *plot_output;
    cosim_html *report;
    int status; /* the highest so far: a picture that fails does not take other reports with it */
} cosim_cli_pictures;

/* Opens what the paths ask for; `runs` are those of `what`, as "one scenario on one circuit". What
 * can be refused is refused here, so that a missing gnuplot is not found out at the end of a long
 * run. Reports what is wrong and returns the status. */
int cosim_cli_pictures_open(cosim_cli_pictures *pictures, const char *what, size_t runs);

/* Tells whether a run needs a plot. */
bool cosim_cli_pictures_wanted(const cosim_cli_pictures *pictures);

/* Draws a finished run into pictures->status; the result must still have its trains. */
void cosim_cli_pictures_draw(cosim_cli_pictures *pictures, const cosim_job *job,
                             const cosim_plot *plot, const cosim_result *result);

/* Does the same with the run of a network. */
void cosim_cli_pictures_draw_network(cosim_cli_pictures *pictures, const cosim_html_network *run,
                                     const cosim_network_plot *plot);

/* Puts the files into their places, or throws them away if not `whole` or if one of them failed.
 * Returns pictures->status. */
int cosim_cli_pictures_close(cosim_cli_pictures *pictures, bool whole);

#endif
