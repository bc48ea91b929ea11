// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Writes a calibration as a JSON document. */
#ifndef COSIM_CALIBRATE_JSON_H
#define COSIM_CALIBRATE_JSON_H

#include "calibrate/calibrate.h"

#include <stdio.h>

/* Where the processor's time went [s]. */
typedef struct cosim_calibration_cost {
    double elaborating_s, building_s, searching_s;
} cosim_calibration_cost;

/* Writes the whole; `path` is that of the manifest. Returns 0, or -1 without memory. */
int cosim_calibration_json(FILE *file, cosim_calibration *calibration,
                           const cosim_calibration_cost *cost, const char *path);

#endif
