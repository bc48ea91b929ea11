// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Symptoms come from a trace: each answer is compared with what the declared neuron would answer
 * from where the circuit itself was a step before. */
#ifndef COSIM_DIAGNOSE_SYMPTOMS_H
#define COSIM_DIAGNOSE_SYMPTOMS_H

#include "diagnose/hypothesis.h"

typedef enum cosim_symptom {
    COSIM_WRAPS,
    COSIM_NEVER_FIRES,
    COSIM_FIRES_ON_INHIBITION,
    COSIM_LOSES_SPIKES,
    COSIM_STICKS,
    COSIM_MOVES_WHILE_HELD,
    COSIM_FIRES_WHILE_HELD,
    COSIM_RESETS_ELSEWHERE,
    COSIM_FIRES_BELOW, /* and the next: what nothing better says */
    COSIM_MOVES_OTHERWISE,
    COSIM_SYMPTOMS
} cosim_symptom;

/* Names a symptom for programs: "never-fires", "sticks" ... */
const char *cosim_symptom_kind(cosim_symptom symptom);

/* Looks for one symptom. Returns whether the trace has it, and then the step where it first shows
 * and what it is in text[bytes] (either may be NULL). */
bool cosim_symptom_find(cosim_symptom symptom, const cosim_hypothesis *declared,
                        const cosim_trace *trace, size_t *step, char *text, size_t bytes);

#endif
