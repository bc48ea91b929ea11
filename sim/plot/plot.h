// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The picture of a run, drawn by gnuplot: the current, the membrane of circuit and reference with
 * the threshold, the spikes of both, and the error within its bound. The reference's membrane is
 * the guided one, which the bound is about; its spikes are those of the free one.
 *
 * A listener (run/rows.h) keeps what the picture shows in constant memory: up to
 * COSIM_PLOT_BUCKETS steps are drawn as they are; a longer run is cut into half as many buckets,
 * and each line keeps the smallest and the largest value of every bucket with their steps. Spikes
 * are kept one by one up to COSIM_PLOT_MARKS; of more, the first of every bucket, so that a mark
 * stands wherever one was. */
#ifndef COSIM_PLOT_H
#define COSIM_PLOT_H

#include "base/diag.h"
#include "base/output.h"
#include "result/result.h"
#include "run/rows.h"
#include "scenario/scenario.h"

enum {
    COSIM_PLOT_BUCKETS = 2000, /* most points of a line */
    COSIM_PLOT_MARKS = 5000,   /* most spikes that are drawn one by one */
    COSIM_PLOT_HOLDS = 200     /* most refractory periods that are shaded */
};

typedef struct cosim_plot cosim_plot;

typedef enum cosim_plot_kind { COSIM_PLOT_SVG, COSIM_PLOT_PNG } cosim_plot_kind;

/* The kind of picture that a file's name ends in (.svg, .png). 0, or -1 with *diag. */
int cosim_plot_kind_of(const char *path, cosim_plot_kind *kind, cosim_diag *diag);

/* Whether gnuplot can be started: asked before a run, so that no long one is in vain. 0, or -1 with
 * *diag and the remedy. */
int cosim_plot_ready(cosim_diag *diag);

/* A plot of a run of this scenario, which must outlive it. To be freed; NULL with *diag without
 * memory. Nothing is allocated later, however long the run. */
cosim_plot *cosim_plot_new(const cosim_scenario *scenario, cosim_diag *diag);
void cosim_plot_free(cosim_plot *plot); /* NULL is allowed */

/* A sink whose context is the cosim_plot. */
int cosim_plot_take(void *plot, const cosim_rows *rows, cosim_diag *diag);

/* The gnuplot script of the picture, data included, which writes to gnuplot's standard output; the
 * result is that of the run. To be freed; NULL with *diag without memory. */
char *cosim_plot_script(const cosim_plot *plot, const cosim_result *result, cosim_plot_kind kind,
                        cosim_diag *diag);

/* The picture as an <svg> element with a title and a description, without an XML declaration: as it
 * can stand in an HTML page. Runs gnuplot, whose complaints go to standard error. To be freed; NULL
 * with *diag where gnuplot is missing or fails. */
char *cosim_plot_svg(const cosim_plot *plot, const cosim_result *result, cosim_diag *diag);

/* Writes the picture to an output, which is only touched once the picture is there. Returns 0, or
 * -1 with *diag as above; an error of the file is left to cosim_output_commit. */
int cosim_plot_write(const cosim_plot *plot, const cosim_result *result, cosim_plot_kind kind,
                     cosim_output *output, cosim_diag *diag);

#endif
