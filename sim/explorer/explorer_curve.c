// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "run/job.h"
#include "explorer.h"
#include "lif_model.h"

#include <math.h>

enum { BLOCK = 256, MOST_STEPS = 40 * BLOCK, ENOUGH_SPIKES = 4 };

/* This counts spikes as they come. */
typedef struct counter {
    unsigned count;
    uint64_t last, before; /* steps of the last two */
} counter;

static void count_spikes(counter *c, uint64_t first, const uint8_t *spike)
{
    for (unsigned i = 0; i < BLOCK; i++) {
        if (spike[i] != 0) {
            c->before = c->last;
            c->last = first + i;
            c->count++;
        }
    }
}

/* Returns the rate of the last interval, which is the steady one. */
static double rate(const counter *c, double step_s)
{
    return c->count < 2 ? 0.0 : 1.0 / ((double)(c->last - c->before) * step_s);
}

/* These are all arrays of one block. */
typedef struct arrays {
    double current_a[BLOCK];
    int32_t drive_fx[BLOCK], before_fx[BLOCK], after_fx[BLOCK];
    uint32_t hold[BLOCK];
    uint8_t spike[BLOCK];
} arrays;

static void count_all(const cosim_job *job, arrays *a, counter *circuit, counter *reference)
{
    const lif_params *p = &job->scenario->params;
    lif_model model;
    lif_model_state state;
    lif_model_start(&model, &state, p);
    for (uint64_t first = 0;
         first < MOST_STEPS && (circuit->count < ENOUGH_SPIKES || reference->count < ENOUGH_SPIKES);
         first += BLOCK) {
        const lif_dut_block block = {.n = BLOCK,
                                     .drive_fx = a->drive_fx,
                                     .hold = a->hold,
                                     .before_fx = a->before_fx,
                                     .after_fx = a->after_fx,
                                     .spike = a->spike};
        lif_hold_fill(p, first, BLOCK, a->hold);
        if (job->dut->ops->run(job->dut->instance, &block) != 0) {
            return;
        }
        count_spikes(circuit, first, a->spike);
        lif_model_run(&model, &state, BLOCK, a->current_a, a->hold, 0, NULL, NULL, a->spike);
        count_spikes(reference, first, a->spike);
    }
}

void explorer_rates(const cosim_job *job, double current_a, double *circuit, double *reference)
{
    static arrays a;
    counter found = {0, 0, 0}, expected = {0, 0, 0};
    for (unsigned i = 0; i < BLOCK; i++) {
        a.current_a[i] = current_a;
    }
    *circuit = *reference = (double)NAN;
    if (lif_quantise_drives(&job->q, a.current_a, BLOCK, a.drive_fx) == 0 &&
        job->dut->ops->configure(job->dut->instance, &job->q.words, 0) == 0) {
        count_all(job, &a, &found, &expected);
        *circuit = rate(&found, job->scenario->params.dt_s);
        *reference = rate(&expected, job->scenario->params.dt_s);
    }
}
