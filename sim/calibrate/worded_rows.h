// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The rows of traces in words become experiments of a bench, and numbers to be fitted. */
#ifndef COSIM_CALIBRATE_WORDED_ROWS_H
#define COSIM_CALIBRATE_WORDED_ROWS_H

#include "calibrate/traced_fit.h"
#include "calibrate/worded.h"

/* Starts a bench with the rows so many clocks or rows late. Returns 0, or -1 with *diag. */
int cosim_worded_start(cosim_worded *worded, uint64_t spike_late, uint64_t membrane_late,
                       cosim_diag *diag);

/* Has these experiments, one a trace, on the bench from now on, with the words that the keys have.
 */
void cosim_worded_put_rows(cosim_worded *worded, cosim_experiment *const *experiments);

/* The words of the search as numbers. */
typedef struct cosim_worded_numbers {
    double *x, *i;
    uint8_t *spike;
    bool still; /* the membrane never moves */
    cosim_traced_rows rows;
} cosim_worded_numbers;

/* Takes them, where a spike shows the membrane so. Returns 0, or -1 without memory; free in either
 * case. */
int cosim_worded_numbers_of(const cosim_worded *worded, cosim_shows shows,
                            cosim_worded_numbers *numbers);
void cosim_worded_numbers_free(cosim_worded_numbers *numbers);

#endif
