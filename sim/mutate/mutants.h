// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A mutant is the user's circuit with one small change, which Yosys draws: a bit of a port of a
 * cell is inverted, constant, or inverted where its neighbour has a value. */
#ifndef COSIM_MUTATE_MUTANTS_H
#define COSIM_MUTATE_MUTANTS_H

#include "base/arena.h"
#include "base/diag.h"

#include <stdint.h>

typedef enum cosim_mutant_state {
    COSIM_MUTANT_UNJUDGED,
    COSIM_MUTANT_KILLED,    /* a scenario fails on it */
    COSIM_MUTANT_SAME,      /* proven: it answers as the sound circuit in any run */
    COSIM_MUTANT_ALLOWED,   /* proven: it does so for all inputs that the manifest declares */
    COSIM_MUTANT_SURVIVED,  /* no scenario fails on it, and a drive is known that does */
    COSIM_MUTANT_UNDECIDED, /* no scenario fails on it, and nothing else is known */
    COSIM_MUTANT_STATES
} cosim_mutant_state;

typedef struct cosim_mutant {
    unsigned number;     /* from 1 */
    const char *command; /* that makes it, for Yosys, without its selector */
    const char *what;    /* what changed, in words */
    const char *file;    /* of the source, or NULL */
    unsigned line;
    cosim_mutant_state state;
    const char *level;    /* KILLED: of the verdict that fails, "stopped" or "vacuous" */
    const char *scenario; /* and its scenario */
    const char *key;      /* a key of the scenario that has to be other for `drive`, or NULL */
    int32_t *drive;       /* that kills it from reset on, or NULL */
    size_t drives;
    const char *kept; /* where the scenario with that drive was left, or NULL */
    bool closed;    /* it survived the scenarios that were given, and one that was added kills it */
    bool confirmed; /* a second prover says the same of it */
} cosim_mutant;

typedef struct cosim_mutants {
    cosim_mutant *items;
    size_t count;
} cosim_mutants;

enum { COSIM_MUTANTS_MOST = 20000 };
#define COSIM_MUTANT_SELECT "lif_mutant_select"

/* Reads the list that Yosys wrote, in the arena. Returns 0, or -1 with *diag. */
int cosim_mutants_read(cosim_arena *arena, const char *path, cosim_mutants *mutants,
                       cosim_diag *diag);

/* Counts the mutants of a state. */
size_t cosim_mutants_count(const cosim_mutants *mutants, cosim_mutant_state state);

/* Gives the name of a state in reports and in what is kept of a run, as "killed". */
const char *cosim_mutant_state_name(cosim_mutant_state state);

#endif
