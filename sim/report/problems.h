// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Gives what is wrong with some runs, one after the other, for reports that point to lines of
 * sources: each finding of a run, or, of one that has none, why it is no pass. */
#ifndef COSIM_REPORT_PROBLEMS_H
#define COSIM_REPORT_PROBLEMS_H

#include "result/result.h"

enum { COSIM_PROBLEM_BYTES = 800 };

typedef struct cosim_problem {
    const cosim_result *result;
    const char *kind; /* of the finding, or the level that failed, or "vacuous"; a word */
    char text[COSIM_PROBLEM_BYTES];
    const char *file, *name; /* where it is; name: of a register, or "" */
    unsigned line;
    bool vacuous; /* nothing was shown, rather than a fault */
} cosim_problem;

/* Goes on to the next problem of results[count]: *run and *number are 0 at first. Returns false
 * after the last. */
bool cosim_problem_next(const cosim_result *const *results, size_t count, size_t *run,
                        size_t *number, cosim_problem *problem);

#endif
