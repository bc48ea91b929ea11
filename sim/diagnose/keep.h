// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A drive that shows something is kept as a scenario under a name that no file has yet, or in a
 * folder that goes again, where it is only to be read and run. */
#ifndef COSIM_DIAGNOSE_KEEP_H
#define COSIM_DIAGNOSE_KEEP_H

#include "base/cleanup.h"
#include "base/diag.h"
#include "run/job.h"

enum { COSIM_KEEP_FOLDER = 3900, COSIM_KEEP_NAME = 128 };
enum { COSIM_KEEP_PATH = COSIM_KEEP_FOLDER + COSIM_KEEP_NAME + 8 };

typedef struct cosim_keep {
    char folder[COSIM_KEEP_FOLDER];
    bool temporary;
    cosim_cleanup left;
    char path[COSIM_KEEP_PATH], csv[COSIM_KEEP_PATH]; /* the scenario, and its currents */
} cosim_keep;

/* Writes drive words [count] from reset on as a scenario of the job's neuron, and leaves its path
 * in *keep; it is FOLDER/STEM-NUMBER.yaml, or in a temporary folder where `folder` is NULL. `about`
 * is the comment at its top, a line. Returns 0, or -1 with *diag; cosim_keep_close in either case.
 */
int cosim_keep_write(cosim_keep *keep, const char *folder, const char *stem, const char *about,
                     const int32_t *drive, size_t count, const cosim_job *job, cosim_diag *diag);

/* A run that is all too short, or decided by the last bit, may be vacuous: nothing in it had to
 * happen. Attempt 0 copies drive words [count] to longer[count + COSIM_KEEP_TAIL]; each of the
 * later ones, up to COSIM_KEEP_ATTEMPTS, adds steps of one strong word, after which the neuron has
 * to fire. Returns how many words there are. */
enum { COSIM_KEEP_ATTEMPTS = 5, COSIM_KEEP_TAIL = 60 };
size_t cosim_keep_lengthen(const cosim_job *job, const int32_t *drive, size_t count,
                           unsigned attempt, int32_t *longer);

/* Removes what was written; a temporary folder goes anyway. */
void cosim_keep_remove(const cosim_keep *keep);
void cosim_keep_close(cosim_keep *keep);

#endif
