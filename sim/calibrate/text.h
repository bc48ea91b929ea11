// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Writes what a calibration found as lines of a manifest, which take effect at its end as they
 * stand; comments have the evidence. */
#ifndef COSIM_CALIBRATE_TEXT_H
#define COSIM_CALIBRATE_TEXT_H

#include "calibrate/calibrate.h"

#include <stdio.h>

/* Writes the whole: what was found, or the nearest text with how many answers differ, the words of
 * the experiments, and a short experiment step by step. Returns 0, or -1 without memory. */
int cosim_calibration_put(FILE *file, cosim_calibration *calibration);

/* Writes the lines of the manifest alone; `evidence`: with comments that say what other values
 * depart in. */
int cosim_calibration_put_manifest(FILE *file, cosim_calibration *calibration,
                                   const cosim_found *found, bool evidence);

/* Writes the lines of what was found without comments, or those of the nearest text. */
int cosim_calibration_put_lines(FILE *file, cosim_calibration *calibration);

enum { COSIM_CALIBRATION_RESULT = 400 };

/* Says in a sentence what came of it. Returns text. */
const char *cosim_calibration_result(const cosim_calibration *calibration,
                                     char text[COSIM_CALIBRATION_RESULT]);

/* Writes the words of an experiment: "theta 12, hold 3". */
void cosim_calibration_put_words(FILE *file, const cosim_calibration *calibration,
                                 const cosim_words_of *words);

#endif
