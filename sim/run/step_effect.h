// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The length of a step has a cost. It is shown by the spikes of the float reference alone, at the
 * scenario's step and at a tenth of it. Every time keeps its seconds, refractory and initial hold
 * included. */
#ifndef COSIM_STEP_EFFECT_H
#define COSIM_STEP_EFFECT_H

#include "scenario/scenario.h"

enum { COSIM_STEP_PARTS = 10 };

typedef struct cosim_step_effect {
    uint64_t spikes, fine_spikes; /* at the step, at a tenth of it */
    uint64_t differ; /* of the longer list: those that have no spike of the other one in their step
                      */
    /* Spikes paired in order, up to the shorter list: the end of the fine step less the end of the
     * step [steps]. A spike that stays in its step has -0.9 to 0. */
    double least_shift, most_shift;
} cosim_step_effect;

/* Compares the two. Returns 0, or -1 with *diag where memory is short, or, with its place, where a
 * stimulus exists step by step only. */
int cosim_step_effect_of(const cosim_scenario *scenario, cosim_step_effect *effect,
                         cosim_diag *diag);

#endif
