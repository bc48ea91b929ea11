// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The parameters of a scenario become the words of a declaration, and what each word stands for. */
#ifndef COSIM_EQUATIONS_QUANTISE_H
#define COSIM_EQUATIONS_QUANTISE_H

#include "equations/declaration.h"
#include "lif_params.h"

typedef struct cosim_eq_words {
    double values[COSIM_EQ_QUANTITIES]; /* of the scenario */
    double scale_v;                     /* S = |threshold - reset| [V] */
    double lsb_v;                       /* of a membrane word [V] */
    double zero_v;                      /* the potential of the word 0 [V] */
    double initial;                     /* the membrane before the first step, in words */
    int64_t *word;                      /* of each param */
    double *real;                       /* what it stands for; without a formula the word itself */
} cosim_eq_words;

/* Computes the values of the scenario that formulas are made of. event_a is the current of one
 * event, unit_a that of one word of a drive [A]; 0 where there is none. */
void cosim_eq_values(const cosim_eq_declaration *declaration, const lif_params *params,
                     double event_a, double unit_a, cosim_eq_words *words);

/* Rounds every param to its word, for valid parameters; the arrays of *words are made in the arena.
 * Returns LIF_BAD_PARAMETER or LIF_OUT_OF_RANGE, with the scenario's key and a value that would be
 * right, where the circuit cannot hold a word or has another built in, and where memory is short.
 */
lif_status cosim_eq_quantise(cosim_arena *arena, const cosim_eq_declaration *declaration,
                             const lif_params *params, double event_a, double unit_a,
                             cosim_eq_words *words, lif_error *error);

/* Gives the words of params[count] for a spike that holds `hold` steps: those whose formula has
 * hold in it change. */
void cosim_eq_words_of_hold(const cosim_eq_declaration *declaration, const cosim_eq_words *words,
                            uint32_t hold, int64_t *word);

/* Changes the parameters so that each word that is built in is that of the neuron, where one
 * parameter alone can do that; words that depend on each other need several calls. */
void cosim_eq_fit_params(const cosim_eq_declaration *declaration, lif_params *params,
                         double event_a, double unit_a);

/* Tells whether a param stands for itself, or counts steps. */
bool cosim_eq_is_count(const cosim_eq_param *param);

/* Tells whether a word is the nearest one to what it should stand for; at an exact half both are.
 */
bool cosim_eq_is_nearest(const cosim_eq_param *param, double real, int64_t word);

#endif
