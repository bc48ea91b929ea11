// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A circuit is proven to be what its equations say, or a trace is found in which it is not. */
#ifndef COSIM_PROVE_PROVE_H
#define COSIM_PROVE_PROVE_H

#include "prove/answers.h"
#include "prove/miter.h"
#include "prove/witness.h"

typedef enum cosim_proof_verdict {
    COSIM_PROOF_PROVEN,  /* for every trace, however long */
    COSIM_PROOF_BOUNDED, /* for `steps` steps from reset */
    COSIM_PROOF_UNDECIDED,
    COSIM_PROOF_REFUTED
} cosim_proof_verdict;

typedef struct cosim_prove_options {
    double seconds;      /* wall time of all engines together */
    const int64_t *told; /* the word of each told param, or NULL: they are free */
    bool resume;         /* go on from what an earlier run of the same left in the folder */
    void (*progress)(void *context, const char *what); /* told before each part; or NULL */
    void *context;
} cosim_prove_options;

typedef struct cosim_proof {
    cosim_proof_verdict verdict;
    char why[200]; /* UNDECIDED: what is missing, else "" */
    char engine[40];
    double seconds;
    bool words;         /* for the told words of the options alone */
    bool free_products; /* PROVEN for any function in the place of products, one for both sides */
    bool by_age;        /* PROVEN with lemmas of the last step (prove/ages.h) */
    uint64_t clocks;    /* that were searched through from power-up; 0 where it is proven */
    uint64_t steps;     /* that these are at the least, from reset */
    size_t cover_count;
    cosim_miter_cover covers[COSIM_MITER_COVERS];
    int reached[COSIM_MITER_COVERS]; /* clock, or -1 */
    bool never[COSIM_MITER_COVERS];  /* proven never to be reached, with these words */
    unsigned faults;        /* seeded faults of the circuit that were tried, one after the other */
    bool fault_refuted;     /* the last one was */
    char fault[300];        /* in words, with its place */
    cosim_witness witness;  /* REFUTED */
    char *assumed;          /* texts one after the other, each with its '\0', and "" at their end */
    size_t resumed;         /* answers of engines that an earlier run had, */
    double resumed_s;       /* and their time [s], which `seconds` contains */
    cosim_answers *answers; /* owned; for cosim_prove_run() */
} cosim_proof;

enum { COSIM_PROVE_OK = 0, COSIM_PROVE_WRONG = 2, COSIM_PROVE_UNUSABLE = 3 };

/* Proves an elaborated manifest that has equations, with files in `folder`, which exists and whose
 * path has no quote. Free *proof in any case. Returns COSIM_PROVE_OK, or with *diag
 * COSIM_PROVE_WRONG where there is nothing to resume, or something else, and COSIM_PROVE_UNUSABLE
 * where a tool failed or cannot read the circuit. */
int cosim_prove(const cosim_manifest *manifest, const cosim_prove_options *options,
                const char *folder, cosim_proof *proof, cosim_diag *diag);
void cosim_proof_free(cosim_proof *proof);

/* Names a verdict: "proven", "bounded", "undecided", "refuted". */
const char *cosim_proof_name(cosim_proof_verdict verdict);

#endif
