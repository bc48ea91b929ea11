// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A guess is a choice for everything that calibration looks for: the templates of the manifest's
 * keys, and what they have beyond keys (foreign/manifest.h). It becomes a manifest, and that the
 * text of its equations. */
#ifndef COSIM_CALIBRATE_GUESS_H
#define COSIM_CALIBRATE_GUESS_H

#include "foreign/manifest.h"

#include <stdio.h>

typedef enum cosim_reading {
    COSIM_READS_MULTIPLY, /* of the leak word */
    COSIM_READS_DECAY,
    COSIM_READS_SHIFT,
    COSIM_READS_LINEAR,
    COSIM_READS_TERMS,
    COSIM_READINGS
} cosim_reading;

enum { COSIM_ROUNDS_UP = COSIM_ROUND_RESIDUAL + 1, COSIM_ROUNDINGS };

typedef struct cosim_guess {
    cosim_reading leak;
    unsigned input, rounding; /* cosim_keys_input; cosim_keys_rounding, or ROUNDS_UP */
    bool saturates, wide, floored, narrow;
    int gain, nested;
    int8_t terms[COSIM_TERMS];
    unsigned term_count;
    bool above, old;           /* the decision */
    bool subtracts, threshold; /* the reset; the amount is the threshold */
    cosim_template_reset reset;
    cosim_template_held held;
    int extra;    /* the word of a hold is H plus this */
    int64_t hold; /* built in */
    bool moved;   /* these words take the place of what the manifest builds in: */
    bool rests, starts_at_rest, resets_to_rest;
    int64_t rest, start, value; /* value: after a spike that sets it */
    unsigned spike_latency, membrane_latency;
} cosim_guess;

/* Gives what the manifest says, and what it leaves open as the keys have it. */
void cosim_guess_start(const cosim_manifest *keys, cosim_guess *guess);

/* Gives a guess the words of another. */
void cosim_guess_take_words(cosim_guess *guess, const cosim_guess *from);

/* Tells whether the manifest names a constant. */
bool cosim_guess_says(const cosim_manifest *keys, const char *constant);

/* Tells whether the templates can say it of this manifest. */
bool cosim_guess_possible(const cosim_manifest *keys, const cosim_guess *guess);

/* Tells whether keys say it. */
bool cosim_guess_by_keys(const cosim_manifest *keys, const cosim_guess *guess);

/* Tells whether the circuit holds after a spike, by the guess. */
bool cosim_guess_holds(const cosim_manifest *keys, const cosim_guess *guess);

/* Makes the manifest of a guess. */
void cosim_guess_manifest(const cosim_manifest *keys, const cosim_guess *guess,
                          cosim_manifest *manifest);

/* Names what a guess has, as a manifest does: "half-up". */
const char *cosim_guess_leak(cosim_reading reading);
const char *cosim_guess_input(unsigned input);
const char *cosim_guess_rounding(unsigned rounding);

/* Writes what it has beyond keys in a sentence without a subject: "rounds up, never goes below 0";
 * nothing where keys say all. */
void cosim_guess_put_beyond(FILE *file, const cosim_manifest *keys, const cosim_guess *guess);

#endif
