// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A question about a graph has one of these answers. */
#ifndef COSIM_PROVE_ANSWER_H
#define COSIM_PROVE_ANSWER_H

typedef enum cosim_engine_answer {
    COSIM_ENGINE_UNKNOWN, /* the time, or the memory, was over */
    COSIM_ENGINE_PROVEN,  /* for every length of a trace */
    COSIM_ENGINE_CLEAN,   /* for the first `frames` clocks */
    COSIM_ENGINE_REFUTED  /* in clock number `frames`, counted from 0 */
} cosim_engine_answer;

typedef struct cosim_engine_result {
    cosim_engine_answer answer;
    unsigned frames;
    char *inputs; /* REFUTED: '0' or '1' for each register at the start, and then for each input of
                     each clock, clock after clock; owned */
    double seconds;
} cosim_engine_result;

void cosim_engine_free(cosim_engine_result *result);

#endif
