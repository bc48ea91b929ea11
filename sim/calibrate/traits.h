// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Calibration looks for traits, and a neuron is a choice of a value for each. */
#ifndef COSIM_CALIBRATE_TRAITS_H
#define COSIM_CALIBRATE_TRAITS_H

#include "circuit/dut.h"
#include "diagnose/hypothesis.h"
#include "foreign/manifest.h"

/* The traits are each a choice of a few values. */
typedef enum cosim_trait {
    COSIM_TRAIT_LEAK,
    COSIM_TRAIT_INPUT,
    COSIM_TRAIT_ROUNDING,
    COSIM_TRAIT_OVERFLOW,
    COSIM_TRAIT_COMPARE,
    COSIM_TRAIT_WITH,
    COSIM_TRAIT_RESET,
    COSIM_TRAIT_COUNTS,
    COSIM_TRAIT_SPIKE_LATE,
    COSIM_TRAIT_MEMBRANE_LATE,
    COSIM_TRAITS
} cosim_trait;

typedef struct cosim_guess {
    unsigned value[COSIM_TRAITS];
} cosim_guess;

enum { COSIM_EXPERIMENTS = 64 };

typedef struct cosim_experiment {
    char name[80];
    cosim_trace trace;
} cosim_experiment;

typedef struct cosim_calibration {
    const cosim_manifest *manifest;
    cosim_dut *dut;
    lif_words words; /* that the experiments give */
    int64_t raw_leak, event_fx;
    uint32_t hold;
    cosim_experiment experiments[COSIM_EXPERIMENTS];
    size_t count;
    unsigned spike_phase, membrane_phase; /* clocks after a step; found first */
    bool spikes, moves;                   /* whether any was seen */
    bool fits;                            /* one of the known neurons answers all experiments so */
    cosim_guess best;                     /* that one, or the one that agrees longest */
    size_t best_experiment, best_step;    /* where that one departs, without fit */
    uint64_t guesses;                     /* how many were tried */
    uint64_t sought;                      /* drives that were tried to tell two of them apart */
    /* This is the shortest input without any explanation, where nothing fits. */
    cosim_trace odd;
    bool idles, runs;                /* idle clocks can be put; they change an answer */
    size_t run_experiment, run_step; /* the first one */
} cosim_calibration;

/* Tells how many values a trait can have for this circuit, beginning with the manifest's own. */
unsigned cosim_trait_values(const cosim_calibration *c, cosim_trait trait, unsigned values[8]);
/* Names a value as a manifest has it ("half-up"), and its key ("rounding"). */
const char *cosim_trait_name(cosim_trait trait, unsigned value);
const char *cosim_trait_key(cosim_trait trait);

/* Finds where a guess departs from the answers: false if nowhere. */
bool cosim_guess_departs(const cosim_calibration *c, const cosim_guess *guess, size_t *experiment,
                         size_t *step);

/* Makes the neuron that a guess stands for. */
void cosim_guess_hypothesis(const cosim_calibration *c, const cosim_guess *guess,
                            cosim_hypothesis *h);

/* Tells whether a trait means nothing beside the others and stays at its first value. */
bool cosim_guess_idle(const cosim_guess *guess, cosim_trait trait);

/* Tells whether such a neuron can be declared. */
bool cosim_guess_possible(const cosim_guess *guess);

#endif
