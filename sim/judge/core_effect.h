// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* This tells what the rounding of the weights does to a run that is judged as the words say: a
 * second reference with the real weights, which adopts the circuit's spikes as the judged one does.
 * It is compared with that one and judges nothing, so that it needs no bound. */
#ifndef COSIM_JUDGE_CORE_EFFECT_H
#define COSIM_JUDGE_CORE_EFFECT_H

#include "judge/core_bounded.h"

typedef struct cosim_core_effect {
    const lif_core_net *net;
    unsigned neurons, receptors;
    lif_core_limits limits;
    lif_core_point *point; /* [neurons] */
} cosim_core_effect;

/* Starts; the memory is the arena's. Returns -1 without memory. */
int cosim_core_effect_start(cosim_core_effect *effect, cosim_arena *arena, const lif_core_net *net,
                            const lif_core_format *format);

/* Takes the reference through a tick, with the real sums of `pull`, the words of the noise and the
 * circuit's spikes [neurons]; `expected` is of the judged reference. Raises weights_effect and
 * weights_decide of *result. */
void cosim_core_effect_tick(cosim_core_effect *effect, const cosim_core_pull *pull,
                            const uint32_t *noise, const uint8_t *spike,
                            const lif_core_expected *expected, cosim_core_result *result);

#endif
