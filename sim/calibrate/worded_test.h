// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A text that was found in words is held against rows, and its threshold is looked at again. */
#ifndef COSIM_CALIBRATE_WORDED_TEST_H
#define COSIM_CALIBRATE_WORDED_TEST_H

#include "calibrate/worded.h"

/* Forgets the texts that fit. */
void cosim_worded_drop_fits(cosim_worded *worded);

/* Counts the steps of all rows that the theory gives otherwise, and keeps the first ones. */
void cosim_worded_count_misses(cosim_worded *worded, cosim_theory *theory);

/* Finds the other thresholds with which the first text gives the same of these rows. */
void cosim_worded_find_thetas(cosim_worded *worded, cosim_experiment *const *rows);

/* Takes the roundest of the thresholds with which the first text gives the rows of the search, by
 * either compare rule, in place of the one that was tried. */
void cosim_worded_round_theta(cosim_worded *worded);

#endif
