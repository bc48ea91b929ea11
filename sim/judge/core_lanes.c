// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "judge/core_lanes.h"

#include "judge/core_rows.h"
#include "judge/vectors.h"
#include "lif_core_noise.h"

#include <math.h>
#include <string.h>

/* ---- the kernels: one for every processor, and wider ones for those that have them ---- */

#define CORE(name) name##_any
#define CORE_WIDTH 2
#define CORE_TARGET
#include "judge/core_kernel.h"
#undef CORE
#undef CORE_WIDTH
#undef CORE_TARGET

#ifdef __x86_64__
#define CORE(name) name##_avx2
#define CORE_WIDTH 4
#define CORE_TARGET JUDGE_AVX2
#include "judge/core_kernel.h"
#undef CORE
#undef CORE_WIDTH
#undef CORE_TARGET

#define CORE(name) name##_avx512
#define CORE_WIDTH 8
#define CORE_TARGET JUDGE_AVX512
#include "judge/core_kernel.h"
#endif

typedef void core_kernel(const cosim_core_lanes *l, const lif_core_seen *seen, const uint8_t *spike,
                         const uint32_t *words, const cosim_core_result *result,
                         cosim_core_sums *sums);

/* The narrow kernels come first. */
static core_kernel *const kernels[] = {
    tick_any,
#ifdef __x86_64__
    tick_avx2,
    tick_avx512,
#endif
};

int cosim_core_lanes_start(cosim_core_lanes *lanes, cosim_arena *arena,
                           const cosim_core_parts *parts, const lif_core_format *format,
                           unsigned kernel)
{
    const cosim_core_bounded *bounded = parts->bounded;
    const size_t n = bounded->image->neurons;
    *lanes = (cosim_core_lanes){
        .neurons = n, .real = bounded->real_weights, .effect = parts->effect != NULL};
    if (n == 0 || n % CORE_LANES != 0 || !bounded->shows_state) {
        return 0;
    }
    lanes->must = parts->each->must;
    lanes->usage = parts->each->usage;
    lanes->max_error = parts->each->max_error;
    lanes->max_bound = parts->each->max_bound;
    lanes->kernel = kernel != 0 ? kernel : cosim_judge_kernels();
    return cosim_core_rows_start(lanes, arena, parts, format);
}

/* ---- a tick ---- */

static void raise_usage(int32_t word_fx, double lsb, double value, double bound, double *usage)
{
    const double error = fabs(word_fx * lsb - value);
    if (error > *usage * bound) {
        *usage = error / bound;
    }
}

/* An error is a larger part of its bound than before: neuron after neuron, as single ones go. */
static void louder(const cosim_core_lanes *l, const lif_core_seen *seen, cosim_core_result *result)
{
    for (size_t i = 0; i < l->neurons; i++) {
        for (unsigned r = 0; r < l->receptors; r++) {
            raise_usage(seen->synapse_fx[r][i], l->lsb, l->s_value[r][i], l->s_bound[r][i],
                        &result->usage_synapse);
        }
        raise_usage(seen->adaptation_fx[i], l->lsb, l->a_value[i], l->a_bound[i],
                    &result->usage_adaptation);
        if (l->state[l->now].hold[i] == 0) {
            raise_usage(seen->before_fx[i], l->lsb, l->x_value[i], l->x_bound[i],
                        &result->usage_membrane);
        }
    }
}

/* Counts the synaptic events of a tick that has some: mostly none is so small that a bound could
 * hide it, and the bound of each neuron need not be looked at. */
static void count_events(const cosim_core_lanes *l, const cosim_core_pull *pull,
                         const cosim_core_sums *sums, cosim_core_result *result)
{
    double most[LIF_CORE_RECEPTORS];
    for (unsigned r = 0; r < l->receptors; r++) {
        most[r] = cosim_core_hidden(sums->synapse_bound[r], l->least_step[r]);
    }
    if (cosim_core_pull_count_large(pull, most, &result->synaptic_events)) {
        return;
    }
    for (unsigned r = 0; r < l->receptors; r++) {
        int32_t *least = l->least + r * l->neurons;
        for (size_t i = 0; i < l->neurons; i++) {
            least[i] = cosim_core_hidden(l->s_bound[r][i], l->weight_step[r][i]);
        }
    }
    cosim_core_pull_count(pull, l->least, &result->synaptic_events, &result->unseen_events);
}

