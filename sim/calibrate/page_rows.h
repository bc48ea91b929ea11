// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Rows of an experiment on a page: a table that can be computed again by hand, and a picture. */
#ifndef COSIM_CALIBRATE_PAGE_ROWS_H
#define COSIM_CALIBRATE_PAGE_ROWS_H

#include "calibrate/rows.h"

#include <stdio.h>

enum { COSIM_PAGE_ROWS = 40, COSIM_PAGE_ROWS_LEAST = 12 };

/* Writes up to COSIM_PAGE_ROWS rows that end before step `to`, and COSIM_PAGE_ROWS_LEAST where
 * there are so many, with the constants of the text and when the circuit was read. Returns 0, or -1
 * without memory. */
int cosim_page_rows_table(FILE *out, const cosim_bench *bench, cosim_theory *theory,
                          const cosim_experiment *e, size_t to);

/* Writes the membrane and the spikes of circuit and text over all steps; `number` is that of the
 * picture on its page. Returns 0, or -1 without memory. */
int cosim_page_rows_picture(FILE *out, const cosim_bench *bench, cosim_theory *theory,
                            const cosim_experiment *e, size_t number);

#endif
