// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* clang-format off */
/* A rival is a neuron in floating point that a trace might be of, other than the scenario's in one
 * thing or two: its values, the order of its step, or what its rows show. It is held against the rows
 * as the judge holds the scenario's own neuron against them: guided by their spikes, within the bound
 * of the source (lif_source.h).
 *
 *   USUAL          update, decide, reset                                       (lif_model.h)
 *   RESET_FIRST    decide on the membrane before the step; reset it there; then update what is left
 *   OLD_MEMBRANE   decide on the membrane before the step; a spike resets, and is no update
 *   HELD_LEAKS     a held step updates without a drive
 *   HELD_INTEGRATES  a held step updates, and does not decide
 *   RESTS          a held step is at rest */
/* clang-format on */
#ifndef COSIM_DIAGNOSE_RIVAL_H
#define COSIM_DIAGNOSE_RIVAL_H

#include "run/recorded.h"

typedef enum cosim_rival_order {
    COSIM_RIVAL_USUAL,
    COSIM_RIVAL_RESET_FIRST,
    COSIM_RIVAL_OLD_MEMBRANE,
    COSIM_RIVAL_HELD_LEAKS,
    COSIM_RIVAL_HELD_INTEGRATES,
    COSIM_RIVAL_RESTS
} cosim_rival_order;

enum { COSIM_RIVAL_WORDS = 160 };

typedef struct cosim_rival {
    lif_params params;
    cosim_rival_order order;
    double drive;                              /* the current counts so often: 1 */
    int input_late, spike_late, membrane_late; /* rows later than the manifest says; or earlier */
    bool before; /* shows the other membrane at a spike than it says */
    char kind[32], words[COSIM_RIVAL_WORDS];
} cosim_rival;

/* The rows of a job, as rivals are held against them. */
typedef struct cosim_rival_rows {
    const cosim_job *job;
    double *current_a; /* of each step */
    size_t n;
} cosim_rival_rows;

/* Starts a rival that is the scenario's own neuron. */
void cosim_rival_start(cosim_rival *rival, const cosim_job *job);

/* Tells how many steps from `first` on the rival explains; n - first means all of them. */
size_t cosim_rival_explains(const cosim_rival *rival, const cosim_rival_rows *rows);

/* Tells whether its values alone are other ones, which a scenario can say. */
bool cosim_rival_is_plain(const cosim_rival *rival);

enum { COSIM_MISSES = 12 };

/* The steps that a rival does not explain. */
typedef struct cosim_rival_misses {
    size_t count, last;
    size_t step[COSIM_MISSES]; /* the first ones */
} cosim_rival_misses;

/* Finds the steps from `from` to end - 1 that the rival does not explain. After each it goes on:
 * with its own decision where the row's cannot be, so that a damaged row is one miss, and no more.
 */
void cosim_rival_find_misses(const cosim_rival *rival, const cosim_rival_rows *rows, size_t from,
                             size_t end, cosim_rival_misses *misses);

/* Fills rows with the currents of all steps of a job; free rows->current_a. Returns 0, or -1 with
 * *diag. */
int cosim_rival_rows_of(const cosim_job *job, cosim_rival_rows *rows, cosim_diag *diag);

#endif
