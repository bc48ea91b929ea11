// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The free-running level of a core: the network in double runs on its own beside the circuit, once
 * with the weights that the words mean and once with the real ones. The first decides one thing: as
 * long as no decision was ambiguous, the lists of the whole network are the same, by induction over
 * the ticks; a difference that no ambiguous decision explains is a failure. The second is reported
 * and never judged: two correct recurrent networks go apart after their first difference. */
#ifndef COSIM_JUDGE_CORE_FREE_H
#define COSIM_JUDGE_CORE_FREE_H

#include "judge/core_bounded.h"
#include "lif_core_model.h"

typedef struct cosim_core_free {
    lif_core_net net[2]; /* with the weights of the words, with the real ones */
    lif_core_model model[2];
    uint8_t *spike;     /* [2][neurons]: of the last tick */
    uint8_t *differs;   /* [2][neurons]: trains that are not the circuit's */
    bool was_ambiguous; /* in a tick before */
    bool follows; /* the first network has done as the guided references: theirs are its states, and
                     it takes no events (core_lanes.h) */
} cosim_core_free;

/* Starts; the memory is the arena's. Returns -1 without memory. */
int cosim_core_free_start(cosim_core_free *free, cosim_arena *arena, const lif_core_net *net,
                          const lif_core_format *format, const lif_core_image *image,
                          cosim_core_result *result);

/* Takes an event of an input before its tick. */
void cosim_core_free_event(cosim_core_free *free, uint32_t row);

/* Gives the first network, whose neurons are set, the events that it did not take: those that
 * `pull` has and that count from the tick of it on. It follows no more. */
void cosim_core_free_catch_up(cosim_core_free *free, const cosim_core_pull *pull, uint32_t noise);

/* Judges a tick by the circuit's spikes [neurons] and what is expected of each neuron. */
void cosim_core_free_judge(cosim_core_free *free, uint64_t tick, const uint8_t *spike,
                           const lif_core_expected *expected, cosim_core_result *result);

/* Counts the identical trains in the end. */
void cosim_core_free_count(const cosim_core_free *free, cosim_core_result *result);

#endif
