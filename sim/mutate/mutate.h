// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Measures how many mutants of the user's circuit the user's scenarios notice, proves of those that
 * they do not notice that they are equivalent, or finds a drive that kills them. */
#ifndef COSIM_MUTATE_MUTATE_H
#define COSIM_MUTATE_MUTATE_H

#include "foreign/manifest.h"
#include "mutate/mutants.h"
#include "scenario/scenario.h"

#include <stdio.h>

enum { COSIM_MUTATE_CHUNK = 300, COSIM_MUTATE_CLOSE_MOST = 50 };

typedef struct cosim_mutate_options {
    unsigned count;    /* mutants to draw */
    uint64_t seed;     /* of the draw, and of the search for drives */
    unsigned seconds;  /* processor time of one proof */
    const char *work;  /* the folder of all that is made on the way, which is there */
    const char *close; /* scenarios that kill survivors are left in it; NULL: nowhere */
    bool shipped;      /* the manifest is that of a shipped neuron (prove/shipped.h) */
    bool resume;       /* go on from what an earlier run of the same left in `work` */
    void (*progress)(void *context, const char *what, size_t done, size_t count); /* or NULL */
    void *context;
} cosim_mutate_options;

typedef struct cosim_mutate {
    cosim_arena *arena;
    const cosim_manifest *manifest; /* the caller's, with equations */
    cosim_scenario **scenarios;     /* the caller's, that mutants are judged on */
    size_t scenario_count;
    cosim_mutate_options options;
    cosim_mutants mutants;
    cosim_scenario **added; /* scenarios that were written on the way, read back */
    size_t added_count;
    bool single_clock;               /* proofs can be made: all registers are at the one clock */
    int lock;                        /* private: of the folder, -1: none */
    struct cosim_declared *declared; /* private: the miter, once one is needed */
    size_t resumed;                  /* mutants that an earlier run had judged */
    size_t checked;                  /* proofs that a second prover made again */
    size_t disagreed;                /* and of those, that it did not confirm */
} cosim_mutate;

enum { COSIM_MUTATE_OK = 0, COSIM_MUTATE_WRONG = 2, COSIM_MUTATE_UNUSABLE = 3 };

/* Does all of it. Returns COSIM_MUTATE_OK, or another status with *diag; cosim_mutate_free in any
 * case. */
int cosim_mutate_run(cosim_mutate *mutate, const cosim_manifest *manifest,
                     cosim_scenario **scenarios, size_t scenario_count,
                     const cosim_mutate_options *options, cosim_diag *diag);
void cosim_mutate_free(cosim_mutate *mutate);

/* Returns how many survive: what is undecided is counted with them. */
size_t cosim_mutate_survivors(const cosim_mutate *mutate);

#endif
