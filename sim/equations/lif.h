// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* clang-format off */
/* The scenario's LIF step in words of the membrane, with the terms that a declaration departs in.
 * It is the reference of a circuit that is declared by equations; what the text says does not
 * matter here.
 *
 *   leaked   rest + (x - rest)*a            exponential; euler: x + k*(rest - x); no leak: x
 *   y        leaked + sum of what the drives add, k*G*I each
 *   spike    y >= theta (or >)
 *   x'       reset | y - amount | y; a held step keeps x
 *
 *   linear-leak: l             leaked = clamp(rest, x - l, x + l)
 *   leak-after-drive           y = leaked(x + drives), with limits also leaked(limited(x + drives));
 *                              what a leak in shares takes of a drive is added to it before
 *   leak-above-rest            leaked = x where x < rest
 *   limits: [lo, hi]           y and x' are clamped
 *   adaptation                 decides on theta + w; w' = spike ? min(w + up, most)
 *                              : at ? max(w - down, 0) : w
 *   synapse                    s' = keep*s + this input's drive; s' drives, or s where it is late
 *   old-membrane               decides on x
 *   spike-only-resets          by subtraction: x' = x - amount at a spike, without leak and drives
 *   two-thresholds: low        a spike at y <= low too; by subtraction it adds the amount
 *   no-reset                   x' = y at a spike
 *   delayed-reset              x' = y at a spike, and the next step's y is the amount lower
 *   held-leak, held-integrate, held-rest   x' = leaked | y without a decision | rest
 *   phases                     an evaluation each: leak where its entry says so, the drives that
 *                              take part in it, a decision */
/* clang-format on */
#ifndef COSIM_EQUATIONS_LIF_H
#define COSIM_EQUATIONS_LIF_H

#include "equations/declaration.h"
#include "equations/quantise.h"

typedef struct cosim_eq_lif {
    const cosim_eq_declaration *declaration;
    bool leaks, exponential, above, subtract;
    double k, keep; /* keep: a */
    double rest, theta, reset, amount;
    const cosim_eq_departure *of[COSIM_EQ_DEPARTURES]; /* the entry of each kind, or NULL */
    double value[COSIM_EQ_DEPARTURES][3];              /* and its amounts */
    double synapse[COSIM_EQ_DEPARTS_MOST];             /* keep of each entry that is a synapse */
    bool by_phases;
} cosim_eq_lif;

typedef struct cosim_eq_lif_state {
    double x, w;
    uint32_t hold;
    bool owes; /* the amount of a delayed reset */
    double synapse[COSIM_EQ_DEPARTS_MOST];
} cosim_eq_lif_state;

typedef struct cosim_eq_lif_step {
    double y;      /* the membrane where it does not fire; in a held step x */
    double margin; /* y (or what it decides on) - theta; held: -infinity */
    bool held, fires;
} cosim_eq_lif_step;

void cosim_eq_lif_start(cosim_eq_lif *lif, const cosim_eq_declaration *declaration,
                        const lif_params *params, const cosim_eq_words *words,
                        cosim_eq_lif_state *state);

/* Computes an evaluation. added[i] is what input i adds to the membrane, k*G*I in words; event[i]
 * whether it is 1. */
cosim_eq_lif_step cosim_eq_lif_evaluate(const cosim_eq_lif *lif, const cosim_eq_lif_state *state,
                                        size_t phase, const double *added, const bool *event);

/* Takes the step over, with the circuit's decision or its own, and the hold that a spike loads. */
void cosim_eq_lif_advance(const cosim_eq_lif *lif, cosim_eq_lif_state *state,
                          const cosim_eq_lif_step *step, size_t phase, const double *added,
                          const bool *event, bool fired, uint32_t hold);

/* Copies a state: the synapses that there are, and not the room for the most. */
void cosim_eq_lif_copy(const cosim_eq_lif *lif, cosim_eq_lif_state *to,
                       const cosim_eq_lif_state *from);

/* Tells whether two states are the same, but for the rounding of double. */
bool cosim_eq_lif_same(const cosim_eq_lif *lif, const cosim_eq_lif_state *a,
                       const cosim_eq_lif_state *b);

#endif
