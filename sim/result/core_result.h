// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The result of a network on a core is what the judge found, as plain data for every report. Values
 * and bounds are in units of S of their neuron. */
#ifndef COSIM_RESULT_CORE_RESULT_H
#define COSIM_RESULT_CORE_RESULT_H

#include "result/result.h"
#include "lif_core_format.h"

/* In this order a level that fails is told before another of the same tick. */
typedef enum cosim_core_level {
    COSIM_CORE_CONSTANTS,
    COSIM_CORE_PORT,
    COSIM_CORE_EXACT,
    COSIM_CORE_BOUNDED,
    COSIM_CORE_CLIP,
    COSIM_CORE_FREE_RUNNING,
    COSIM_CORE_LEVELS
} cosim_core_level;

/* The first difference of a level. */
typedef struct cosim_core_mismatch {
    bool present;
    uint64_t tick; /* of a constant 0 */
    unsigned neuron,
        row; /* neuron: UINT_MAX where it is about a row or the whole core; row alike */
    const char *quantity;      /* "synaptic current", "membrane before reset" ...; static */
    double expected, observed; /* words of exact, constants and port; values in S of bounded */
    double bound;              /* bounded: how far they may be apart; else 0 */
} cosim_core_mismatch;

typedef struct cosim_core_finding {
    cosim_verdict verdict; /* NOT_APPLICABLE, PASS, FAIL; bounded also VACUOUS */
    uint64_t compared;     /* words, neuron-ticks or ticks */
    uint64_t mismatches;
    cosim_core_mismatch first;
} cosim_core_finding;

typedef struct cosim_core_result {
    lif_core_format format;
    unsigned neurons, inputs;
    uint64_t ticks;
    double tolerance; /* of S */
    cosim_verdict verdict;
    cosim_core_finding level[COSIM_CORE_LEVELS];

    uint64_t events;          /* of inputs */
    uint64_t synaptic_events; /* weights that are not 0, of events of inputs and spikes */
    uint64_t unseen_events;   /* of these, so small that bounded cannot see one missing */
    uint64_t spikes;
    uint64_t must, must_not; /* decisions that the bound leaves no choice, held ticks excluded */
    uint64_t ambiguous;      /* decisions that it leaves open */
    uint64_t differing;      /* decisions that the reference alone would take otherwise */
    uint64_t clips;          /* fits that changed their value: of the integer model, else of the
                                reference */
    double usage_synapse, usage_adaptation, usage_membrane; /* largest |e|/B */
    double max_error, max_bound;                            /* of membranes */

    /* The rounding of weights does this, where they are judged as the words say them. */
    bool has_weights_effect;
    double weights_effect;   /* largest difference of the membranes of two guided references */
    uint64_t weights_decide; /* decisions that the real weights would take otherwise */

    /* The network that runs by itself: 0 with the weights of the words, 1 with the real ones. Its
     * first difference from the circuit: */
    struct {
        bool identical;
        uint64_t spikes;
        unsigned identical_trains;
        uint64_t tick; /* of the first difference; meaningless if identical, as are the next: */
        unsigned neuron;
        double distance; /* of the reference's membrane from its threshold */
        bool explained;  /* a decision was ambiguous before, or is this one */
    } free_running[2];
} cosim_core_result;

/* This is kept of one neuron, of the ticks in which it is not held. */
typedef struct cosim_core_neuron {
    bool must;                   /* a spike had to happen */
    double usage;                /* the largest |e|/B of its membrane */
    double max_error, max_bound; /* of S */
} cosim_core_neuron;

/* Gives "constants", "port", "exact", "bounded", "clip" or "free_running". */
const char *cosim_core_level_name(cosim_core_level level);

/* Gives the first mismatch of a level as one line that can be grepped: "tick 12 neuron 3 synaptic
 * current: expected 17, observed 18"; "" where there is none. Returns text. */
const char *cosim_core_mismatch_text(const cosim_core_finding *finding, char *text, size_t bytes);

/* Gives the level that failed first: that of the earliest tick, and in it the first; -1 where none
 * failed. */
int cosim_core_first_failure(const cosim_core_result *result);

/* Counts a mismatch, and keeps the first. */
void cosim_core_note(cosim_core_finding *finding, const cosim_core_mismatch *mismatch);

#endif
