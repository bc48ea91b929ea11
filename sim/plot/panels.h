// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Writes the four panels of the plot, from the current down to the error. */
#ifndef COSIM_PLOT_PANELS_H
#define COSIM_PLOT_PANELS_H

#include "plot/internal.h"

/* Writes the panels. */
void cosim_plot_put_panels(const cosim_plot_sheet *sheet);

/* Tells whether the membrane moves so much within its buckets that a line is a smear. */
bool cosim_plot_is_smear(const cosim_plot *plot);

/* Gives the largest magnitudes of error and bound [V]; 0 where there are none. */
void cosim_plot_error_range(const cosim_plot *plot, double *error, double *bound);

#endif
