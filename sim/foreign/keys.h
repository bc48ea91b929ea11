// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* clang-format off */
/* The keys of a manifest say what somebody else's neuron computes. Equations are made of them
 * (foreign/templates.h), and nothing behind those knows keys.
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
#ifndef COSIM_FOREIGN_KEYS_H
#define COSIM_FOREIGN_KEYS_H

#include "lif_fixed.h"

typedef enum cosim_keys_leak {
    COSIM_LEAK_MULTIPLY, /* by a word of KF fraction bits */
    COSIM_LEAK_SHIFT,    /* by 2^-s: the word is 2^(KF-s) */
    COSIM_LEAK_SHIFTS,   /* a fixed sum of shifts, each rounded for itself */
    COSIM_LEAK_LINEAR    /* L steps of the membrane: leak_fx is L */
} cosim_keys_leak;

typedef enum cosim_keys_rounding {
    COSIM_ROUND_HALF_UP,
    COSIM_ROUND_FLOOR,
    COSIM_ROUND_TOWARD_ZERO,
    COSIM_ROUND_RESIDUAL,
    COSIM_ROUND_UNKNOWN /* bounded as any of them; there is no integer model */
} cosim_keys_rounding;

typedef enum cosim_keys_input {
    COSIM_INPUT_POTENTIAL,
    COSIM_INPUT_AFTER_LEAK,
    COSIM_INPUT_BEFORE_LEAK
} cosim_keys_input;

typedef enum cosim_keys_overflow {
    COSIM_OVERFLOW_NONE, /* cannot happen, or is not said: the integer model wraps */
    COSIM_OVERFLOW_WRAP,
    COSIM_OVERFLOW_SATURATE
} cosim_keys_overflow;

enum { COSIM_TERMS = 8 };

/* Says which word the circuit has built in, if any. A scenario that needs another word is refused,
 * and so is one whose word the port cannot hold. */
typedef struct cosim_keys_word {
    bool present;
    int64_t word;
    int64_t low, high; /* of the port that is told it; the same: no limit of its own */
} cosim_keys_word;

typedef struct cosim_keys {
    cosim_keys_leak leak;
    cosim_keys_rounding rounding;
    cosim_keys_input input;
    cosim_keys_overflow overflow;
    bool decay; /* multiply or shift, not with the potential form */
    bool compare_old, compare_above, subtract;
    double one;                /* membrane steps in S, > 0: 2^F, or any number for built-in words */
    int64_t low_fx, high_fx;   /* range of the membrane, within 32 signed bits */
    unsigned term_count;       /* terms: 1..COSIM_TERMS */
    int8_t terms[COSIM_TERMS]; /* shifts 1..KF; a negative one is subtracted */
    unsigned drive_shift;      /* 0..31 */
    int64_t drive_low_fx, drive_high_fx; /* range of a drive word */
    bool events;                         /* the only drives are 0 and one word */
    double event_a;                      /* the current [A] that this word is; 0: event says it */
    cosim_keys_word event;               /* the word, where it is built in */
    bool subtract_threshold;             /* the amount that a reset subtracts is the threshold */
    cosim_keys_word leak_word, threshold, reset, initial, hold;
    bool rests; /* it leaks toward the word `rest`, and its word 0 is 0 V; else rest is its 0 */
    cosim_keys_word rest;
    uint32_t hold_least; /* the shortest hold that it can be told */
    /* With a gain the drive word counts a current, and the circuit multiplies it (drive_shift is
     * 0). The product is rounded like the leak; with residual rounding it is rounded down. */
    bool gains;
    unsigned gain_fraction; /* 0..31 */
    cosim_keys_word gain;
    int64_t gain_most;   /* the largest word, below 2^31 */
    double drive_unit_a; /* the current [A] of one drive word, > 0 */
} cosim_keys;

/* Checks the ranges and relations named above. Returns LIF_BAD_PARAMETER with the key of the
 * manifest otherwise. */
lif_status cosim_keys_validate(const cosim_keys *declared, const lif_format *format,
                               lif_error *error);

#endif
