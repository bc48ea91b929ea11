// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* An inquiry about a circuit that does not answer as declared has the edits that might be the
 * cause, what the circuit answered so far, and the candidates that answer alike. The circuit is
 * asked for more than its run: drives that excite it, and drives that tell candidates apart. */
#ifndef COSIM_DIAGNOSE_INQUIRY_H
#define COSIM_DIAGNOSE_INQUIRY_H

#include "diagnose/edits.h"
#include "diagnose/player.h"

enum { COSIM_ALIKE = 64, COSIM_EVIDENCE = 12, COSIM_INQUIRY_SEED = 20261130 };

/* A candidate is equations with one edit or two, and a player of them. */
typedef struct cosim_candidate {
    const cosim_edit *a, *b; /* b: NULL for one edit */
    cosim_arena *arena;
    cosim_equations equations;
    cosim_player player;
} cosim_candidate;

typedef struct cosim_inquiry {
    const cosim_job *job;
    cosim_arena *arena;
    cosim_graft graft;
    size_t nodes; /* of the tree, with those that the edits brought */
    cosim_edits edits;
    cosim_player declared;
    cosim_trace evidence[COSIM_EVIDENCE]; /* the run, and what else the circuit was asked */
    size_t evidence_count;
    struct {
        const cosim_edit *a, *b;
    } alike[COSIM_ALIKE]; /* what answers as the circuit did, the best name first */
    size_t count;
    cosim_trace apart; /* of a recording: what the first of them and another one answer otherwise */
    size_t apart_from; /* and which that is; where apart.n > 0 */
    bool no_memory;    /* for a candidate */
} cosim_inquiry;

/* Starts with what the circuit of a job answers to the drives of its run. Returns 0, or -1 with
 * *diag; free in either case. */
int cosim_inquiry_start(cosim_inquiry *inquiry, const cosim_job *job, const cosim_trace *whole,
                        cosim_diag *diag);
void cosim_inquiry_free(cosim_inquiry *inquiry);

/* Makes a candidate; the nodes that it adds to the tree stay until cosim_inquiry_cut. Returns 0, or
 * -1: there is no such candidate. Close it in the former case. */
int cosim_inquiry_open(cosim_inquiry *inquiry, const cosim_edit *a, const cosim_edit *b,
                       cosim_candidate *candidate);
void cosim_inquiry_close(cosim_candidate *candidate);

/* Forgets the nodes of candidates, all of which are closed. */
void cosim_inquiry_cut(cosim_inquiry *inquiry);

/* Makes a trace without drives, with the holds of the scenario, in a row where the run of the
 * evidence is. Returns 0, or -1. */
int cosim_inquiry_trace(const cosim_inquiry *inquiry, size_t steps, cosim_trace *trace);

/* Adds what the circuit answers to drives to the evidence, which takes the trace over; there must
 * be room. Returns 0, or -1 with *diag. */
int cosim_inquiry_ask(cosim_inquiry *inquiry, cosim_trace *trace, cosim_diag *diag);

#endif