/* The spikes of the networks that run by themselves become their events. */
static void end_free(const cosim_core_lanes *l, cosim_core_free *free, const uint8_t *spike,
                     const cosim_core_sums *sums, uint32_t noise, cosim_core_result *result)
{
    const size_t n = l->neurons;
    for (size_t i = 0; i < n && l->follows; i++) {
        result->free_running[0].spikes += spike[i] != 0;
    }
    for (unsigned k = l->follows ? 1 : 0; k < CORE_LANES_FREE; k++) {
        const uint8_t *own = l->free_spike[k];
        uint8_t *differs = free->differs + k * n;
        for (size_t i = 0; i < n && sums->apart[k]; i++) {
            differs[i] |= own[i] != (spike[i] != 0);
        }
        result->free_running[k].spikes += sums->free_spikes[k];
        for (unsigned r = 0; r < l->receptors; r++) {
            memset(lif_core_model_sums(&free->model[k], r), 0, n * sizeof(double));
        }
        free->model[k].noise = noise;
        lif_core_model_spikes(&free->model[k], own);
    }
    free->was_ambiguous |= sums->must + sums->must_not < sums->active;
    result->level[COSIM_CORE_FREE_RUNNING].compared += n;
}

static void end_exact(const cosim_core_lanes *l, lif_core_integer *model, const uint8_t *spike,
                      const cosim_core_sums *sums, uint32_t noise)
{
    for (unsigned r = 0; r < l->receptors; r++) {
        memset(lif_core_integer_sums(model, r), 0, l->neurons * sizeof(int64_t));
    }
    model->clips += sums->clips;
    model->noise = noise;
    lif_core_integer_spikes(model, spike);
}

bool cosim_core_lanes_judge(cosim_core_lanes *lanes, const cosim_core_parts *parts,
                            const lif_core_seen *seen, const uint8_t *spike, const uint32_t *words,
                            uint32_t noise, cosim_core_result *result)
{
    cosim_core_lanes *l = lanes;
    cosim_core_sums sums;
    if (l->kernel == 0 || parts->exact->model.noise != noise ||
        (!l->ahead && parts->free->model[0].noise != noise) ||
        parts->free->model[1].noise != noise) {
        return false;
    }
    if (!l->ahead) {
        cosim_core_rows_put(l, parts, result->free_running[0].identical && !l->real);
    }
    for (unsigned r = 0; r < l->receptors; r++) {
        l->pushed_fx[r] = lif_core_integer_sums(&parts->exact->model, r);
        l->pulled_fx[r] = parts->pull->sum + r * l->neurons;
        l->real_events[r] = l->real || l->effect ? parts->pull->real + r * l->neurons : NULL;
        l->real_sizes[r] = l->real ? parts->pull->size + r * l->neurons : NULL;
        for (unsigned k = 0; k < CORE_LANES_FREE; k++) {
            l->free_events[k][r] = lif_core_model_sums(&parts->free->model[k], r);
        }
    }
    kernels[l->kernel - 1](l, seen, spike, words, result, &sums);
    const bool first = (sums.apart[0] && result->free_running[0].identical) ||
                       (sums.apart[1] && result->free_running[1].identical);
    if (sums.bad || first) {
        cosim_core_rows_take(l, parts, noise);
        return false;
    }
    if (sums.louder) {
        louder(l, seen, result);
    }
    result->weights_effect = fmax(result->weights_effect, sums.effect);
    result->weights_decide += sums.decide;
    result->max_error = fmax(result->max_error, sums.max_error);
    result->max_bound = fmax(result->max_bound, sums.max_bound);
    result->must += sums.must;
    result->must_not += sums.must_not;
    result->ambiguous += sums.active - sums.must - sums.must_not;
    result->differing += sums.differing;
    result->level[COSIM_CORE_BOUNDED].compared += sums.active;
    result->level[COSIM_CORE_EXACT].compared += l->neurons;
    if (parts->pull->counted > 0) {
        count_events(l, parts->pull, &sums, result);
    }
    end_exact(l, &parts->exact->model, spike, &sums, words[l->neurons - 1]);
    end_free(l, parts->free, spike, &sums, words[l->neurons - 1], result);
    l->now ^= 1u;
    return true;
}

void cosim_core_lanes_before(const cosim_core_lanes *lanes, size_t neuron, lif_core_guided *guided)
{
    cosim_core_rows_guided(lanes, lanes->now ^ 1u, neuron, guided);
}
