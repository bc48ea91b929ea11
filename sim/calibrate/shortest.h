// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A short input shows that the nearest text is not what the circuit computes. */
#ifndef COSIM_CALIBRATE_SHORTEST_H
#define COSIM_CALIBRATE_SHORTEST_H

#include "calibrate/calibrate.h"

/* Finds an experiment that the nearest text does not answer, and takes steps and drives out of it
 * while the circuit still answers otherwise: calibration->odd, of words that its ports take.
 * Returns 0, or -1 with *diag. */
int cosim_shortest_find(cosim_calibration *calibration, cosim_diag *diag);

#endif
