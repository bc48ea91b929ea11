// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Fixed point has formats and words, and physical parameters become both here.
 *
 * The state is normalised: x = (v-E)/S, u = G*I/S, S = |theta - v_reset|. State, drive, threshold
 * and reset are signed words Q(W-F).F: word = value * 2^F. The leak word is K = k * 2^KF with
 * 0 <= K <= 2^KF (KF+1 bits). */
#ifndef LIF_FIXED_H
#define LIF_FIXED_H

#include "lif_params.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum lif_rounding { LIF_HALF_UP, LIF_RESIDUAL } lif_rounding;

/* Says which of the words 0..2^KF the leak of a circuit can be: the quantiser takes the nearest of
 * them, and the bound knows its error like any other. See lif_leak.h. */
typedef enum lif_leak_coding {
    LIF_CODING_ANY,      /* every one; the circuit's port carries the word itself */
    LIF_CODING_MANTISSA, /* at most leak_digits significant bits: a mantissa and a shift */
    LIF_CODING_TERMS     /* a sum of at most leak_digits terms +-2^n: no multiplier */
} lif_leak_coding;

typedef struct lif_format {
    unsigned state_width;    /* W: bits of the state, sign included, 2..32 */
    unsigned state_fraction; /* F: fraction bits of the state, 0..W-1 */
    unsigned leak_fraction;  /* KF: fraction bits of the leak word, 1..; W + KF <= 63 */
    lif_rounding rounding;
    lif_leak_coding leak_coding;
    unsigned leak_digits; /* bits of the mantissa, or number of terms; 0 with LIF_CODING_ANY */
} lif_format;

/* A circuit is configured by these words, as its ports take them. */
typedef struct lif_words {
    int64_t leak_fx;      /* K, KF fraction bits, 0..2^KF */
    int64_t threshold_fx; /* F fraction bits, like the next two */
    int64_t reset_fx;     /* the value after a spike; by subtraction: the amount subtracted */
    int64_t initial_fx;   /* the state before the first step */
    uint32_t initial_hold;
    bool compare_above;     /* false: at or above */
    bool reset_by_subtract; /* false: to a value */
} lif_words;

/* The words come with what is needed to judge them. Errors are word value minus real value. */
typedef struct lif_quantised {
    lif_format format;
    lif_words words;
    double scale_v;         /* S [V] */
    double zero_v;          /* the potential of the word 0 [V]: the leak target E */
    double lsb;             /* 2^-F: one step of the state, in S */
    double drive_fx_per_a;  /* G/S * 2^F: real drive word for a current [1/A] */
    double leak_error;      /* K*2^-KF - k */
    double threshold_error; /* in S, like the next two */
    double reset_error;     /* of the reset value, or of the subtracted amount */
    double initial_error;
    struct cosim_eq_case *equations; /* of a circuit that says by equations what it computes; or
                                        NULL */
    const struct lif_source *source; /* the rounding of a trace in volts (lif_source.h); or NULL */
} lif_quantised;

/* Checks the ranges named in lif_format. Returns LIF_BAD_PARAMETER with key "dut" otherwise. */
lif_status lif_format_validate(const lif_format *format, lif_error *error);

/* Rounds the parameters (valid) to the words of a format (valid), to nearest.
 * Returns LIF_OUT_OF_RANGE with the key of the parameter that the format cannot hold: its word is
 * outside [-2^(W-1), 2^(W-1)-1], or is a leak word of 0 for k > 0. */
lif_status lif_quantise(const lif_params *params, const lif_format *format, lif_quantised *result,
                        lif_error *error);

/* Turns currents [A] into drive words, to nearest: drive_fx[n] from current_a[n]. A word outside
 * the state's range is clipped to it. Returns how many clipped; 0 when all fit. NaN counts as
 * clipped. */
size_t lif_quantise_drives(const lif_quantised *q, const double *current_a, size_t n,
                           int32_t *drive_fx);

/* Gives the limits [A] outside of which a current clips. Their drives lie half a step beyond the
 * smallest and the largest drive word, as a drive is rounded to nearest. */
void lif_quantise_current_range(const lif_quantised *q, double *low_a, double *high_a);

/* Returns the membrane potential [V] that a state word stands for. */
double lif_membrane_v(const lif_quantised *q, int64_t state_fx);

#endif
