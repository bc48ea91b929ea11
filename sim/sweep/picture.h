// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Draws the f-I curve of a sweep with one axis, a current: the rates of circuit, reference and,
 * where it applies, closed form over it, by gnuplot. A rate is the inverse mean interval, which is
 * that of a run without end; where a run has fewer than two spikes, it is spikes per duration. */
#ifndef COSIM_SWEEP_PICTURE_H
#define COSIM_SWEEP_PICTURE_H

#include "base/output.h"
#include "plot/gnuplot.h"
#include "sweep/plan.h"

/* Tells whether the sweep has such an axis. Returns 0, or -1 with *diag. */
int cosim_sweep_plot_check(const cosim_sweep *sweep, cosim_diag *diag);

/* Writes the first lines of a script: terminal, styles, axes and grid. */
void cosim_sweep_plot_put_head(FILE *out, cosim_plot_kind kind);

/* Draws the picture into an output, which is only touched once the picture is there. Returns 0, or
 * -1 with *diag; an error of the file is left to cosim_output_commit. */
int cosim_sweep_plot_write(const cosim_sweep_plan *plan, const cosim_sweep_store *store,
                           cosim_plot_kind kind, cosim_output *output, cosim_diag *diag);

#endif
