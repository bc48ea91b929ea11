// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Each scenario of the standard set is made by one function. It takes a run with its circuit, its
 * number of steps and room for as many currents; the physical ones fill parameters and currents,
 * those with chosen words fill words and currents, and they may take fewer steps. */
#ifndef STANDARD_MAKE_H
#define STANDARD_MAKE_H

#include "standard_set.h"
#include "lif_fixed.h"
#include "lif_random.h"

typedef void standard_make(standard_run *run, const lif_format *format, lif_random *random);

/* These are physical: 1 V is the unit, E = 0, threshold 1 and reset 0. */
standard_make make_noise;      /* A noise that spikes now and then, with holds of 3. */
standard_make make_subtract;   /* The same by subtraction and with the compare rule `above`. */
standard_make make_ties;       /* 0 -> 1 = the threshold, exactly, at every active step. */
standard_make make_ties_above; /* The same, and above is asked for: no spike. */
standard_make make_square;     /* The largest swing of the difference between drive and membrane. */
standard_make make_silent;     /* A decay from the other side, with a leak word of a few units. */
standard_make make_initial_hold; /* A noise that starts above the threshold with some held steps. */

/* These have chosen words. */
standard_make make_words;      /* Random words within the contract, and random drives. */
standard_make make_whole_leak; /* k = 1: the membrane is the drive, at and beside the threshold. */
standard_make make_half;       /* Products at and around an exact half. */
standard_make make_holds_even; /* Holds whose even bits are set at the start, and whose odd ones by
                                  a spike. */
standard_make make_holds_odd;  /* The same with the bits changed over. */
standard_make make_holds_random; /* Holds with each bit as the highest, even and odd. */

#endif
