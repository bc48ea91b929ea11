// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The search goes from the likely to the rest: templates with the words that the manifest says,
 * with other words of rest, start and reset, with other gains and leaks; then single edits of what
 * comes near, then pairs of them. */
#ifndef COSIM_CALIBRATE_SEARCH_H
#define COSIM_CALIBRATE_SEARCH_H

#include "calibrate/calibrate.h"

/* Fills the fits of a calibration with what answers all its experiments, the best name first, or
 * its nearest. Returns 0, or -1 with *diag. */
int cosim_search(cosim_calibration *calibration, cosim_diag *diag);

/* Frees what was found, and leaves it empty. */
void cosim_found_free(cosim_found *found);

/* Frees all fits. */
void cosim_calibration_forget(cosim_calibration *calibration);

#endif
