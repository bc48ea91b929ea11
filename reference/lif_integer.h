// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The integer model computes what the circuit does, bit for bit, with the widths as run-time data.
 *
 *   d = U - X;   p = K*d
 *   half-up :  X' = X + ((p + 2^(KF-1)) >> KF)          (arithmetic shift: floor)
 *   residual:  p += R;  X' = X + (p >> KF);  R' = p mod 2^KF
 *   spike = X' (>= or >) threshold; then X = reset, or X' - reset; hold = H[n]
 *   while hold > 0: hold -= 1, no spike, X (and R) kept
 *
 * R is 0 at the start and at a reset to a value; a reset by subtraction and a held step keep it. */
#ifndef LIF_INTEGER_H
#define LIF_INTEGER_H

#include "lif_fixed.h"

typedef struct lif_integer {
    lif_format format;
    lif_words words;
    int64_t state_fx;
    int64_t residual; /* R, 0..2^KF-1; 0 with half-up */
    uint32_t hold;
} lif_integer;

/* Puts the model into its initial state; format and words must be valid. */
void lif_integer_start(lif_integer *model, const lif_format *format, const lif_words *words);

/* Runs n steps with drive_fx[n] and hold[n]; hold may be NULL for hold_constant at every step.
 * Writes the membrane words before and after the reset and the spikes (0 or 1); a held step's
 * membrane before the reset is the kept one. Any output may be NULL. */
void lif_integer_run(lif_integer *model, size_t n, const int32_t *drive_fx, const uint32_t *hold,
                     uint32_t hold_constant, int32_t *before_fx, int32_t *after_fx, uint8_t *spike);

#endif
