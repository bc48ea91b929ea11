// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Draws the rates of the populations of a network over the one axis of its sweep, in the circuits
 * and of the networks by themselves, by gnuplot. */
#ifndef COSIM_SWEEP_NETWORK_PICTURE_H
#define COSIM_SWEEP_NETWORK_PICTURE_H

#include "base/output.h"
#include "plot/gnuplot.h"
#include "sweep/plan.h"

enum { COSIM_SWEEP_PLOT_GROUPS = 6 /* most populations that are drawn: the first ones */ };

/* Tells whether the sweep has such an axis: one, of numbers in one unit. Returns 0, or -1 with
 * *diag. */
int cosim_sweep_network_plot_check(const cosim_sweep *sweep, cosim_diag *diag);

/* Draws the picture into an output, which is only touched once the picture is there. Returns 0, or
 * -1 with *diag where it cannot be drawn, or a line of the store cannot be read again; an error of
 * the file is left to cosim_output_commit. */
int cosim_sweep_network_plot_write(const cosim_sweep_plan *plan, const cosim_sweep_store *store,
                                   cosim_plot_kind kind, cosim_output *output, cosim_diag *diag);

#endif
