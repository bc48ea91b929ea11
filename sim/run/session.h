// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A session is a run without its circuit: it gives the drives of the next steps, takes what a
 * circuit answered to them, and reaches the verdict. The program's own loop (run/run.c) puts a
 * circuit in between, and so does whoever uses the library (library/lifcosim.h). */
#ifndef COSIM_RUN_SESSION_H
#define COSIM_RUN_SESSION_H

#include "run/scoreboard.h"
#include "run/words.h"

typedef struct cosim_session {
    const cosim_job *job;
    const cosim_run_options *options;
    cosim_result *result;
    cosim_scoreboard scoreboard;
    cosim_words words; /* rows of a circuit that is declared by equations */
    uint64_t done;     /* steps that were judged */
    size_t given;      /* steps that were given at the last time: those of the arrays below */
    size_t taken;      /* of these, those that were judged */
    /* private */
    cosim_current current;
    bool constant_hold;
    uint32_t hold_constant;
    double current_a[COSIM_BLOCK_STEPS];
    uint32_t hold[COSIM_BLOCK_STEPS];
    int32_t drive_fx[COSIM_BLOCK_STEPS];
    /* of a circuit by equations, made of its rows */
    int32_t before_fx[COSIM_BLOCK_STEPS], after_fx[COSIM_BLOCK_STEPS];
    uint8_t spike[COSIM_BLOCK_STEPS];
} cosim_session;

/* Begins: job, options and result outlive the session, and *result is filled. Returns 0, or -1 with
 * *diag; the session is to be freed in either case. A session begins as zeros. */
int cosim_session_start(cosim_session *session, const cosim_job *job,
                        const cosim_run_options *options, cosim_result *result, cosim_diag *diag);

/* Holds what a circuit has at its ports against the words of the job: words (NULL: not known), or,
 * of a circuit that is declared by equations, those it was told. */
void cosim_session_constants(cosim_session *session, const lif_words *words, const int64_t *told);

/* Counts the steps that were given and not taken yet. */
static inline size_t cosim_session_waiting(const cosim_session *session)
{
    return session->given - session->taken;
}

/* Tells whether there is no step left: all were given and taken, or a drive clipped. */
bool cosim_session_is_over(const cosim_session *session);

/* Gives the drives and holds of the next steps, `most` at most, in *steps, whose other members
 * stay. Returns how many there are: 0 where it is over, or the next drive clips. The
 * steps that were given before must have been taken. */
size_t cosim_session_next(cosim_session *session, size_t most, lif_dut_block *steps);

/* Fills *steps, whose other members stay, with the steps that wait. */
void cosim_session_steps(const cosim_session *session, lif_dut_block *steps);

/* Takes the drives of the next n steps (1 to COSIM_BLOCK_STEPS) from elsewhere, in place of
 * cosim_session_next: the current of a step is what its word stands for. The scenario's stimulus
 * and its number of steps do not matter then, and what it expects must have been dropped. */
void cosim_session_give(cosim_session *session, size_t n, const int32_t *drive_fx);

/* Gives the rows of the steps that wait, for a circuit by equations to answer; NULL for others. */
int64_t *cosim_session_outputs(const cosim_session *session);

/* Judges what a circuit answered to the first n of the steps that wait (spike: 0 or 1). Of a
 * circuit by equations the rows of cosim_session_outputs are what it answered, and the arrays are
 * ignored. Returns 0, or -1 with *diag. */
int cosim_session_take(cosim_session *session, size_t n, const int32_t *before_fx,
                       const int32_t *after_fx, const uint8_t *spike, cosim_diag *diag);

/* Reaches the verdict after the steps that were taken. Returns 0, or -1 with *diag. */
int cosim_session_finish(cosim_session *session, cosim_diag *diag);

void cosim_session_free(cosim_session *session);

#endif
