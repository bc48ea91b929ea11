// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Words that are built into a circuit, and that its manifest need not say, can be seen: where its
 * membrane begins, what it goes back to without a drive, and what it is after a spike. What is seen
 * of a rest is beside it by what a rounding keeps, so that there are several candidates. */
#ifndef COSIM_CALIBRATE_UNSAID_H
#define COSIM_CALIBRATE_UNSAID_H

#include "calibrate/bench.h"
#include "calibrate/guess.h"

/* Runs drives that end in silence, and fills bench->unsaid. Where the membrane is hidden there is
 * nothing to see. Returns 0, or -1 with *diag. */
int cosim_unsaid_find(cosim_bench *bench, cosim_diag *diag);

/* Gives the guess with other words of rest and start than the manifest says, counted from 0; false
 * after the last. */
bool cosim_unsaid_guess(const cosim_bench *bench, size_t number, cosim_guess *guess);

/* Gives the guess with another word after a spike that sets it, counted from 0; false after the
 * last. */
bool cosim_unsaid_value(const cosim_bench *bench, size_t number, cosim_guess *guess);

#endif
