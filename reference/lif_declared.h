// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* clang-format off */
/* Declared arithmetic: what somebody else's neuron says that it computes, and everything that
 * follows from it: its words, its integer model, its reference in double and its error bound.
 *
 * Words are as in lif_fixed.h, in steps of the membrane (1/one of S each). A drive word e counts
 * 2^drive_shift of them. With leak(z) = K*z rounded, or for a linear leak the smaller of L and |z|
 * with the sign of z, an active step is
 *
 *   potential     Y = X + K*(e - X) rounded             e codes u
 *   after-leak    Y = fit(X - leak(X) + e)              e codes k*u
 *   before-leak   Z = fit(X + e);  Y = Z - leak(Z)      e codes k*u/(1-k), linear: k*u
 *
 * fit() wraps or saturates to [low, high]. decay: the product is (1-K)*z instead, and what is
 * rounded is what stays. compare_old: the decision is about X, and a step that spikes only resets;
 * otherwise about Y. Held steps and resets are those of lif_integer.h, to which the arithmetic of
 * the shipped formats reduces.
 *
 * The reference of a linear leak is the neuron with a constant leak current, which stops at rest
 * (S. Fusi and M. Mattia, Neural Computation 11 (1999), with rest as the barrier):
 * x' = soft(x + k*u) with k = dt/tau, soft(z) = sign(z)*max(|z| - l, 0), and l = k*|theta - E|/S:
 * the leak that the exponential neuron has at its threshold. A declared saturation belongs to the
 * reference too.
 *
 * Bound, with e = X - x, K = k + dk, du the error of the drive word, r <= rho the rounding:
 *
 *   potential    e' = (1-K) e + dk (u-x) + K du + r
 *   after-leak   e' = (1-K) e - dk x + du + r
 *   before-leak  e' = (1-K) (e + du) - dk (x+i) + r
 *   linear       |e'| <= |e| + |du| + |dl|: soft() brings no two values further apart
 *   saturation   |fit(Y) - fit(y)| <= |Y - y|, the limits being the same
 *   rho          of one step of the membrane: half-up 1/2; floor, toward zero 1 - 2^-n, with n the
 *                fraction bits of K that are in use; residual K, and then B bounds X with its
 *                residual: one step more for X itself; several terms: the sum of each, or, as floor
 *                and toward zero miss one z on one side, of the added or the subtracted
 *   du           what the drive word really misses, at most half a step of it */
/* clang-format on */
#ifndef LIF_DECLARED_H
#define LIF_DECLARED_H

#include "lif_integer.h"
#include "lif_model.h"

typedef enum lif_leak_kind {
    LIF_LEAK_MULTIPLY, /* by a word of KF fraction bits */
    LIF_LEAK_SHIFT,    /* by 2^-s: the word is 2^(KF-s) */
    LIF_LEAK_SHIFTS,   /* a fixed sum of shifts, each rounded for itself */
    LIF_LEAK_LINEAR    /* L steps of the membrane: leak_fx is L */
} lif_leak_kind;

typedef enum lif_declared_rounding {
    LIF_ROUND_HALF_UP,
    LIF_ROUND_FLOOR,
    LIF_ROUND_TOWARD_ZERO,
    LIF_ROUND_RESIDUAL,
    LIF_ROUND_UNKNOWN /* bounded as any of them; there is no integer model */
} lif_declared_rounding;

typedef enum lif_input {
    LIF_INPUT_POTENTIAL,
    LIF_INPUT_AFTER_LEAK,
    LIF_INPUT_BEFORE_LEAK
} lif_input;

typedef enum lif_overflow {
    LIF_OVERFLOW_NONE, /* cannot happen, or is not said: the integer model wraps */
    LIF_OVERFLOW_WRAP,
    LIF_OVERFLOW_SATURATE
} lif_overflow;

enum { LIF_TERMS = 8 };

/* This is how far a current may be from that of no event or of one, as a share of one. */
#define LIF_EVENT_SLACK 1e-6

/* Says which word the circuit has built in, if any. A scenario that needs another word is refused,
 * and so is one whose word the port cannot hold. */
typedef struct lif_fixed_word {
    bool present;
    int64_t word;
    int64_t low, high; /* of the port that is told it; the same: no limit of its own */
} lif_fixed_word;

/* Tells whether the port that takes this word can hold it; true where there is no such port. */
static inline bool lif_port_holds(const lif_fixed_word *fixed, double word)
{
    return fixed->present || fixed->low == fixed->high ||
           (word >= (double)fixed->low && word <= (double)fixed->high);
}

