// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Test tools hear of runs, mutants and proofs: as JUnit XML with a test case for each. */
#ifndef COSIM_REPORT_CASES_H
#define COSIM_REPORT_CASES_H

#include "base/output.h"

#include <stddef.h>
#include <stdio.h>

typedef struct cosim_case {
    const char *group; /* a circuit */
    const char *name;
    const char *type;                             /* of its failure, or NULL where it has none */
    char message[480];                            /* of its failure */
    double seconds;                               /* negative: not told */
    const void *result;                           /* what `write` is given */
    void (*write)(const void *result, FILE *out); /* writes the whole of a failure, or NULL */
} cosim_case;

/* Writes a suite of these cases; texts may come from anywhere. Where each case tells its time, the
 * suite tells their sum. Returns 0, or -1 with *diag (no memory); an error of the file is left to
 * cosim_output_commit. */
int cosim_cases_write(cosim_output *output, const char *suite, const cosim_case *cases,
                      size_t count, cosim_diag *diag);

#endif
