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
    pull->list = cosim_arena_alloc(arena, pull->slots * rows * sizeof *pull->list);
    pull->listed = cosim_arena_alloc(arena, pull->slots * sizeof *pull->listed);
    pull->times = cosim_arena_alloc(arena, rows * sizeof *pull->times);
    pull->count = cosim_arena_alloc(arena, rows * sizeof *pull->count);
    pull->sum = cosim_arena_alloc(arena, sums * sizeof *pull->sum);
    if (weight != NULL) {
        pull->real = cosim_arena_alloc(arena, sums * sizeof *pull->real);
        pull->size = cosim_arena_alloc(arena, sums * sizeof *pull->size);
    }
    return pull->fired == NULL || pull->list == NULL || pull->listed == NULL ||
                   pull->times == NULL || pull->count == NULL || pull->sum == NULL ||
                   (weight != NULL && (pull->real == NULL || pull->size == NULL))
               ? -1
               : 0;
}

static size_t rows_of(const cosim_core_pull *pull)
{
    return (size_t)pull->image->inputs + pull->image->neurons;
}

/* Takes an event of a row in this tick. */
static void take(cosim_core_pull *pull, uint32_t row)
{
    const size_t slot = (size_t)(pull->tick % pull->slots), at = slot * rows_of(pull);
    if (pull->fired[at + row]++ == 0) {
        pull->list[at + pull->listed[slot]++] = row;
    }
}

int cosim_core_pull_event(cosim_core_pull *pull, uint32_t row)
{
    const size_t at = (size_t)(pull->tick % pull->slots) * rows_of(pull);
    if (row >= pull->image->inputs || pull->fired[at + row] >= pull->image->row[row].most) {
        return -1;
    }
    take(pull, row);
    return 0;
}

static void add_row(cosim_core_pull *pull, size_t row, int64_t times)
{
    const size_t n = pull->image->neurons;
    const size_t to = pull->image->row[row].receptor * n;
    const int32_t *word = pull->image->weight_fx + row * n;
    for (int64_t k = 0; k < times; k++) { /* mostly once: no product */
        for (size_t i = 0; i < n; i++) {
            pull->sum[to + i] += word[i];
        }
    }
    if (pull->weight != NULL) {
        const double *real = pull->weight + row * n;
        for (size_t i = 0; i < n; i++) {
            pull->real[to + i] += (double)times * real[i];
            pull->size[to + i] += (double)times * fabs(real[i]);
        }
    }
}

/* Finds the rows that had events in a tick as long ago as they take. */
static void look_back(cosim_core_pull *pull, uint64_t delay)
{
    const size_t slot = (size_t)((pull->tick - delay) % pull->slots), at = slot * rows_of(pull);
    for (size_t k = 0; k < pull->listed[slot]; k++) {
        const uint32_t row = pull->list[at + k];
        if (pull->image->row[row].delay == delay) {
            pull->times[row] = pull->fired[at + row];
            pull->count[pull->counted++] = row;
        }
    }
}

void cosim_core_pull_gather(cosim_core_pull *pull)
{
    const size_t n = pull->image->neurons, rows = rows_of(pull);
    const size_t sums = pull->receptors * n;
    memset(pull->sum, 0, sums * sizeof *pull->sum);
    for (size_t k = 0; k < pull->counted; k++) {
        pull->times[pull->count[k]] = 0;
    }
    pull->counted = 0;
    for (uint64_t delay = 0; delay < pull->slots && delay <= pull->tick; delay++) {
        look_back(pull, delay);
    }
    if (pull->weight == NULL) { /* sums of words have no order */
        for (size_t k = 0; k < pull->counted; k++) {
            add_row(pull, pull->count[k], pull->times[pull->count[k]]);
        }
        return;
    }
    memset(pull->real, 0, sums * sizeof *pull->real);
    memset(pull->size, 0, sums * sizeof *pull->size);
    for (size_t row = 0; row < rows; row++) {
        if (pull->times[row] != 0) {
            add_row(pull, row, pull->times[row]);
        }
    }
}

void cosim_core_pull_count(const cosim_core_pull *pull, const int32_t *limit, uint64_t *synaptic,
                           uint64_t *small)
{
    const size_t n = pull->image->neurons;
    for (size_t k = 0; k < pull->counted; k++) {
        const size_t row = pull->count[k];
        const int32_t *word = pull->image->weight_fx + row * n;
        const int32_t *least = limit + pull->image->row[row].receptor * n;
        uint32_t any = 0, hidden = 0;
        for (size_t i = 0; i < n; i++) {
            const int32_t size = word[i] < 0 ? -word[i] : word[i];
            any += size != 0;
            hidden += (size != 0) & (size <= least[i]);
        }
        *synaptic += (uint64_t)any * pull->times[row];
        *small += (uint64_t)hidden * pull->times[row];
    }
}

void cosim_core_pull_spikes(cosim_core_pull *pull, const uint8_t *spike)
{
    const uint32_t n = pull->image->neurons, inputs = pull->image->inputs;
    for (uint32_t i = 0; i < n; i++) {
        if (spike[i] != 0) {
            take(pull, inputs + i);
        }
    }
    pull->tick++;
    const size_t slot = (size_t)(pull->tick % pull->slots), at = slot * rows_of(pull);
    for (size_t k = 0; k < pull->listed[slot]; k++) {
        pull->fired[at + pull->list[at + k]] = 0;
    }
    pull->listed[slot] = 0;
}
