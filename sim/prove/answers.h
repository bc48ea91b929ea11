// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The answers of the engines are kept, so that a proof that was ended goes on where it was.
 *
 * A question is the hash of a graph, in which circuit, wrapper, specification and words are, and
 * how an engine is asked about it. What is proven or refuted stays so; what was not decided stays
 * undecided for no more time than it had. */
#ifndef COSIM_PROVE_ANSWERS_H
#define COSIM_PROVE_ANSWERS_H

#include "base/diag.h"
#include "prove/answer.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct cosim_answers cosim_answers;

/* Opens the journal FOLDER/answers.txt, with `resume` to go on from it. `identity`: a hash of all
 * that is proven and how. Returns NULL with *diag: there is nothing to resume, or it is of
 * something else, or damaged. */
cosim_answers *cosim_answers_open(const char *folder, const char *identity, bool resume,
                                  cosim_diag *diag);
void cosim_answers_close(cosim_answers *answers); /* NULL is allowed */

/* Tells whether an earlier run left a journal in the folder. */
bool cosim_answers_are_there(const char *folder);

/* Finds what was answered, with at least so many seconds; answers may be NULL. Returns 1 and fills
 * *result, which is to be freed; 0, or -1 with *diag. */
int cosim_answers_find(cosim_answers *answers, const char *question, double seconds,
                       cosim_engine_result *result, cosim_diag *diag);

/* Keeps an answer to a question that had so many seconds; answers may be NULL. Returns 0, or -1
 * with *diag. */
int cosim_answers_keep(cosim_answers *answers, const char *question, double seconds,
                       const cosim_engine_result *result, cosim_diag *diag);

/* Tells how many answers of an earlier run were found, and the time [s] that they had taken. */
size_t cosim_answers_found(const cosim_answers *answers);
double cosim_answers_seconds(const cosim_answers *answers);

#endif
