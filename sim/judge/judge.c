// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The judge starts, and gives each step to its definition or to the fast path. */
#include "judge/judge.h"

#include "circuit/lif_dut.h"
#include "judge/equations.h"
#include "judge/fast.h"
#include "judge/recorded.h"
#include "judge/step.h"
#include "judge/vectors.h"

#include <math.h>

/* Counts the steps of a time constant, whose ratio may have been rounded up. */
static uint32_t still_limit(const lif_params *params)
{
    const double steps = ceil(params->tau_s / params->dt_s * (1.0 - 1e-12));
    return steps < 1.0 ? 1 : steps < (double)UINT32_MAX ? (uint32_t)steps : UINT32_MAX;
}

void cosim_judge_start(cosim_judge *judge, const lif_params *params, const lif_quantised *q,
                       uint32_t capabilities, cosim_train *dut_spikes,
                       cosim_train *reference_spikes)
{
    *judge = (cosim_judge){.params = *params, .q = *q, .kernel = cosim_judge_kernels()};
    judge->shows_before = (capabilities & LIF_DUT_SHOWS_BEFORE) != 0;
    judge->shows_membrane = (capabilities & LIF_DUT_SHOWS_MEMBRANE) != 0;
    judge->exact_applies = (capabilities & LIF_DUT_INTEGER_MODEL) != 0;
    judge->dut_spikes = dut_spikes;
    judge->reference_spikes = reference_spikes;
    lif_model_start(&judge->model, &judge->guided, params);
    if (q->equations != NULL) {
        cosim_judge_equations_start(judge);
    } else if (q->source != NULL) {
        cosim_judge_recorded_start(judge);
    } else {
        lif_bound_start(&judge->bound, params, q);
    }
    lif_integer_start(&judge->integer, &q->format, &q->words);
    judge->per_scale = 1.0 / q->scale_v;
    judge->lsb = q->lsb;
    judge->half_lsb = 0.5 * q->lsb;
    judge->threshold = cosim_judge_normalise(judge, params->v_threshold_v);
    judge->guided_bound = q->source != NULL ? judge->guided_bound : judge->bound.initial;
    judge->still_limit = still_limit(params);
    judge->active_from = judge->guided.hold;
    judge->word = q->words.initial_fx;
    judge->constants = COSIM_NOT_APPLICABLE;
}

void cosim_judge_run(cosim_judge *judge, const cosim_judge_block *block)
{
    if (judge->q.equations != NULL) {
        cosim_judge_equations_steps(judge, block, 0, block->n);
        return;
    }
    if (judge->q.source != NULL) {
        cosim_judge_recorded_steps(judge, block, 0, block->n);
        return;
    }
    const bool fast = block->reference_v == NULL && !judge->plain;
    for (size_t i = 0; i < block->n;) {
        size_t length = block->n - i;
        if (fast && cosim_judge_fast(judge, block, i, &length)) {
            i += length;
            continue;
        }
        cosim_judge_steps(judge, block, i, i + length);
        i += length;
    }
}
