// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Mutants and proofs are no runs, and test tools hear of them, too: as JUnit XML with a test case
 * for each. */
#ifndef COSIM_REPORT_CASES_H
#define COSIM_REPORT_CASES_H

#include "base/output.h"

#include <stddef.h>

typedef struct cosim_case {
    const char *group; /* a circuit */
    const char *name;
    const char *type;    /* of its failure, or NULL where it has none */
    const char *message; /* of its failure */
    double seconds;      /* 0: not told */
} cosim_case;

/* Writes a suite of these cases; texts may come from anywhere. Returns 0, or -1 with *diag. */
int cosim_cases_write(cosim_output *output, const char *suite, const cosim_case *cases,
                      size_t count, cosim_diag *diag);

#endif
