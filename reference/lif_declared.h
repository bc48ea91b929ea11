// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* clang-format off */
/* Declared arithmetic: what the keys of a manifest say that somebody else's neuron computes, and an
 * integer model of it for calibration. A circuit that is built has equations of it
 * (sim/foreign/templates.h), which its judge knows alone.
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
 * the shipped formats reduces. */
/* clang-format on */
#ifndef LIF_DECLARED_H
#define LIF_DECLARED_H

#include "lif_integer.h"

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

/* Checks the ranges and relations named above. Returns LIF_BAD_PARAMETER with the key of the
 * manifest otherwise. */
lif_status lif_declared_validate(const lif_declared *declared, const lif_format *format,
                                 lif_error *error);

/* Does what lif_integer_run does, for declared arithmetic (the rounding must be known). The state
 * is that of a lif_integer, started with lif_integer_start. A held step's membrane before the reset
 * is the kept one; so is that of a spike with compare_old. saturated (may be NULL) counts the steps
 * in which fit() changed a value. */
void lif_declared_run(const lif_declared *declared, lif_integer *model, size_t n,
                      const int32_t *drive_fx, const uint32_t *hold, uint32_t hold_constant,
                      int32_t *before_fx, int32_t *after_fx, uint8_t *spike, uint64_t *saturated);

#endif
