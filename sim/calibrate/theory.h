// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A theory is equations that the circuit might compute, interpreted on the drives and words of the
 * experiments. */
#ifndef COSIM_CALIBRATE_THEORY_H
#define COSIM_CALIBRATE_THEORY_H

#include "calibrate/bench.h"
#include "calibrate/guess.h"
#include "equations/interpret.h"

typedef struct cosim_theory {
    cosim_arena *arena;
    const cosim_equations *equations;
    cosim_eq_program *program;
    int64_t *state, *param, *output;
    int *told;         /* of each param: the circuit's told param, or -1 */
    unsigned membrane; /* its state */
    unsigned spike_latency, membrane_latency;
} cosim_theory;

/* Makes the theory of a guess. `update`: only what the membrane takes without a spike, with the
 * outputs cosim_z and cosim_sum (what is decided on, new) behind the spike. Returns 0, or -1 where
 * the language refuses it or there is no memory; free in the former case. */
int cosim_theory_of(const cosim_bench *bench, const cosim_guess *guess, bool update,
                    cosim_theory *theory);
/* Makes one of equations that take the circuit's ports and have its outputs. It takes the arena
 * over, and frees it where it returns -1. */
int cosim_theory_new(const cosim_bench *bench, cosim_arena *arena, const cosim_equations *equations,
                     unsigned membrane, unsigned spike_latency, unsigned membrane_latency,
                     cosim_theory *theory);
void cosim_theory_free(cosim_theory *theory);

/* Puts it to where an experiment with these words begins. */
void cosim_theory_reset(const cosim_bench *bench, cosim_theory *theory,
                        const cosim_words_of *words);
/* Computes a step into theory->output. */
void cosim_theory_step(cosim_theory *theory, int64_t drive);

/* Tells from which step on it answers otherwise than the circuit did; e->n: never. */
size_t cosim_theory_departs(const cosim_bench *bench, cosim_theory *theory,
                            const cosim_experiment *e);
/* Tells whether it answers the circuit's experiments from the `first` on, and else in which, and in
 * which step of it, it departs. */
bool cosim_theory_fits(const cosim_bench *bench, cosim_theory *theory, size_t first,
                       size_t *experiment, size_t *step);
/* Counts the answers of all experiments that it gives otherwise. After each, its membrane goes on
 * from the one that the circuit showed, where it shows it after the step. */
uint64_t cosim_theory_differs(const cosim_bench *bench, cosim_theory *theory);

/* Writes what the templates say of a guess, whole. */
int cosim_guess_text(const cosim_manifest *keys, const cosim_guess *guess, char **text,
                     size_t *length);

#endif
