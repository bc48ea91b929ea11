// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Mutants are test cases of JUnit, as servers of continuous integration read them. */
#ifndef COSIM_MUTATE_JUNIT_H
#define COSIM_MUTATE_JUNIT_H

#include "base/output.h"
#include "mutate/mutate.h"

/* Writes a test case a mutant; those that survive, closed or not, are failures. Returns 0, or -1
 * with *diag. */
int cosim_mutate_junit(cosim_output *output, const cosim_mutate *mutate, cosim_diag *diag);

#endif
