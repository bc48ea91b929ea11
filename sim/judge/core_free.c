// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "judge/core_free.h"

#include "lif_core_quantise.h"

#include <string.h>

int cosim_core_free_start(cosim_core_free *free, cosim_arena *arena, const lif_core_net *net,
                          const lif_core_format *format, const lif_core_image *image,
                          cosim_core_result *result)
{
    const size_t n = net->neurons, weights = (net->inputs + n) * n;
    double *word_weights = cosim_arena_alloc(arena, weights * sizeof *word_weights);
    free->spike = cosim_arena_alloc(arena, 2 * n);
    free->differs = cosim_arena_alloc(arena, 2 * n);
    if (word_weights == NULL || free->spike == NULL || free->differs == NULL) {
        return -1;
    }
    lif_core_word_weights(format, image, word_weights);
    free->net[0] = free->net[1] = *net;
    free->net[0].weight = word_weights;
    for (int k = 0; k < 2; k++) {
        result->free_running[k].identical = true;
        lif_core_model *m = &free->model[k];
        m->point = cosim_arena_alloc(arena, n * sizeof *m->point);
        m->ring = cosim_arena_alloc(arena, (n * format->receptors << format->delay_bits) *
                                               sizeof *m->ring);
        m->distance = cosim_arena_alloc(arena, n * sizeof *m->distance);
        if (m->point == NULL || m->ring == NULL || m->distance == NULL) {
            return -1;
        }
        lif_core_model_start(m, &free->net[k], format);
    }
    return 0;
}

void cosim_core_free_event(cosim_core_free *free, uint32_t row)
{
    if (!free->follows) {
        lif_core_model_event(&free->model[0], row);
    }
    lif_core_model_event(&free->model[1], row);
}

void cosim_core_free_catch_up(cosim_core_free *free, const cosim_core_pull *pull, uint32_t noise)
{
    lif_core_model *m = &free->model[0];
    const size_t rows = (size_t)m->net->inputs + m->net->neurons;
    const uint64_t now = pull->tick, past = now < pull->slots ? now : pull->slots - 1;
    memset(m->ring, 0, (size_t)pull->slots * m->receptors * m->net->neurons * sizeof *m->ring);
    for (m->tick = now - past; m->tick <= now; m->tick++) {
        const size_t slot = (size_t)(m->tick % pull->slots);
        for (size_t k = 0; k < pull->listed[slot]; k++) {
            const uint32_t row = pull->list[slot * rows + k];
            for (unsigned n = pull->fired[slot * rows + row];
                 n > 0 && m->tick + m->net->row[row].delay >= now; n--) {
                lif_core_model_event(m, row);
            }
        }
    }
    m->tick = now;
    m->noise = noise;
    free->follows = false;
}

static bool is_ambiguous(const lif_core_expected *e) { return !e->must && !e->must_not; }

/* Takes down the first difference of a network, and judges it where it is that of the words. All
 * differences of its tick are looked at: they have the same past. */
static void first_differences(const cosim_core_free *free, int k, uint64_t tick,
                              const uint8_t *spike, const lif_core_expected *expected,
                              cosim_core_result *result)
{
    const unsigned n = free->net[k].neurons;
    const uint8_t *own = free->spike + (size_t)k * n;
    bool first = true;
    for (unsigned i = 0; i < n; i++) {
        const bool explained = free->was_ambiguous || is_ambiguous(&expected[i]);
        if (own[i] == (spike[i] != 0)) {
            continue;
        }
        if (first || (result->free_running[k].explained && !explained)) {
            result->free_running[k].identical = false;
            result->free_running[k].tick = tick;
            result->free_running[k].neuron = i;
            result->free_running[k].distance = free->model[k].distance[i];
            result->free_running[k].explained = explained;
        }
        first = false;
        if (k == 0 && !explained) {
            const cosim_core_mismatch m = {.tick = tick,
                                           .neuron = i,
                                           .row = UINT32_MAX,
                                           .quantity = "spike of the network by itself",
                                           .expected = own[i],
                                           .observed = spike[i] != 0};
            cosim_core_note(&result->level[COSIM_CORE_FREE_RUNNING], &m);
        }
    }
}

void cosim_core_free_judge(cosim_core_free *free, uint64_t tick, const uint8_t *spike,
                           const lif_core_expected *expected, cosim_core_result *result)
{
    const unsigned n = free->net[0].neurons;
    for (int k = 0; k < 2; k++) {
        uint8_t *own = free->spike + (size_t)k * n;
        lif_core_model_tick(&free->model[k], own);
        if (result->free_running[k].identical) {
            first_differences(free, k, tick, spike, expected, result);
        }
        for (unsigned i = 0; i < n; i++) {
            free->differs[(unsigned)k * n + i] |= own[i] != (spike[i] != 0);
            result->free_running[k].spikes += own[i];
        }
    }
    for (unsigned i = 0; i < n && !free->was_ambiguous; i++) {
        free->was_ambiguous = is_ambiguous(&expected[i]);
    }
    result->level[COSIM_CORE_FREE_RUNNING].compared += n;
}

void cosim_core_free_count(const cosim_core_free *free, cosim_core_result *result)
{
    const unsigned n = free->net[0].neurons;
    for (unsigned k = 0; k < 2; k++) {
        result->free_running[k].identical_trains = 0;
        for (unsigned i = 0; i < n; i++) {
            result->free_running[k].identical_trains += free->differs[k * n + i] == 0;
        }
    }
}
