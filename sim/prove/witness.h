// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A witness is a trace of a miter in which circuit and equations differ, in steps of the circuit:
 * the prover's inputs were given to the graph here, clock by clock, and it did differ. */
#ifndef COSIM_PROVE_WITNESS_H
#define COSIM_PROVE_WITNESS_H

#include "foreign/manifest.h"
#include "prove/engine.h"

typedef struct cosim_witness {
    size_t clocks;   /* of the trace, those of the first reset included */
    size_t count;    /* evaluations of the equations since the last reset, up to the difference */
    int64_t *inputs; /* of each, in its type: [count * input_count] */
    int64_t *told;   /* [count * told_count] */
    size_t resets, idles; /* resets after the first one; clocks without a step between these */
    bool words_change;    /* told words differ between two of these */
    size_t differs_at;    /* the evaluation that differed, counted from 0 */
    uint64_t differs;     /* a bit for each output that differed (prove/miter.h) */
    bool hangs;           /* nothing differed: a handshake had no answer */
} cosim_witness;

/* Simulates FOLDER/NAME.aig (a graph of `differs` or `hangs`) with the inputs of a refutation. Free
 * in any case. Returns 0, or -1 with *diag: its output did not become 1 in that clock, which is an
 * error of the tools. */
int cosim_witness_read(const cosim_manifest *manifest, const char *folder, const char *name,
                       const cosim_engine_result *result, cosim_witness *witness, cosim_diag *diag);
void cosim_witness_free(cosim_witness *witness);

/* Names what differed: "spike, v". Returns text. */
const char *cosim_witness_outputs(const cosim_manifest *manifest, const cosim_witness *witness,
                                  char *text, size_t bytes);

#endif