typedef struct lif_declared {
    lif_leak_kind leak;
    lif_declared_rounding rounding;
    lif_input input;
    lif_overflow overflow;
    bool decay; /* multiply or shift, not with the potential form */
    bool compare_old, compare_above, subtract;
    double one;              /* membrane steps in S, > 0: 2^F, or any number for built-in words */
    int64_t low_fx, high_fx; /* range of the membrane, within 32 signed bits */
    unsigned term_count;     /* terms: 1..LIF_TERMS */
    int8_t terms[LIF_TERMS]; /* shifts 1..KF; a negative one is subtracted */
    unsigned drive_shift;    /* 0..31 */
    int64_t drive_low_fx, drive_high_fx; /* range of a drive word */
    bool events;                         /* the only drives are 0 and one word */
    double event_a;                      /* the current [A] that this word is; 0: event says it */
    lif_fixed_word event;                /* the word, where it is built in */
    bool subtract_threshold;             /* the amount that a reset subtracts is the threshold */
    lif_fixed_word leak_word, threshold, reset, initial, hold;
    uint32_t hold_least; /* the shortest hold that it can be told */
    /* With a gain the drive word counts a current, and the circuit multiplies it (drive_shift is
     * 0). The product is rounded like the leak; with residual rounding it is rounded down. */
    bool gains;
    unsigned gain_fraction; /* 0..31 */
    lif_fixed_word gain;
    int64_t gain_most;   /* the largest word, below 2^31 */
    double drive_unit_a; /* the current [A] of one drive word, > 0 */
} lif_declared;

/* Declares the arithmetic of the shipped formats. */
void lif_declared_of_format(lif_declared *declared, const lif_format *format,
                            const lif_words *words);

/* Checks the ranges and relations named above. Returns LIF_BAD_PARAMETER with the key of the
 * manifest otherwise. */
lif_status lif_declared_validate(const lif_declared *declared, const lif_format *format,
                                 lif_error *error);

/* Rounds the parameters (valid) to the words of a circuit (valid), as lif_quantise does. `result`
 * keeps a pointer to *declared. Returns LIF_OUT_OF_RANGE or LIF_BAD_PARAMETER with the key of the
 * scenario that the circuit cannot hold, or that its built-in words and rules contradict; the
 * message says what would be right. */
lif_status lif_declared_quantise(const lif_params *params, const lif_format *format,
                                 const lif_declared *declared, lif_quantised *result,
                                 lif_error *error);

/* Does what lif_integer_run does, for declared arithmetic (the rounding must be known). The state
 * is that of a lif_integer, started with lif_integer_start. A held step's membrane before the reset
 * is the kept one; so is that of a spike with compare_old. saturated (may be NULL) counts the steps
 * in which fit() changed a value. */
void lif_declared_run(const lif_declared *declared, lif_integer *model, size_t n,
                      const int32_t *drive_fx, const uint32_t *hold, uint32_t hold_constant,
                      int32_t *before_fx, int32_t *after_fx, uint8_t *spike, uint64_t *saturated);

/* ---- the reference in double, and its bound; in units of S ---- */

typedef struct lif_declared_bound {
    const lif_declared *declared;
    double leak, slip;           /* k (linear: l) and |dk| (|dl|) */
    double word_leak;            /* K; linear: 0 */
    double gain;                 /* drive i (or u) of a current [1/A] */
    double low, high;            /* limits of a saturating membrane, else infinite */
    double drive_step;           /* of a drive word */
    double gain_word, gain_slip; /* membrane of a drive word, and its error, with a gain */
    double gain_rounding;
    double rounding;       /* rho */
    double view;           /* what a membrane word adds with residual rounding */
    double initial, reset; /* |dx0|; |dreset| or |dr| */
    double constant, eps;  /* eps = constant + eps*(|x| + |drive| + B) */
} lif_declared_bound;

/* Fills *bound; q must come from lif_declared_quantise with the same parameters. */
void lif_declared_bound_start(lif_declared_bound *bound, const lif_params *params,
                              const lif_quantised *q);

/* Returns y from x for an active step with that current [A] (not for a spike with compare_old). */
double lif_declared_update(const lif_declared_bound *b, double x, double current_a);

/* Give the same in volts, and the membrane that follows a spike at v. model and scale_v must be
 * those of the scenario. */
double lif_declared_update_v(const lif_declared_bound *b, const lif_model *model, double scale_v,
                             double v, double current_a);
double lif_declared_reset_v(const lif_declared_bound *b, const lif_model *model, double scale_v,
                            double v);

/* Returns B' from B for the same step; drive_fx: the word that the circuit was given. */
double lif_declared_bound_update(const lif_declared_bound *b, double bound, double x,
                                 double current_a, int32_t drive_fx);

/* Takes one step of the reference by itself; model as for the scenario. Returns whether it spikes.
 */
bool lif_declared_step(const lif_declared_bound *b, const lif_model *model, lif_model_state *state,
                       double scale_v, double current_a, uint32_t hold);

#endif
