// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "judge/core_pull.h"

#include <math.h>
#include <string.h>

int cosim_core_pull_start(cosim_core_pull *pull, cosim_arena *arena, const lif_core_format *format,
                          const lif_core_image *image, const double *weight)
{
    const size_t rows = (size_t)image->inputs + image->neurons;
    const size_t sums = (size_t)format->receptors * image->neurons;
    *pull = (cosim_core_pull){.image = image,
                              .weight = weight,
                              .receptors = format->receptors,
                              .slots = 1u << format->delay_bits};
    pull->fired = cosim_arena_alloc(arena, pull->slots * rows * sizeof *pull->fired);
    pull->times = cosim_arena_alloc(arena, rows * sizeof *pull->times);
    pull->sum = cosim_arena_alloc(arena, sums * sizeof *pull->sum);
    if (weight != NULL) {
        pull->real = cosim_arena_alloc(arena, sums * sizeof *pull->real);
        pull->size = cosim_arena_alloc(arena, sums * sizeof *pull->size);
    }
    return pull->fired == NULL || pull->times == NULL || pull->sum == NULL ||
                   (weight != NULL && (pull->real == NULL || pull->size == NULL))
               ? -1
               : 0;
}

/* Returns the list of a tick. */
static uint16_t *list_of(const cosim_core_pull *pull, uint64_t tick)
{
    const size_t rows = (size_t)pull->image->inputs + pull->image->neurons;
    return pull->fired + (size_t)(tick % pull->slots) * rows;
}

int cosim_core_pull_event(cosim_core_pull *pull, uint32_t row)
{
    uint16_t *now = list_of(pull, pull->tick);
    if (row >= pull->image->inputs || now[row] >= pull->image->row[row].most) {
        return -1;
    }
    now[row]++;
    return 0;
}

static void add_row(cosim_core_pull *pull, size_t row, int64_t times)
{
    const size_t n = pull->image->neurons;
    const size_t to = pull->image->row[row].receptor * n;
    const int32_t *word = pull->image->weight_fx + row * n;
    for (size_t i = 0; i < n; i++) {
        pull->sum[to + i] += times * word[i];
    }
    if (pull->weight != NULL) {
        const double *real = pull->weight + row * n;
        for (size_t i = 0; i < n; i++) {
            pull->real[to + i] += (double)times * real[i];
            pull->size[to + i] += (double)times * fabs(real[i]);
        }
    }
}

void cosim_core_pull_gather(cosim_core_pull *pull)
{
    const size_t n = pull->image->neurons, rows = pull->image->inputs + n;
    const size_t sums = pull->receptors * n;
    memset(pull->sum, 0, sums * sizeof *pull->sum);
    if (pull->weight != NULL) {
        memset(pull->real, 0, sums * sizeof *pull->real);
        memset(pull->size, 0, sums * sizeof *pull->size);
    }
    for (size_t row = 0; row < rows; row++) {
        const uint64_t delay = pull->image->row[row].delay;
        pull->times[row] = pull->tick >= delay ? list_of(pull, pull->tick - delay)[row] : 0;
        if (pull->times[row] != 0) {
            add_row(pull, row, pull->times[row]);
        }
    }
}

void cosim_core_pull_count(const cosim_core_pull *pull, const int32_t *limit, uint64_t *synaptic,
                           uint64_t *small)
{
    const size_t n = pull->image->neurons, rows = pull->image->inputs + n;
    for (size_t row = 0; row < rows; row++) {
        const int32_t *word = pull->image->weight_fx + row * n;
        const int32_t *least = limit + pull->image->row[row].receptor * n;
        uint64_t any = 0, hidden = 0;
        for (size_t i = 0; i < n && pull->times[row] != 0; i++) {
            const int32_t size = word[i] < 0 ? -word[i] : word[i];
            any += size != 0;
            hidden += size != 0 && size <= least[i];
        }
        *synaptic += any * pull->times[row];
        *small += hidden * pull->times[row];
    }
}

void cosim_core_pull_spikes(cosim_core_pull *pull, const uint8_t *spike)
{
    const size_t n = pull->image->neurons;
    uint16_t *now = list_of(pull, pull->tick);
    for (size_t i = 0; i < n; i++) {
        now[pull->image->inputs + i] = spike[i] != 0;
    }
    pull->tick++;
    memset(list_of(pull, pull->tick), 0, (pull->image->inputs + n) * sizeof *now);
}
