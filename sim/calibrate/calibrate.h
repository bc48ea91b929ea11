// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Calibration finds by experiments what a circuit computes: every neuron that lifcosim knows is
 * compared with its answers, and what only one of them explains is known. */
#ifndef COSIM_CALIBRATE_CALIBRATE_H
#define COSIM_CALIBRATE_CALIBRATE_H

#include "calibrate/traits.h"
#include "circuit/dut.h"

/* Runs everything on a circuit that was built for calibration. Returns 0 (free with
 * cosim_calibration_free in any case), or -1 with *diag. */
int cosim_calibrate(cosim_calibration *c, const cosim_manifest *manifest, cosim_dut *dut,
                    cosim_diag *diag);
void cosim_calibration_free(cosim_calibration *c);

#endif
