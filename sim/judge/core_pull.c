// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "judge/core_pull.h"

#include <math.h>
#include <string.h>

enum { AT_ONCE = 4 }; /* counters in 64 bits */

/* Finds out how far each row reaches, and what there is in it. Returns -1 without memory. */
static int look_at_rows(cosim_core_pull *pull, cosim_arena *arena, size_t rows)
{
    const unsigned n = pull->image->neurons;
    lif_core_reach *reach = cosim_arena_alloc(arena, rows * sizeof *reach);
    lif_core_reach *real = cosim_arena_alloc(arena, rows * sizeof *real);
    pull->filled = cosim_arena_alloc(arena, rows * sizeof *pull->filled);
    pull->least = cosim_arena_alloc(arena, rows * sizeof *pull->least);
    if (reach == NULL || real == NULL || pull->filled == NULL || pull->least == NULL) {
        return -1;
    }
    for (size_t row = 0; row < rows; row++) {
        const int32_t *word = pull->image->weight_fx + row * n;
        reach[row] = lif_core_reach_of_words(word, n);
        pull->least[row] = INT32_MAX;
        for (size_t i = reach[row].first; i < reach[row].end; i++) {
            const int32_t size = word[i] < 0 ? -word[i] : word[i];
            pull->filled[row] += size != 0;
            pull->least[row] = size != 0 && size < pull->least[row] ? size : pull->least[row];
        }
        if (pull->weight != NULL) {
            real[row] = lif_core_reach_of_reals(pull->weight + row * n, n);
        }
    }
    pull->reach = reach;
    pull->real_reach = real;
    return 0;
}

int cosim_core_pull_start(cosim_core_pull *pull, cosim_arena *arena, const lif_core_format *format,
                          const lif_core_image *image, const double *weight, bool sizes)
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
    pull->times = cosim_arena_alloc(arena, (rows + AT_ONCE) * sizeof *pull->times);
    pull->count = cosim_arena_alloc(arena, rows * sizeof *pull->count);
    pull->sum = cosim_arena_alloc(arena, sums * sizeof *pull->sum);
    if (weight != NULL) {
        pull->real = cosim_arena_alloc(arena, sums * sizeof *pull->real);
        pull->size = sizes ? cosim_arena_alloc(arena, sums * sizeof *pull->size) : NULL;
    }
    return pull->fired == NULL || pull->list == NULL || pull->listed == NULL ||
                   pull->times == NULL || pull->count == NULL || pull->sum == NULL ||
                   (weight != NULL && (pull->real == NULL || (sizes && pull->size == NULL)))
               ? -1
               : look_at_rows(pull, arena, rows);
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

/* Adds the real weights of a row, and their sizes where they are asked for. */
static void add_reals(cosim_core_pull *pull, size_t row, double times)
{
    const size_t n = pull->image->neurons, to = pull->image->row[row].receptor * n;
    const lif_core_reach reach = pull->real_reach[row];
    const double *weight = pull->weight + row * n;
    double *real = pull->real + to;
    for (size_t i = reach.first; i < reach.end; i++) {
        real[i] += times * weight[i];
    }
    if (pull->size != NULL) {
        double *size = pull->size + to;
        for (size_t i = reach.first; i < reach.end; i++) {
            size[i] += times * fabs(weight[i]);
        }
    }
}

static void add_row(cosim_core_pull *pull, size_t row, int64_t times)
{
    const size_t n = pull->image->neurons;
    const lif_core_reach reach = pull->reach[row];
    const int32_t *word = pull->image->weight_fx + row * n;
    int64_t *sum = pull->sum + pull->image->row[row].receptor * n;
    for (int64_t k = 0; k < times; k++) { /* mostly once: no product */
        for (size_t i = reach.first; i < reach.end; i++) {
            sum[i] += word[i];
        }
    }
    if (pull->weight != NULL) {
        add_reals(pull, row, (double)times);
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
    if (pull->size != NULL) {
        memset(pull->size, 0, sums * sizeof *pull->size);
    }
    for (size_t from = 0; from < rows;
         from += AT_ONCE) { /* sums of reals go in order of the rows */
        uint64_t any;
        memcpy(&any, &pull->times[from], sizeof any);
        for (size_t row = from; any != 0 && row < from + AT_ONCE; row++) {
            if (pull->times[row] != 0) {
                add_row(pull, row, pull->times[row]);
            }
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
        uint32_t hidden = 0;
        for (size_t i = pull->reach[row].first; i < pull->reach[row].end; i++) {
            const int32_t size = word[i] < 0 ? -word[i] : word[i];
            hidden += (size != 0) & (size <= least[i]);
        }
        *synaptic += (uint64_t)pull->filled[row] * pull->times[row];
        *small += (uint64_t)hidden * pull->times[row];
    }
}

bool cosim_core_pull_count_large(const cosim_core_pull *pull, const double *most,
                                 uint64_t *synaptic)
{
    uint64_t count = 0;
    for (size_t k = 0; k < pull->counted; k++) {
        const size_t row = pull->count[k];
        if (pull->filled[row] > 0 && pull->least[row] <= most[pull->image->row[row].receptor]) {
            return false;
        }
        count += (uint64_t)pull->filled[row] * pull->times[row];
    }
    *synaptic += count;
    return true;
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
