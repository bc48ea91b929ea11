// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* ABC proves that an output of a graph is never 1, or finds the inputs that make it 1. Each call is
 * a process of its own, which ends with the program, has so many seconds, and limited memory. */
#ifndef COSIM_PROVE_ENGINE_H
#define COSIM_PROVE_ENGINE_H

#include "base/diag.h"
#include "prove/answer.h"
#include "prove/answers.h"

#include <stdbool.h>
#include <stddef.h>

/* The memory of a process, for prlimit: more than any graph here has needed, and less than machines
 * have. */
#define COSIM_ENGINE_MEMORY "--as=4294967296"

typedef enum cosim_engine_method {
    COSIM_ENGINE_SEQUENTIAL, /* scorr, then pdr */
    COSIM_ENGINE_PATIENT,    /* the same, with more patience for each pair of equal nodes */
    COSIM_ENGINE_ORCHESTRA,  /* dprove: several engines in turn; it proves, and leaves no trace */
    COSIM_ENGINE_BOUNDED,    /* bmc3: the shortest trace, or clean clocks */
    COSIM_ENGINE_REDUCED,    /* scorr, then bmc3: further into a graph of equal parts */
    COSIM_ENGINE_AGES        /* scorr of all outputs, then pdr of the first alone (prove/ages.h) */
} cosim_engine_method;

/* An engine knows where the graphs are, and what was answered before (prove/answers.h); answers:
 * NULL: nothing, and nothing is kept. */
typedef struct cosim_engine {
    const char *folder;
    cosim_answers *answers;
} cosim_engine;

/* Asks about FOLDER/NAME.aig, which has one output, or with COSIM_ENGINE_AGES lemmas behind it;
 * leaves what ABC says in NAME.METHOD.log. `most`: clocks to search at most, 0: any number (bounded
 * methods). Returns 0, or -1 with *diag where ABC could not be run or says what nobody expects.
 * Free the result in either case. */
int cosim_engine_ask(const cosim_engine *engine, const char *name, cosim_engine_method method,
                     double seconds, unsigned most, cosim_engine_result *result, cosim_diag *diag);

/* Searches for each output of FOLDER/NAME.aig, of which there are `count`, for a clock in which it
 * is 1; reached[i] tells that clock, or -1. Returns 0, or -1 with *diag. */
int cosim_engine_reach(const cosim_engine *engine, const char *name, double seconds, unsigned most,
                       size_t count, int *reached, cosim_diag *diag);

/* Searches for one of them. */
int cosim_engine_reach_output(const cosim_engine *engine, const char *name, size_t output,
                              double seconds, unsigned most, int *reached, cosim_diag *diag);

/* Asks whether an output of FOLDER/NAME.aig is never 1; *never is false, too, where the time does
 * not suffice. Returns 0, or -1 with *diag. */
int cosim_engine_never(const cosim_engine *engine, const char *name, double seconds, size_t output,
                       bool *never, cosim_diag *diag);

/* Names a method as a report does: "scorr, pdr". */
const char *cosim_engine_name(cosim_engine_method method);

#endif
