// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A miter has a circuit and its specification side by side, with the same inputs, and an output
 * that is 1 where they differ. It is written in Verilog for Yosys, from an elaborated manifest that
 * says by equations what the circuit computes; nothing here looks at the circuit's sources.
 *
 * Module prove_circuit (miter_circuit.h) is the circuit with a port for each input, told word,
 * output and outer state; prove_spec the equations (equations/emit_verilog.h); prove_miter has
 * both, and what a run may do to them.
 *
 * In each clock these are free: the inputs and the told words within their types (a word up to its
 * `<=`), whether the clock is a step, where the manifest allows clocks without one, and whether a
 * reset begins, which takes a few clocks as in a run. Steps with a handshake are offered until they
 * are taken, with inputs and words that stay until the result; phases follow each other; a
 * combinational circuit has its states kept beside it.
 *
 * Outputs of prove_miter: `differs`, `hangs` (with a handshake: no answer for
 * cosim_miter_patience() clocks), and the covers, `cover_0` and so on. An output @0 is compared in
 * the clock of a step, one @k in the clock after a step (with a result port: in the clock in which
 * it is 1), where k steps were taken since the reset.
 *
 * Registers that only a trace is read from: `seen_taken` (the clock before took a step),
 * `seen_reset`, `seen_in_N`, `seen_told_N` (the words of that clock) and `seen_differs` (a bit for
 * each output that differed, then one for each next state of a combinational circuit). */
#ifndef COSIM_PROVE_MITER_H
#define COSIM_PROVE_MITER_H

#include "foreign/manifest.h"
#include "prove/products.h"

#include <stdio.h>

typedef struct cosim_miter_options {
    const int64_t *told; /* the word of each told param, in their order, or NULL: they are free */
    bool constant;       /* free words stay the same in a whole trace */
    bool run; /* only what a scenario can say: one reset, every clock that may be a step is
                 one, and inputs that no current and no event drives are 0 */
    const cosim_products *circuit, *spec; /* both sides have these for ports, and get one free
                                             function for them; prove_spec is not written then.
                                             NULL: none */
    bool ages;                            /* it keeps the last step (prove/ages_miter.h) */
    bool usual; /* but no free one: operands are 0 or 1 in a trace that differs */
} cosim_miter_options;

/* A trace has to reach these before a proof counts. */
enum { COSIM_MITER_SPIKE, COSIM_MITER_SECOND_SPIKE, COSIM_MITER_BRANCHES, COSIM_MITER_COVERS = 64 };

typedef struct cosim_miter_cover {
    char text[100];
    bool needed; /* without it nothing is proven; else a branch that may be unreachable */
} cosim_miter_cover;

/* Writes modules prove_spec and prove_miter, and tells the covers in covers[COSIM_MITER_COVERS],
 * how many in *count (both may be NULL). Returns 0, or -1 with *diag: the manifest has no
 * equations, or something that no miter can have. */
int cosim_miter_write(const cosim_manifest *manifest, const cosim_miter_options *options,
                      const char *path, cosim_miter_cover *covers, size_t *count, cosim_diag *diag);

/* Returns the clocks that a handshake may take for an answer. */
unsigned cosim_miter_patience(const cosim_manifest *manifest);

/* Returns the clocks of a trace before the first that may be a step: reset and setup. */
unsigned cosim_miter_lead(const cosim_manifest *manifest);

/* Returns the lowest word that a param is ever told: that of no hold, where it counts held steps.
 */
int64_t cosim_miter_least(const cosim_eq_param *param);

/* Writes what is assumed, a line each, for a reader. */
void cosim_miter_assumptions(FILE *file, const cosim_manifest *manifest,
                             const cosim_miter_options *options);

#endif
