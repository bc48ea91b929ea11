// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The programs that measure sweeps take the same parameter sets from here. */
#ifndef BATCH_SETS_H
#define BATCH_SETS_H

#include "scenario/scenario.h"
#include "lif_random.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct batch_sets {
    bool noise; /* each set draws its own noise; else all share one table of currents */
    size_t sets, steps;
    double *table_a;
} batch_sets;

static inline void give_up(const char *why)
{
    fprintf(stderr, "benchmark of sweeps: %s\n", why);
    exit(1);
}

static inline lif_stimulus noise_of(uint64_t seed)
{
    return (lif_stimulus){
        .kind = LIF_STIMULUS_NOISE,
        .stop_s = (double)INFINITY,
        .u.noise = {.mean_a = 2.5e-9, .deviation_a = 1.5e-9, .correlation_s = 1e-3, .seed = seed}};
}

/* Makes the one table of currents that all sets share. */
static inline void fill_table(batch_sets *s)
{
    const lif_stimulus noise = noise_of(1);
    lif_stimulus_state state;
    s->table_a = calloc(s->steps, sizeof *s->table_a);
    if (s->table_a == NULL) {
        give_up("out of memory");
    }
    lif_stimulus_start(&state, &noise, 1e-4, LIF_SAMPLE_START, s->steps);
    lif_stimulus_add(&state, s->steps, s->table_a);
}

/* Draws set number i, which is the same in whichever program draws it. */
static inline void draw(const batch_sets *s, uint64_t i, cosim_scenario *scenario,
                        lif_stimulus *stimulus)
{
    lif_random random;
    lif_random_seed(&random, lif_random_mix(1, i));
    lif_params p = {.method = LIF_EXPONENTIAL,
                    .dt_s = 1e-4,
                    .tau_s = 2e-3 * pow(25.0, lif_random_uniform(&random)),
                    .r_ohm = 1e7,
                    .v_rest_v = -0.07,
                    .v_threshold_v = -0.055 + 0.01 * lif_random_uniform(&random),
                    .v_reset_v = -0.07 + 0.01 * lif_random_uniform(&random),
                    .v_initial_v = -0.07,
                    .refractory_steps = 10 * (uint32_t)lif_random_below(&random, 3)};
    p.refractory_s = p.refractory_steps * p.dt_s;
    *stimulus = s->noise ? noise_of(i)
                         : (lif_stimulus){.kind = LIF_STIMULUS_FILE,
                                          .stop_s = (double)INFINITY,
                                          .u.file = {.values_a = s->table_a, .count = s->steps}};
    static char path[] = "in memory", name[] = "sweep", circuit[] = "q8_24";
    *scenario = (cosim_scenario){.path = path,
                                 .name = name,
                                 .steps = s->steps,
                                 .params = p,
                                 .stimuli = stimulus,
                                 .stimulus_count = 1,
                                 .dut = circuit,
                                 .tolerance = 1e-3};
}

#endif
