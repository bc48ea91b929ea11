// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A list has what is wrong with some runs, for reports that point to lines of sources: each finding
 * of a run, or, of one that has none, why it is no pass. */
#ifndef COSIM_REPORT_PROBLEMS_H
#define COSIM_REPORT_PROBLEMS_H

#include "base/diag.h"
#include "result/result.h"

#include <stddef.h>

enum { COSIM_PROBLEM_BYTES = 800 };

/* The texts that are pointed to belong to the results or to the list, or are static. */
typedef struct cosim_problem {
    const char *scenario, *dut; /* the file of the scenario or network, and the circuit */
    const char *kind;           /* of the finding, or the level that failed, or "vacuous"; a word */
    char text[COSIM_PROBLEM_BYTES];
    const char *file, *name; /* where it is; name: of a register, or "" */
    unsigned line;           /* from 1 on */
    bool vacuous;            /* nothing was shown, rather than a fault */
} cosim_problem;

typedef struct cosim_problems {
    cosim_problem *items;
    size_t count, room;
    struct cosim_arena *texts; /* private */
} cosim_problems;

/* Keeps a text as long as the list. Returns it, or NULL with *diag: memory is short. */
const char *cosim_problems_text(cosim_problems *problems, const char *text, cosim_diag *diag);

/* Adds one. Returns 0, or -1 with *diag: memory is short. */
int cosim_problems_add(cosim_problems *problems, const cosim_problem *problem, cosim_diag *diag);

/* Adds those of a run of one neuron. Returns 0, or -1 with *diag. */
int cosim_problems_of(const cosim_result *result, cosim_problems *problems, cosim_diag *diag);

/* Says in problem->text what is wrong in the run of `scenario` on `dut`: `what`, and the register
 * where problem->name is one; a report in one list has no other heading. */
void cosim_problem_say(cosim_problem *problem, const char *scenario, const char *dut,
                       const char *what);

void cosim_problems_free(cosim_problems *problems);

#endif
