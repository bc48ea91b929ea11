// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* What a circuit computes, found by experiments: every neuron that lifcosim knows is held against
 * its answers, and what only one of them explains is known. */
#ifndef COSIM_CALIBRATE_CALIBRATE_H
#define COSIM_CALIBRATE_CALIBRATE_H

#include "diagnose/hypothesis.h"
#include "foreign/manifest.h"

/* What is looked for, each a choice of a few values. */
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
    /* the shortest input without any explanation, where nothing fits */
    cosim_trace odd;
} cosim_calibration;

/* Runs everything on a circuit that was built for calibration. Returns 0 (free with
 * cosim_calibration_free in any case), or -1 with *diag. */
int cosim_calibrate(cosim_calibration *c, const cosim_manifest *manifest, cosim_dut *dut,
                    cosim_diag *diag);
void cosim_calibration_free(cosim_calibration *c);

/* How many values a trait can have for this circuit, beginning with the manifest's own. */
unsigned cosim_trait_values(const cosim_calibration *c, cosim_trait trait, unsigned values[8]);
/* The value as a manifest has it ("half-up"), and the key ("rounding"). */
const char *cosim_trait_name(cosim_trait trait, unsigned value);
const char *cosim_trait_key(cosim_trait trait);

/* Where a guess departs from the answers: false if nowhere. */
bool cosim_guess_departs(const cosim_calibration *c, const cosim_guess *guess, size_t *experiment,
                         size_t *step);

/* The neuron that a guess is. */
void cosim_guess_hypothesis(const cosim_calibration *c, const cosim_guess *guess,
                            cosim_hypothesis *h);

/* ---- between the files of calibration ---- */

/* A random drive of about n steps that reaches the threshold now and then. */
void cosim_calibrate_random(const cosim_calibration *c, uint64_t seed, cosim_trace *trace);
/* A new experiment with the drives of a trace; NULL when there is no room. */
cosim_trace *cosim_calibrate_add(cosim_calibration *c, const cosim_trace *from, const char *name);

/* Chooses the words, makes the drives, and runs them with what is known of the latencies. */
int cosim_calibrate_experiments(cosim_calibration *c, cosim_diag *diag);
/* Finds the clocks after which spike and membrane answer, and runs every experiment with them. */
int cosim_calibrate_latencies(cosim_calibration *c, cosim_diag *diag);
/* Runs one trace with the circuit's words and the latencies that were found. */
int cosim_calibrate_run(const cosim_calibration *c, cosim_trace *trace, cosim_diag *diag);

#endif
