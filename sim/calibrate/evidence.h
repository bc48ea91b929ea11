// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The evidence for a value that was found is where each other value departs. */
#ifndef COSIM_CALIBRATE_EVIDENCE_H
#define COSIM_CALIBRATE_EVIDENCE_H

#include "calibrate/calibrate.h"

#include <stdio.h>

typedef enum cosim_trait {
    COSIM_TRAIT_LEAK,
    COSIM_TRAIT_INPUT,
    COSIM_TRAIT_ROUNDING,
    COSIM_TRAIT_OVERFLOW,
    COSIM_TRAIT_COMPARE,
    COSIM_TRAIT_WITH,
    COSIM_TRAIT_RESET,
    COSIM_TRAIT_COUNTS,
    COSIM_TRAITS
} cosim_trait;

/* Names a trait and its value as a manifest has them. */
const char *cosim_trait_key(cosim_trait trait);
const char *cosim_trait_value(const cosim_guess *guess, cosim_trait trait);

/* Tells whether a manifest of the guess says it. */
bool cosim_trait_is_said(const cosim_manifest *keys, const cosim_guess *guess, cosim_trait trait);

/* Gives the guess with another value of a trait, counted from 0; false after the last. */
bool cosim_trait_other(const cosim_manifest *keys, const cosim_guess *guess, cosim_trait trait,
                       unsigned number, cosim_guess *other);

/* Finds where a guess departs: false if nowhere. */
bool cosim_guess_departs(cosim_calibration *calibration, const cosim_guess *guess,
                         size_t *experiment, size_t *step);

/* Writes a comment for each other value of a trait: where it departs. */
void cosim_evidence_put(FILE *file, cosim_calibration *calibration, const cosim_found *found,
                        cosim_trait trait);

/* Writes a step and its experiment: step 3 of "impulse of 5" (there: no spike, membrane 4). */
void cosim_evidence_put_place(FILE *file, const cosim_calibration *calibration, size_t experiment,
                              size_t step);

/* Tells whether a guess has words that its manifest does not say. */
bool cosim_evidence_words(const cosim_calibration *calibration, const cosim_guess *guess);

/* Writes them as lines of constants; `evidence`: with where their neighbours depart. */
void cosim_evidence_put_words(FILE *file, cosim_calibration *calibration, const cosim_guess *guess,
                              bool evidence);

/* Tells whether two guesses have other words. */
bool cosim_evidence_is_moved(const cosim_guess *a, const cosim_guess *b);

/* Tells whether two guesses have one thing otherwise: of those that answer alike, the others say
 * nothing more. */
bool cosim_evidence_is_apart(const cosim_guess *a, const cosim_guess *b);

/* Writes what the second of two texts has otherwise. */
void cosim_evidence_put_difference(FILE *file, const cosim_calibration *calibration,
                                   const cosim_found *first, const cosim_found *other);

#endif
