// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Two levels of a core are about what it does beside its numbers. Port: every neuron is shown once
 * in a tick, the spikes that leave are those that are shown, in ascending order and each once, and
 * the tick ends in time. Clip: nothing saturates (unless that is declared), no accumulator is
 * exceeded, no event is refused or lost, and what saturates is told. */
#ifndef COSIM_JUDGE_CORE_PORT_H
#define COSIM_JUDGE_CORE_PORT_H

#include "circuit/lif_core_dut.h"
#include "result/core_result.h"

/* Judges the port of a tick, and gives the spikes [neurons] that the circuit had: those that it
 * shows (shows_state), or those that left. A breach is judged and then taken back. */
void cosim_core_port_judge(const lif_core_tick *tick, uint64_t number, unsigned neurons,
                           bool shows_state, uint8_t *spike, cosim_core_finding *finding);

/* A tick had to tell this. */
typedef struct cosim_core_clips {
    uint64_t model; /* fits that changed their value in the tick, of the integer model or else of
                       the reference */
    bool exact;     /* it is the integer model that says so */
    bool tells;     /* the circuit has LIF_CORE_TELLS_SATURATION */
    bool declared;  /* saturation is no failure */
} cosim_core_clips;

/* Judges the flags of a tick. */
void cosim_core_clip_judge(uint32_t flags, uint64_t number, const cosim_core_clips *clips,
                           cosim_core_finding *finding);

#endif
